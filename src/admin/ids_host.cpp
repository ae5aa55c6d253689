// The reverse name, and whether it leads back: anybody may claim any name for an address of his.
#include "admin/ids_host.h"

#include "admin/words.h"
#include "admin/world.h"
#include "base/ip_address.h"
#include "dns/resolver.h"
#include "senderauth/iprev.h"

namespace postern::admin {
namespace {

constexpr std::chrono::seconds kWaitForName{4};

std::string_view word_of(const senderauth::IprevVerdict& verdict) {
  if (!verdict.name.empty()) return "confirmed";
  if (verdict.outcome == senderauth::Outcome::temperror) return "unknown";
  return verdict.claimed.empty() ? "none" : "unproven";
}

}  // namespace

Task<Result<json::value>> host_of_address(World& world, const Call& call) {
  const auto address = read(call, "address", IpAddress::parse);
  if (!address) co_return std::unexpected(address.error());
  dns::Answers answers;
  const auto judge = [&](dns::Answers& known) { return senderauth::check_iprev(*address, known); };
  const auto verdict = co_await dns::find_out(world.dns, answers, judge, Clock::now() + kWaitForName);
  co_return json::object{{"address", address->text()},
                         {"name", verdict.name.empty() ? verdict.claimed : verdict.name},
                         {"found", word_of(verdict)}};
}

}  // namespace postern::admin
