// By the certificates that are in use, and by each mailbox's quota.
#include "admin/domain_health.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "admin/certificates.h"
#include "admin/domain_dns.h"
#include "admin/domain_records.h"
#include "admin/words.h"
#include "admin/world.h"
#include "mtasts/own_policies.h"

namespace postern::admin::on_domain {
namespace {

constexpr std::size_t kMostFull = 20;  // accounts that are named
constexpr std::uint64_t kFullFrom = 90, kWhole = 100;

// What clients of the domain are shown for a name. Whose file it is is not for them who administer a domain.
json::object certificate_for(const std::vector<CertificateRow>& rows, const std::string& name) {
  const auto covers = [&](const CertificateRow& row) { return row.facts.covers(name); };
  const auto row = std::ranges::find_if(rows, covers);
  const bool is_covered = row != rows.end();
  return {{"name", name},
          {"covered", is_covered},
          {"own", is_covered && row->source == "own"},
          {"not_after", is_covered ? rfc3339(row->facts.not_after) : std::string()}};
}

json::array certificates_of(const World& world, const directory::Domain& domain, const Publication& told) {
  const auto rows = world.certificates.rows();
  json::array out{certificate_for(rows, told.host)};
  if (told.policy.mode != smtp::client::StsPolicy::Mode::none)
    out.push_back(certificate_for(rows, std::string(mtasts::kPolicyHost) + domain.name.ascii()));
  return out;
}

struct Mailbox {
  std::string address;
  store::Quota quota;

  // Octets are fewer than would overflow this by far.
  [[nodiscard]] std::uint64_t percent() const {
    return quota.limit_bytes == 0 ? 0 : quota.used_bytes / std::max<std::uint64_t>(1, quota.limit_bytes / kWhole);
  }
};

// Machines that only send have no mailboxes.
Task<Result<std::vector<Mailbox>>> mailboxes(World& world, std::shared_ptr<const directory::Snapshot> all, DomainId domain) {
  std::vector<Mailbox> out;
  for (const auto& account : all->accounts(domain)) {
    if (account->service) continue;
    auto quota = co_await world.store.quota(account->id);
    if (!quota) co_return pass_on(quota);
    out.push_back({all->address_of(*account).text(), *quota});
  }
  co_return out;
}

json::object storage_of(std::vector<Mailbox> all, std::uint64_t most) {
  std::uint64_t used = 0, limit = 0, unlimited = 0;
  for (const auto& one : all) {
    used += one.quota.used_bytes;
    limit += one.quota.limit_bytes;
    unlimited += one.quota.limit_bytes == 0 ? 1 : 0;
  }
  std::erase_if(all, [](const Mailbox& one) { return one.percent() < kFullFrom; });
  std::ranges::sort(all, std::greater(), &Mailbox::percent);
  json::array full;
  for (const auto& one : all) {
    if (full.size() == kMostFull) break;
    full.push_back({{"address", one.address}, {"used_bytes", one.quota.used_bytes}, {"quota", one.quota.limit_bytes}});
  }
  return {{"used_bytes", used},         {"most_bytes", most},        {"quota", limit},
          {"without_quota", unlimited}, {"nearly_full", all.size()}, {"fullest", std::move(full)}};
}

}  // namespace

Task<Result<json::value>> health(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto domain = domain_named(*all, call, "name");
  if (!domain) co_return pass_on(domain);
  auto told = co_await publication_of(world, *domain);
  if (!told) co_return pass_on(told);
  auto boxes = co_await mailboxes(world, all, (*domain)->id);
  if (!boxes) co_return pass_on(boxes);
  co_return json::object{{"certificates", certificates_of(world, **domain, *told)},
                         {"storage", storage_of(std::move(*boxes), (*domain)->settings.ceilings.storage)}};
}

}  // namespace postern::admin::on_domain
