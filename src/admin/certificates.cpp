// Where certificates come from and in which order they are shown.
#include "admin/certificates.h"

#include <fmt/format.h>
#include <algorithm>

#include "auth/sealer.h"
#include "base/codec.h"
#include "base/text.h"
#include "events/table.h"
#include "net/stream.h"

namespace postern::admin {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr kv::Shard kShard{0};
constexpr std::string_view kOwnKey = "C own";
constexpr std::string_view kInstalled = "C installed ";
constexpr std::string_view kInstalledEnd = "C installed!";

std::string encode(const tls::Identity& identity, const auth::Sealer& sealer, std::string_view record) {
  return Encoder().u8(kVersion).bytes(identity.chain).bytes(sealer.seal(identity.key.reveal(), record)).take();
}

Result<tls::Identity> decode(std::string_view bytes, const auth::Sealer& sealer, std::string_view record) {
  Decoder in(bytes);
  const bool known = in.u8() == kVersion;
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
    auto a = net::Address::parse(text);
    if (!a) continue;
    const auto* bytes = reinterpret_cast<const char*>(a->bytes);
    out.push_back(a->is_v4() ? std::string(bytes + 12, 4) : std::string(bytes, 16));
  }
  return out;
}

bool covers(const tls::CertificateFacts& facts, const std::string& name) {
  return std::ranges::find(facts.names, name) != facts.names.end();
}

}  // namespace

Task<Result<std::vector<Error>>> Certificates::load(std::vector<std::string> host_names) {
  host_names_ = std::move(host_names);
  co_return co_await gather();
}

Task<Result<std::vector<Error>>> Certificates::reload() {
  auto problems = co_await gather();
  if (!problems || !observer_) co_return problems;
  auto told = observer_(identities());
  if (!told) co_return pass_on(told);
  co_return problems;
}

Task<Result<std::vector<Error>>> Certificates::gather() {
  std::vector<Error> problems;
  std::vector<Held> all;
  from_files(all, problems);
  auto stored = co_await installed(problems);
  if (!stored) co_return pass_on(stored);
  std::ranges::move(*stored, std::back_inserter(all));
  auto mine = co_await own();
  if (!mine) co_return pass_on(mine);
  all.push_back(std::move(*mine));
  // The default comes first: one from elsewhere that covers the host name, else our own.
  const auto best = std::ranges::find_if(
      all, [&](const Held& h) { return h.source != "own" && !host_names_.empty() && covers(h.facts, host_names_.front()); });
  const auto first = best != all.end() ? best : all.end() - 1;
  std::rotate(all.begin(), first, first + 1);
  for (const auto& held : all)
    ports_.events.write(
        events::Event::certificate_loaded, {},
        {{events::Key::name, held.facts.names.empty() ? std::string_view() : std::string_view(held.facts.names.front())},
         {events::Key::text, held.source}});
  held_.with([&](auto& held) { held = std::move(all); });
  co_return problems;
}

Task<Result<Certificates::Held>> Certificates::own() {
  const auto settings = settings_.current();
  const auto now = ports_.time.now();
  auto stored = co_await ports_.kv.get(kv::Family::meta, std::string(kOwnKey));
  if (!stored) co_return pass_on(stored);
  const auto addresses = raw_addresses(settings->own_addresses);
  const std::string wanted = fmt::format("{} {}", fmt::join(host_names_, ","), fmt::join(settings->own_addresses, ","));
  if (*stored) {
    Decoder in(**stored);
    const auto made_for = in.bytes();
    auto identity = decode(in.rest(), ports_.sealer, kOwnKey);
    if (!identity) co_return pass_on(identity);
    auto facts = tls::facts_of(identity->chain);
    if (facts && made_for == wanted && facts->not_after > now + 24h * 30)
      co_return Held{"own", std::move(*identity), std::move(*facts)};
  }
  auto made = tls::make_self_signed({host_names_, addresses}, now, settings->own_certificate_days, ports_.random);
  if (!made) co_return pass_on(made);
  auto facts = tls::facts_of(made->chain);
  if (!facts) co_return pass_on(facts);
  const auto record = Encoder().bytes(wanted).raw(encode(*made, ports_.sealer, kOwnKey)).take();
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, kOwnKey, record);
    return {};
  };
  auto done = co_await ports_.kv.commit(kShard, std::move(write));
  if (!done) co_return pass_on(done);
  co_return Held{"own", std::move(*made), std::move(*facts)};
}

Task<Result<std::vector<Certificates::Held>>> Certificates::installed(std::vector<Error>& problems) {
  std::vector<Held> out;
  kv::Visitor collect = [&](std::string_view key, std::string_view value) {
    auto identity = decode(value, ports_.sealer, key);
    auto facts = identity ? tls::facts_of(identity->chain) : Result<tls::CertificateFacts>(std::unexpected(identity.error()));
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

void Certificates::from_files(std::vector<Held>& out, std::vector<Error>& problems) const {
  for (const auto& file : settings_.current()->files) {
    auto identity = tls::load_identity(file.chain, file.key, ports_.time.now());
    auto facts = identity ? tls::facts_of(identity->chain) : Result<tls::CertificateFacts>(std::unexpected(identity.error()));
    if (!facts)
      problems.push_back(facts.error());
    else
      out.push_back({file.chain, std::move(*identity), std::move(*facts)});
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
  return held_.with([](const auto& held) {
    std::vector<tls::Identity> out;
    for (const auto& h : held) out.push_back(h.identity);
    return out;
  });
}

std::vector<CertificateRow> Certificates::rows() const {
  return held_.with([](const auto& held) {
    std::vector<CertificateRow> out;
    for (const auto& h : held) out.push_back({h.source, h.facts});
    return out;
  });
}

std::string Certificates::own_chain() const {
  return held_.with([](const auto& held) {
    const auto at = std::ranges::find(held, "own", &Held::source);
    return at == held.end() ? std::string() : at->identity.chain;
  });
}

}  // namespace postern::admin
