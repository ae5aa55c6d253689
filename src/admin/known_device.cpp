// Operations on what an account is known by: addresses and browsers, which get in while it is under attack (H16).
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "guard/guard.h"

namespace postern::admin {
namespace on_known_device {
namespace {

std::string place_of(const guard::KnownDevice& one) {
  if (one.kind == guard::KnownDevice::Kind::browser) return {};
  return one.network.bits() == 128 ? one.network.base().text() : one.network.text();
}

json::object describe(const World& world, const guard::KnownDevice& one) {
  const auto from = place_of(one);
  return {{"id", one.device.id()},
          {"kind", guard::name(one.kind)},
          {"from", from},
          {"country", from.empty() ? std::string() : world.guard.country_of(one.network.base())},
          {"agent", one.name},
          {"first", rfc3339(one.first)},
          {"last", rfc3339(one.last)}};
}

Task<Result<json::value>> list(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto all = co_await world.guard.known_devices((*account)->id);
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& one : *all) out.push_back(describe(world, one));
  co_return out;
}

Task<Result<json::object>> device_shown(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto device = guard::Device::with_id(call.text("id"));
  if (!device) co_return json::object();
  auto known = co_await world.guard.known_device((*account)->id, std::move(*device));
  if (!known) co_return pass_on(known);
  if (!*known) co_return json::object();
  co_return json::object{{"known_device", (*known)->name.empty() ? place_of(**known) : (*known)->name}};
}

Task<Result<json::value>> forget(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto device = guard::Device::with_id(call.text("id"));
  if (!device) co_return fail_argument("id", "The id is the one that the list shows");
  auto was = co_await world.guard.forget_device((*account)->id, std::move(*device));
  if (!was) co_return pass_on(was);
  if (!*was) co_return fail(Failure::not_found, "The account is not known by this");
  co_return json::value();
}

constexpr std::array kOne{kAccountAddress};
constexpr std::array kForget{kAccountAddress, Argument{"id", Kind::text, true, true, "Its id in the list"}};

constexpr std::array kOperations{
    Operation{"known-device.list", "List from where, and with which browsers, an account has logged in within 30 days",
              reads(Area::domains).of_account("address").or_himself(), false, kOne, list, "[KnownDevice]"},
    Operation{"known-device.forget", "Let an address or a browser in no more while the account is under attack",
              changes(Area::domains).of_account("address").or_himself(), false, kForget, forget, "none"}
        .showing(device_shown),
};

}  // namespace
}  // namespace on_known_device

std::span<const Operation> known_device_operations() { return on_known_device::kOperations; }

}  // namespace postern::admin
