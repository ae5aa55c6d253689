// Where certificates come from and in which order they are shown.
#include "admin/certificates.h"

#include <algorithm>
#include <utility>

#include "auth/sealer.h"
#include "base/codec.h"
#include "base/said.h"
#include "base/text.h"
#include "events/table.h"
#include "net/stream.h"

namespace postern::admin {
namespace {

constexpr std::uint8_t kIdentityVersion = 1;
constexpr kv::Shard kShard{0};
constexpr std::string_view kOwn = "own";
constexpr std::string_view kOwnKey = "C own";
constexpr std::string_view kInstalled = "C installed ";
constexpr std::string_view kInstalledEnd = "C installed!";

std::string encode(const tls::Identity& identity, const auth::Sealer& sealer, std::string_view record) {
  return Encoder().u8(kIdentityVersion).bytes(identity.chain).bytes(sealer.seal(identity.key.reveal(), record)).take();
}

Result<tls::Identity> decode(std::string_view bytes, const auth::Sealer& sealer, std::string_view record) {
  Decoder in(bytes);
  const bool known = in.u8() == kIdentityVersion;
  tls::Identity out;
  out.chain = in.bytes();
  const auto sealed = in.bytes();
  if (!known || !in.done()) return fail(Failure::corrupt, "A stored certificate cannot be read");
  auto key = sealer.open(sealed, record);
  if (!key) return pass_on(key);
  out.key = std::move(*key);
  return out;
}

// 4 or 16 bytes of each address that parses.
std::vector<std::string> raw_addresses(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const auto& text : texts) {
    auto a = IpAddress::parse(text);
    if (!a) continue;
    const auto* bytes = reinterpret_cast<const char*>(a->bytes.data());
    out.push_back(a->is_v4() ? std::string(bytes + 12, 4) : std::string(bytes, 16));
  }
  return out;
}

Result<tls::CertificateFacts> facts_of(const Result<tls::Identity>& identity) {
  if (!identity) return std::unexpected(identity.error());
  return tls::facts_of(identity->chain);
}

bool contains_all(const std::vector<std::string>& all, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(wanted, [&](const std::string& one) { return std::ranges::find(all, one) != all.end(); });
}

constexpr auto kRenewBefore = std::chrono::days(30);

}  // namespace

Task<Result<std::vector<Error>>> Certificates::load(std::vector<std::string> host_names) {
  host_names_.with([&](auto& names) { names = std::move(host_names); });
  co_return co_await gather();
}

Task<Result<std::vector<Error>>> Certificates::reload() {
  auto problems = co_await gather();
  if (!problems || !observer_) co_return problems;
  auto told = observer_();
  if (!told) co_return pass_on(told);
  co_return problems;
}

Task<Result<void>> Certificates::use_names(std::vector<std::string> host_names) {
  const bool same = host_names_.with([&](auto& names) { return std::exchange(names, host_names) == host_names; });
  if (same) co_return Result<void>{};
  auto problems = co_await reload();
  if (!problems) co_return pass_on(problems);
  co_return Result<void>{};
}

bool Certificates::is_due() const {
  return present_.with([&](const Present& present) {
    const auto mine = std::ranges::find(present.held, kOwn, &Held::source);
    return mine == present.held.end() || mine->facts.not_after < ports_.time.now() + kRenewBefore;
  });
}

Result<void> Certificates::judge(const TlsSettings& settings) const {
  for (const auto& file : settings.files)
    if (auto identity = tls::load_identity(file.chain, file.key, ports_.time.now()); !identity) return pass_on(identity);
  return {};
}

Task<Result<std::vector<Error>>> Certificates::gather() {
  const auto turn = ++turns_;
  std::vector<Error> problems;
  std::vector<Held> all;
  from_files(all, problems);
  auto stored = co_await installed(problems);
  if (!stored) co_return pass_on(stored);
  std::ranges::move(*stored, std::back_inserter(all));
  auto mine = co_await own(all);
  if (!mine) co_return pass_on(mine);
  all.push_back(std::move(*mine));
  // The default comes first: one from elsewhere that covers the host name, else our own.
  const auto host = host_names_.with([](const auto& names) { return names.empty() ? std::string() : names.front(); });
  const auto best =
      std::ranges::find_if(all, [&](const Held& h) { return h.source != kOwn && !host.empty() && h.facts.covers(host); });
  const auto first = best != all.end() ? best : all.end() - 1;
  std::rotate(all.begin(), first, first + 1);
  for (auto& held : all) {
    // One that cannot be read is refused by whoever is to show it.
    if (auto read = tls::read_identity(held.identity)) held.identity.read = std::move(*read);
    ports_.events.write(
        events::Event::certificate_loaded, {},
        {{events::Key::name, held.facts.names.empty() ? std::string_view() : std::string_view(held.facts.names.front())},
         {events::Key::text, held.source}});
  }
  present_.with([&](Present& present) {
    if (turn > present.turn) present = {std::move(all), turn};
  });
  co_return problems;
}

// ---- the own certificate ----

tls::Subject Certificates::wanted(const std::vector<Held>& others) const {
  tls::Subject out{.names = host_names_.with([](const auto& names) { return names; }),
                   .addresses = raw_addresses(settings_.current()->own_addresses)};
  if (out.names.size() > 1)
    out.names.erase(std::remove_if(out.names.begin() + 1, out.names.end(),
                                   [&](const std::string& name) {
                                     return std::ranges::any_of(others, [&](const Held& h) { return h.facts.covers(name); });
                                   }),
                    out.names.end());
  return out;
}

