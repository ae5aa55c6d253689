// Words between "=": a hash, a day, a domain, and what is left.
#include "forwarding/srs.h"

#include <fmt/format.h>

#include "auth/mac.h"
#include "auth/totp.h"
#include "base/text.h"

namespace postern::forwarding {
namespace {

constexpr std::string_view kDigits = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648 §6, in the case that all can read
constexpr std::size_t kHashOctets = 5;                                    // eight digits
constexpr std::size_t kLongestLocal = 64;                                 // RFC 5321 §4.5.3.1.1
constexpr std::int64_t kDays = 1024;                                      // after which they begin anew

std::int64_t day_of(Time t) { return (t.seconds() / 86'400) % kDays; }

std::string day_text(Time t) {
  const auto day = static_cast<std::size_t>(day_of(t));
  return {kDigits[day / 32], kDigits[day % 32]};
}

bool is_recent(std::string_view text, Time now) {
  if (text.size() != 2) return false;
  const auto high = kDigits.find(lower(text[0])), low = kDigits.find(lower(text[1]));
  if (high == kDigits.npos || low == kDigits.npos) return false;
  const auto age = (day_of(now) - static_cast<std::int64_t>(high * 32 + low) + kDays) % kDays;
  return age <= kLife.count();
}

// The word before the next "="; none when there is no other.
std::optional<std::string_view> word(std::string_view& rest) {
  const auto end = rest.find('=');
  if (end == rest.npos) return {};
  const auto found = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return found;
}

bool is_of_scheme(std::string_view local, char version) {
  return local.size() > 5 && starts_nocase(local, "SRS") && local[3] == version &&
         (local[4] == '=' || local[4] == '+' || local[4] == '-');
}

std::optional<address::Mailbox> made(std::string local, const address::Domain& domain) {
  if (local.size() > kLongestLocal) return {};
  auto mailbox = address::Mailbox::make(local, domain);
  if (!mailbox) return {};
  return std::move(*mailbox);
}

std::optional<address::Mailbox> at(std::string_view local, std::string_view domain) {
  auto known = address::parse_domain(domain);
  if (!known) return {};
  return made(std::string(local), *known);
}

}  // namespace

// Of the text without case: mail servers may change it.
std::string Srs::hash(std::string_view text, const address::Domain& by) const {
  const auto mac = auth::hmac_sha256(key_.reveal(), to_lower(fmt::format("{}={}", by.ascii(), text)));
  return to_lower(auth::to_base32(std::string_view(mac).substr(0, kHashOctets)));
}

std::optional<address::Mailbox> Srs::forward(const address::Mailbox& sender, const address::Domain& by, Time now) const {
  if (sender.literal() || !is_ascii(sender.local())) return {};
  const std::string_view local = sender.local();
  if (is_of_scheme(local, '1')) {  // the first forwarder is the one who knows the way back
    auto rest = local.substr(5);
    if (!word(rest)) return {};
    return made(fmt::format("SRS1={}={}", hash(rest, by), rest), by);
  }
  const auto text = is_of_scheme(local, '0') ? fmt::format("{}={}", sender.domain().ascii(), local.substr(4))
                                             : fmt::format("{}={}={}", day_text(now), sender.domain().ascii(), local);
  return made(fmt::format("SRS{}={}={}", is_of_scheme(local, '0') ? 1 : 0, hash(text, by), text), by);
}

std::optional<address::Mailbox> Srs::back(const address::Mailbox& rewritten, Time now) const {
  std::string_view rest = rewritten.local();
  const bool first = is_of_scheme(rest, '0');
  if (rewritten.literal() || (!first && !is_of_scheme(rest, '1'))) return {};
  rest.remove_prefix(5);
  const auto mark = word(rest);
  if (!mark || !equal_in_constant_time(to_lower(*mark), hash(rest, rewritten.domain()))) return {};
  if (first && !is_recent(word(rest).value_or(""), now)) return {};
  const auto domain = word(rest);
  if (!domain) return {};
  return at(first ? std::string(rest) : "SRS0" + std::string(rest), *domain);
}

}  // namespace postern::forwarding
