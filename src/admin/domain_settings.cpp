// The rows of a domain's settings.
#include "admin/domain_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "admin/words.h"
#include "base/text.h"
#include "directory/second_factor_words.h"

namespace postern::admin {
namespace {

using directory::SecondFactorMode;
using Settings = directory::DomainSettings;
using Group = DomainAdministration;

constexpr auto& kModes = config::Names<SecondFactorMode>::labels;
std::string_view word(SecondFactorMode mode) {
  return std::ranges::find(kModes, static_cast<std::int64_t>(mode), &config::Label::value)->name;
}

template <bool Settings::* member>
json::value switch_value(const Settings& s) {
  return s.*member;
}
template <bool Settings::* member>
Result<void> set_switch(Settings& s, std::string_view text, const World&) {
  if (text != "on" && text != "off") return fail(Failure::invalid, fmt::format("It is on or off, not \"{}\"", text));
  s.*member = text == "on";
  return {};
}

// Not less than the server asks of all: the domain would read as if it held.
Result<void> set_second_factor(Settings& s, std::string_view text, const World& world) {
  const auto at = std::ranges::find(kModes, text, &config::Label::name);
  if (at == kModes.end()) return fail(Failure::invalid, "It is disabled, enabled or forced");
  const auto mode = static_cast<SecondFactorMode>(at->value);
  const auto least = world.logins.current()->second_factor;
  if (mode < least)
    return fail(Failure::invalid, fmt::format("The server's own setting is {}: a domain may only be stricter", word(least)));
  s.second_factor = mode;
  return {};
}

// H07. 0 takes the domain's own rule away; another number asks for at least as much as the server does, for that would hold anyway.
Result<void> set_password_rule(std::string_view text, std::uint64_t most, auto is_less_strict, std::uint32_t& target) {
  const auto n = number<std::uint64_t>(text, most);
  if (!n) return fail(Failure::invalid, fmt::format("It is a number up to {}", most));
  if (*n != 0 && is_less_strict(*n)) return fail(Failure::invalid, "A domain may only be stricter than the server");
  target = static_cast<std::uint32_t>(*n);
  return {};
}
Result<void> set_length(Settings& s, std::string_view text, const World& world) {
  const auto shorter = [&](std::uint64_t n) { return n < world.policy.current()->minimum_length; };
  return set_password_rule(text, auth::kLongestPassword, shorter, s.passwords.minimum_length);
}
Result<void> set_strength(Settings& s, std::string_view text, const World& world) {
  const auto weaker = [&](std::uint64_t n) { return n < world.policy.current()->minimum_strength; };
  return set_password_rule(text, 4, weaker, s.passwords.minimum_strength);
}
Result<void> set_expiry(Settings& s, std::string_view text, const World& world) {
  const auto server = world.policy.current()->expires_after;
  const auto later = [&](std::uint64_t n) { return server != 0 && n > server; };
  return set_password_rule(text, 3650, later, s.passwords.expires_after);
}

Result<void> set_catch_all(Settings& s, std::string_view text, const World&) {
  if (text.empty()) {
    s.catch_all = {};
    return {};
  }
  auto mailbox = mailbox_of(std::string(text));
  if (!mailbox) return pass_on(mailbox);
  s.catch_all = std::move(*mailbox);
  return {};
}

Result<void> set_spam(Settings& s, std::string_view text, const World&) {
  auto actions = spam_actions_of(text);
  if (!actions) return pass_on(actions);
  s.spam = *actions;
  return {};
}

// H27. A domain only adds: what the server does not take is not taken anywhere.
Result<void> set_extensions(Settings& s, std::string_view text, const World&) {
  std::vector<std::string> list;
  for (std::string_view rest = text; !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    auto one = to_lower(trim(rest.substr(0, comma)));
    if (one.starts_with('.')) one.erase(0, 1);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const bool fits = !one.empty() && one.size() <= 32 &&
                      std::ranges::all_of(one, [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
    if (!fits) return fail(Failure::invalid, "They are ends of file names, such as zip, rar");
    if (std::ranges::find(list, one) == list.end()) list.push_back(std::move(one));
  }
  if (list.size() > directory::kMostExtensions)
    return fail(Failure::too_large, fmt::format("They are {} at most", directory::kMostExtensions));
  s.attachment_extensions = std::move(list);
  return {};
}

// Who turns it off, or on, makes the domain weaker.
template <bool Settings::* member, bool is_weak>
bool turned(const Settings& now, const Settings& before) {
  return now.*member == is_weak && before.*member != is_weak;
}
template <std::uint32_t directory::PasswordOverrides::* member>
bool is_less(const Settings& now, const Settings& before) {
  return now.passwords.*member < before.passwords.*member;
}
bool lasts_longer(const Settings& now, const Settings& before) {
  const auto then = before.passwords.expires_after, after = now.passwords.expires_after;
  return then != 0 && (after == 0 || after > then);
}
bool shows_less(const Settings& now, const Settings& before) { return now.second_factor < before.second_factor; }
bool takes_more(const Settings& now, const Settings& before) {
  return std::ranges::any_of(before.attachment_extensions, [&](const auto& one) {
    return std::ranges::find(now.attachment_extensions, one) == now.attachment_extensions.end();
  });
}

constexpr std::array kRows{
    DomainSetting{"require_smtp_auth", Kind::text, "on or off: mail in this domain's name needs a login",
                  switch_value<&Settings::require_smtp_auth>, set_switch<&Settings::require_smtp_auth>, &Group::sending, true,
                  turned<&Settings::require_smtp_auth, false>},
    DomainSetting{"plus_addressing", Kind::text, "on or off: user+detail reaches user",
                  switch_value<&Settings::plus_addressing>, set_switch<&Settings::plus_addressing>, &Group::receiving},
    DomainSetting{"second_factor", Kind::text, "disabled, enabled or forced: what users show besides their password",
                  [](const Settings& s) -> json::value { return json::string(word(s.second_factor)); }, set_second_factor,
                  &Group::sign_in, true, shows_less},
    DomainSetting{"password_length", Kind::number, "Characters of a password at least; 0: as the server asks",
                  [](const Settings& s) -> json::value { return s.passwords.minimum_length; }, set_length, &Group::sign_in,
                  true, is_less<&directory::PasswordOverrides::minimum_length>},
    DomainSetting{"password_strength", Kind::number, "Strength of a password at least, up to 4; 0: as the server asks",
                  [](const Settings& s) -> json::value { return s.passwords.minimum_strength; }, set_strength, &Group::sign_in,
                  true, is_less<&directory::PasswordOverrides::minimum_strength>},
    DomainSetting{"password_expires_after", Kind::number, "Days after which a password is changed; 0: as the server asks",
                  [](const Settings& s) -> json::value { return s.passwords.expires_after; }, set_expiry, &Group::sign_in, true,
                  lasts_longer},
    DomainSetting{"tell_impersonation", Kind::text,
                  "on or off: a user is told by mail when an administrator acts in his name or makes a way into his account",
                  switch_value<&Settings::tell_impersonation>, set_switch<&Settings::tell_impersonation>, &Group::notices, true,
                  turned<&Settings::tell_impersonation, false>},
    DomainSetting{"self_reset", Kind::text,
                  "on or off: who has forgotten his password may ask for a token to his recovery address",
                  switch_value<&Settings::self_reset>, set_switch<&Settings::self_reset>, &Group::forgotten_passwords, true,
                  turned<&Settings::self_reset, true>},
    DomainSetting{"catch_all", Kind::text, "Where mail to unknown names goes; empty: it is refused",
                  [](const Settings& s) -> json::value { return json::string(s.catch_all.text()); }, set_catch_all,
                  &Group::receiving, false},
    DomainSetting{"spam_actions", Kind::text,
                  "What becomes of spam: low=inbox,medium=junk,high=refuse,blocked=junk (or quarantine); what is left out is "
                  "as the server says",
                  [](const Settings& s) -> json::value { return json::string(text_of(s.spam)); }, set_spam, &Group::spam,
                  false},
    DomainSetting{"attachment_extensions", Kind::text,
                  "Ends of names of attachments that are not taken, besides those of the server: zip, rar",
                  [](const Settings& s) -> json::value {
                    return json::string(fmt::format("{}", fmt::join(s.attachment_extensions, ", ")));
                  },
                  set_extensions, &Group::attachments, false, takes_more},
};

}  // namespace

bool may_set(const Caller& caller, const World& world, DomainGroup group) {
  return !caller.domains || (*world.domain_administration.current()).*group;
}

Result<void> may_weaken(const Caller& caller, const Settings& now, const Settings& before) {
  if (caller.proven) return {};
  const auto is_weaker = [&](const DomainSetting& row) { return row.is_weaker != nullptr && row.is_weaker(now, before); };
  const bool elsewhere = before.login_from.mode != CountryMode::off && now.login_from != before.login_from;
  return elsewhere || std::ranges::any_of(kRows, is_weaker) ? std::unexpected(unproven()) : Result<void>();
}

std::span<const DomainSetting> domain_settings() { return kRows; }

const DomainSetting* find_domain_setting(std::string_view name) {
  const auto row = std::ranges::find(kRows, name, &DomainSetting::name);
  return row == kRows.end() ? nullptr : &*row;
}

std::string text_of(const DomainSetting& row, const Settings& settings) {
  const auto value = row.value(settings);
  if (value.is_bool()) return value.get_bool() ? "on" : "off";
  if (value.is_string()) return std::string(value.get_string());
  return fmt::to_string(value.to_number<std::uint64_t>());
}

std::optional<std::string> text_of(const DomainSetting& row, const Call& call) {
  if (!call.arguments.contains(row.name)) return {};
  if (row.kind == Kind::number) return fmt::to_string(call.number(row.name).value_or(0));
  return call.text(row.name);
}

}  // namespace postern::admin