Task<Result<Certificates::Held>> Certificates::own(const std::vector<Held>& others) {
  auto subject = wanted(others);
  auto stored = co_await ports_.kv.get(kv::Family::meta, std::string(kOwnKey));
  if (!stored) co_return pass_on(stored);
  if (*stored) {
    auto identity = decode(**stored, ports_.sealer, kOwnKey);
    auto facts = facts_of(identity);  // one that cannot be read is made anew
    const bool fits = facts && facts->names.empty() == subject.names.empty() &&
                      (facts->names.empty() || facts->names.front() == subject.names.front()) &&
                      contains_all(facts->names, subject.names) && contains_all(facts->addresses, subject.addresses);
    if (fits && facts->not_after >= ports_.time.now() + kRenewBefore)
      co_return Held{std::string(kOwn), std::move(*identity), std::move(*facts)};
  }
  co_return co_await make_own(std::move(subject));
}

Task<Result<Certificates::Held>> Certificates::make_own(tls::Subject subject) {
  auto made = tls::make_self_signed(subject, ports_.time.now(), settings_.current()->own_certificate_days, ports_.random);
  auto facts = facts_of(made);
  if (!facts) co_return pass_on(facts);
  const auto record = encode(*made, ports_.sealer, kOwnKey);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, kOwnKey, record);
    return {};
  };
  auto done = co_await ports_.kv.commit(kShard, std::move(write));
  if (!done) co_return pass_on(done);
  co_return Held{std::string(kOwn), std::move(*made), std::move(*facts)};
}

// ---- those from elsewhere ----

Task<Result<std::vector<Certificates::Held>>> Certificates::installed(std::vector<Error>& problems) {
  std::vector<Held> out;
  kv::Visitor collect = [&](std::string_view key, std::string_view value) {
    auto identity = decode(value, ports_.sealer, key);
    auto facts = facts_of(identity);
    if (!facts)
      problems.push_back(facts.error());
    else
      out.push_back({"installed", std::move(*identity), std::move(*facts)});
    return true;
  };
  auto done =
      co_await ports_.kv.scan(kv::Family::meta, std::string(kInstalled), std::string(kInstalledEnd), std::move(collect));
  if (!done) co_return pass_on(done);
  co_return out;
}

// A tool that renews replaces two files, one after the other; what is in force stays so until they fit again.
void Certificates::from_files(std::vector<Held>& out, std::vector<Error>& problems) const {
  for (const auto& file : settings_.current()->files) {
    const auto now = ports_.time.now();
    auto identity = tls::load_identity(file.chain, file.key, now);
    auto facts = facts_of(identity);
    if (facts) {
      out.push_back({file.chain, std::move(*identity), std::move(*facts)});
      continue;
    }
    problems.push_back(facts.error());
    present_.with([&](const Present& present) {
      const auto before = std::ranges::find(present.held, file.chain, &Held::source);
      if (before == present.held.end() || before->facts.not_after < now) return;
      problems.back().text = said<"{}; the one read before stays in use">(problems.back().text).english();
      out.push_back(*before);
    });
  }
}

Task<Result<void>> Certificates::install(tls::Identity identity) {
  if (auto good = tls::check_identity(identity, ports_.time.now()); !good) co_return pass_on(good);
  auto facts = tls::facts_of(identity.chain);
  if (!facts) co_return pass_on(facts);
  if (facts->names.empty())
    co_return fail(Failure::invalid, "The certificate names no host: it needs a subjectAltName with DNS names");
  const auto key = std::string(kInstalled) + facts->names.front();
  const auto record = encode(identity, ports_.sealer, key);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, key, record);
    return {};
  };
  auto done = co_await ports_.kv.commit(kShard, std::move(write));
  if (!done) co_return pass_on(done);
  auto problems = co_await reload();
  if (!problems) co_return pass_on(problems);
  co_return Result<void>{};
}

Task<Result<void>> Certificates::remove(std::string first_name) {
  const auto key = std::string(kInstalled) + to_lower(first_name);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto there = in.get(kv::Family::meta, key);
    if (!there) return pass_on(there);
    if (!*there)
      return fail(Failure::not_found, "No such certificate is installed: postern certificate list shows those that are");
    in.erase(kv::Family::meta, key);
    return {};
  };
  auto done = co_await ports_.kv.commit(kShard, std::move(write));
  if (!done) co_return pass_on(done);
  auto problems = co_await reload();
  if (!problems) co_return pass_on(problems);
  co_return Result<void>{};
}

std::vector<tls::Identity> Certificates::identities() const {
  return present_.with([](const Present& present) {
    std::vector<tls::Identity> out;
    for (const auto& h : present.held) out.push_back(h.identity);
    return out;
  });
}

std::vector<CertificateRow> Certificates::rows() const {
  return present_.with([](const Present& present) {
    std::vector<CertificateRow> out;
    for (const auto& h : present.held) out.push_back({h.source, h.facts});
    return out;
  });
}

std::string Certificates::own_chain() const {
  return present_.with([](const Present& present) {
    const auto at = std::ranges::find(present.held, kOwn, &Held::source);
    return at == present.held.end() ? std::string() : at->identity.chain;
  });
}

}  // namespace postern::admin
