// Operations on the allow list: which networks are spared what.
#include <algorithm>

#include "address/domain.h"
#include "admin/entries.h"
#include "admin/lock_out.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"

namespace postern::admin {
namespace on_allow {
namespace {

constexpr std::uint64_t kMostHourly = 100'000;

Result<guard::Bypasses> bypasses_of(const Call& call) {
  using guard::Bypass;
  guard::Bypasses out;
  for (const auto& word : call.list("spare")) {
    const auto found = std::ranges::find(guard::kBypasses, std::string_view(word), [](Bypass b) { return guard::name(b); });
    if (found == guard::kBypasses.end())
      return fail_argument("spare",
                           "What can be spared is brute-force, denial-of-service, harvesting, password-retrieval, "
                           "smtp-authentication, spam-checks and greylisting, not " +
                               printable(word));
    out.add(*found);
  }
  return out;
}

// "ann@home.test", or "@home.test" for all of a domain.
Result<std::string> sender_of(const std::string& word) {
  if (!word.starts_with('@')) {
    auto mailbox = mailbox_of(word);
    if (!mailbox) return pass_on(mailbox);
    return mailbox->text();
  }
  auto domain = address::parse_domain(word.substr(1));
  if (!domain) return pass_on(domain);
  return "@" + domain->ascii();
}

// H26: a network may send without a login only in the name of listed senders, so many messages an hour, until a day that is named.
Result<void> bind_sending(const Call& call, guard::Entry& e) {
  const bool sends = e.bypasses.has(guard::Bypass::smtp_authentication);
  const auto senders = call.list("senders");
  const auto hourly = call.number("hourly");
  if (!sends && (!senders.empty() || hourly))
    return fail(Failure::invalid, "senders and hourly are for --spare smtp-authentication");
  if (!sends) return {};
  const bool who = !senders.empty() && senders.size() <= guard::Entry::kMostSenders;
  const bool many = hourly && *hourly >= 1 && *hourly <= kMostHourly;
  if (!who || !many || e.until == guard::kForEver)
    return fail_argument(
        !who    ? "senders"
        : !many ? "hourly"
                : "for",
        "Who sends without a login is bound: --senders (up to 100 addresses or @domains), --hourly (messages, up to "
        "100000) and --for (how long) must be given");
  for (const auto& word : senders) {
    auto sender = sender_of(word);
    if (!sender) return blame("senders", std::move(sender.error()));
    e.senders.push_back(std::move(*sender));
  }
  e.hourly = static_cast<std::uint32_t>(*hourly);
  return {};
}

Task<Result<json::value>> add(World& world, const Call& call) {
  auto entry = entry_of(world, call, guard::Side::allow);
  if (!entry) co_return pass_on(entry);
  auto bypasses = bypasses_of(call);
  if (!bypasses) co_return pass_on(bypasses);
  entry->bypasses = *bypasses;
  if (bypasses->has(guard::Bypass::smtp_authentication) && !call.caller.proven) co_return std::unexpected(unproven());
  auto bound = bind_sending(call, *entry);
  if (!bound) co_return pass_on(bound);
  co_return co_await add_entries(world, call, std::move(*entry));
}

Task<Result<json::value>> list(World& world, const Call& call) {
  co_return co_await list_entries(world, call, guard::Side::allow);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  co_return co_await remove_entries(world, call, guard::Side::allow);
}

constexpr std::array kAdd{
    kNetwork,
    Argument{"spare", Kind::list, false, false,
             "Of: brute-force, denial-of-service, harvesting, password-retrieval (the rules of these kinds), "
             "smtp-authentication, spam-checks, greylisting; nothing makes an exception to a denied network"},
    Argument{"senders", Kind::list, false, false, "smtp-authentication: the addresses, or @domains, that it may send as"},
    Argument{"hourly", Kind::number, false, false, "smtp-authentication: so many messages an hour"},
    Argument{"for", Kind::text, false, false, "How long: 2h, 7d; until it is removed when not given"},
    kServices,
    kOwner,
    kWhy,
    kEvenMe};
constexpr std::array kList{kText, kLimit};
constexpr std::array kRemove{kNetwork, kEvenMe};

constexpr std::array kOperations{
    Operation{"allow.add", "Spare a network something, in place of what it was spared before", changes(Area::security), false,
              kAdd, add, "[AllowEntry]"}
        .showing(allowed_shown),
    Operation{"allow.list", "List the networks that are spared something", reads(Area::security), false, kList, list,
              "[AllowEntry]"},
    Operation{"allow.remove", "Treat a network like any other again", changes(Area::security), false, kRemove, remove,
              "{removed: number}"}
        .showing(allowed_shown),
};

}  // namespace
}  // namespace on_allow

std::span<const Operation> allow_operations() { return on_allow::kOperations; }

}  // namespace postern::admin
