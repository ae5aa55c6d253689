// Operations on greylisting: who waits and who is known, and what an administrator makes of either.
#include "judge/greylist.h"

#include <algorithm>

#include "address/domain.h"
#include "admin/nouns.h"
#include "admin/world.h"
#include "base/text.h"

namespace postern::admin {
namespace on_greylist {
namespace {

constexpr std::uint64_t kShown = 1000, kMostShown = 20'000;

json::object describe(const judge::Greylisted& row, const judge::Settings& settings) {
  const auto until = row.seen + (row.known ? settings.greylist_memory : settings.greylist_window);
  const auto open = row.seen + settings.greylist_delay;
  return {{"who", printable(row.who)},
          {"state", row.known ? "known" : "waiting"},
          {"seen", rfc3339(row.seen)},
          {"comes_in", row.known ? json::value() : json::value(rfc3339(open))},
          {"until", rfc3339(until)},
          {"sender", printable(row.sender, 512)},
          {"recipient", printable(row.recipient, 512)}};
}

// As greylisting knows him: an address is one of its network.
Result<std::string> who_of(const Call& call) {
  const auto text = call.text("who");
  if (auto ip = IpAddress::parse(text)) return judge::known_as(*ip, {});
  if (auto network = IpNetwork::parse(text)) {
    auto whole = judge::known_as(network->base(), {});
    if (whole == network->text()) return whole;
    return fail_argument("who", "Greylisting knows networks of one size: /24, and /64 of IPv6");
  }
  if (auto domain = address::parse_domain(text)) return domain->ascii();
  return fail_argument("who", "Greylisting knows whom a proven domain or a network stands for, not " + printable(text));
}

struct Meant {
  std::string who;
  judge::Kept kept;
};

Task<Result<Meant>> meant_by(World& world, const Call& call) {
  auto who = who_of(call);
  if (!who) co_return pass_on(who);
  auto kept = co_await world.greylist.kept_of(*who, *world.spam.current());
  if (!kept) co_return pass_on(kept);
  co_return Meant{std::move(*who), *kept};
}

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto settings = world.spam.current();
  const auto most = std::min(call.number("limit").value_or(kShown), kMostShown);
  auto rows = co_await world.greylist.list(*settings, call.text("text"), most);
  if (!rows) co_return pass_on(rows);
  json::array out;
  for (const auto& row : *rows) out.push_back(describe(row, *settings));
  co_return out;
}

Task<Result<json::value>> let_in(World& world, const Call& call) {
  auto one = co_await meant_by(world, call);
  if (!one) co_return pass_on(one);
  auto done = co_await world.greylist.let_in(one->who);
  if (!done) co_return pass_on(done);
  co_return json::object{{"who", one->who}, {"waited", one->kept.waiting}};
}

Task<Result<json::value>> forget(World& world, const Call& call) {
  auto one = co_await meant_by(world, call);
  if (!one) co_return pass_on(one);
  if (!one->kept.known && one->kept.waiting == 0)
    co_return fail(Failure::not_found, "Greylisting knows nothing of it: postern greylist list shows whom it does");
  auto done = co_await world.greylist.forget(one->who);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::object>> shown(World& world, const Call& call) {
  if (!who_of(call)) co_return json::object{};
  auto one = co_await meant_by(world, call);
  if (!one) co_return pass_on(one);
  if (!one->kept.known && one->kept.waiting == 0) co_return json::object{};
  co_return json::object{{"greylisting", one->kept.known ? "known" : "waiting"}};
}

constexpr Argument kWho{"who", Kind::text, true, true,
                        "As the list shows it: far.example, 192.0.2.0/24; or an address, for its network"};
constexpr std::array kOne{kWho};
constexpr std::array kList{
    Argument{"text", Kind::text, false, true, "Only those whose domain, network, sender or recipient holds this"},
    Argument{"limit", Kind::number, false, false, "How many at most, up to 20000; 1000 when not given"}};

constexpr std::array kOperations{
    Operation{"greylist.list", "List whose mail is put off at first, and who is known for having come again, newest first",
              reads(Area::security), false, kList, list, "[Greylisted]"},
    Operation{"greylist.let-in", "Know a domain or a network from now on: what it sends is not put off",
              changes(Area::security), false, kOne, let_in, "{who: text, waited: number}"}
        .showing(shown),
    Operation{"greylist.forget", "Know a domain or a network no more: what looks suspicious is put off as at first",
              changes(Area::security), false, kOne, forget, "none"}
        .showing(shown),
};

}  // namespace
}  // namespace on_greylist

std::span<const Operation> greylist_operations() { return on_greylist::kOperations; }

}  // namespace postern::admin
