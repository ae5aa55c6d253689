// One table of who asks for what, from the strictest down.
#include "smtp/client/security.h"

#include <fmt/format.h>

#include <utility>

namespace postern::smtp::client {
namespace {

Need not_this(Because because, std::string reason, bool for_good = false) {
  return {.may_be_used = false,
          .for_good = for_good,
          .tls = Tls::required,
          .expected = {},
          .because = because,
          .reason = std::move(reason)};
}

// An address literal has no name to be sent or proven.
tls::Expected expected(const Host& host) {
  return {.server_name = host.name.text(), .names = {}, .by = tls::By::nothing, .must = false};
}

Need encrypted(const Wishes& wishes, Because because) {
  return {.tls = Tls::required, .expected = expected(wishes.host), .because = because};
}

Need by_name(const Wishes& wishes, Because because) {
  if (wishes.host.name.is_root()) return not_this(because, "An address has no name that could be proven");
  auto need = encrypted(wishes, because);
  need.expected.names = {wishes.host.name.text()};
  need.expected.by = tls::By::name;
  need.expected.must = true;
  return need;
}

// RFC 7672 §3.2.2: the host, and the domain that named it.
Need by_dane(const Wishes& wishes, Because because) {
  auto need = by_name(wishes, because);
  if (!wishes.domain.is_root() && wishes.domain != wishes.host.name) need.expected.names.push_back(wishes.domain.text());
  need.expected.by = tls::By::dane;
  need.expected.tlsa = wishes.dane.records;
  return need;
}

Need by_policy(const Wishes& wishes, Because because) {
  if (!wishes.sts->matches(wishes.host.name))
    return not_this(because,
                    fmt::format("The MTA-STS policy of the domain does not name the host {}", wishes.host.name.text()));
  return by_name(wishes, because);
}

bool enforced(const Wishes& wishes) { return wishes.sts && wishes.sts->mode == StsPolicy::Mode::enforce; }

// RFC 8689 §4.2.1: the host's name has to be proven as well as its certificate.
Need by_request(const Wishes& wishes) {
  if (wishes.dane.finding == Dane::Finding::usable) return by_dane(wishes, Because::require_tls);
  if (enforced(wishes)) return by_policy(wishes, Because::require_tls);
  if (wishes.host.secure) return by_name(wishes, Because::require_tls);
  return not_this(Because::require_tls, "Nothing proves that the host is the domain's, which the sender asked for", true);
}

}  // namespace

std::optional<Dane> dane_of(const Host& host, std::uint16_t port, dns::Answers& answers) {
  if (!host.secure || host.name.is_root()) return Dane{};
  const auto question = dns::join(fmt::format("_{}._tcp", port), host.name);
  if (!question) return Dane{};
  const auto* answer = answers.ask({*question, dns::Type::tlsa});
  if (!answer) return {};
  if (answer->unknown()) return Dane{.finding = Dane::Finding::failed};
  if (!answer->secure || answer->empty()) return Dane{};
  Dane out{.finding = Dane::Finding::unusable};
  for (const auto& rdata : dns::records_of<std::string>(*answer))
    if (auto record = tls::parse_tlsa(rdata); record && record->usable()) out.records.push_back(std::move(*record));
  if (!out.records.empty()) out.finding = Dane::Finding::usable;
  return out;
}

std::string_view name(Because because) {
  switch (because) {
    case Because::nothing: return "nothing";
    case Because::setting: return "setting";
    case Because::dane: return "dane";
    case Because::mta_sts: return "mta-sts";
    case Because::require_tls: return "requiretls";
  }
  return "";
}

Need need_of(const Wishes& wishes) {
  const auto dane = wishes.dane.finding;
  if (dane == Dane::Finding::failed)
    return not_this(Because::dane, fmt::format("The DNS has no answer about the TLSA records of {}", wishes.host.name.text()));
  if (wishes.require_tls) return by_request(wishes);
  if (dane == Dane::Finding::usable) return by_dane(wishes, Because::dane);
  if (enforced(wishes)) return by_policy(wishes, Because::mta_sts);
  if (wishes.rule == TlsRule::verified) return by_name(wishes, Because::setting);
  if (dane == Dane::Finding::unusable) return encrypted(wishes, Because::dane);
  if (wishes.rule == TlsRule::encrypted) return encrypted(wishes, Because::setting);
  if (wishes.rule == TlsRule::never) return {.tls = Tls::off, .expected = {}, .because = Because::setting};
  Need need{.tls = Tls::offered, .expected = expected(wishes.host)};
  if (wishes.sts && wishes.sts->mode == StsPolicy::Mode::testing && !wishes.host.name.is_root()) {
    need = by_name(wishes, Because::mta_sts);  // RFC 8461 §5: looked at, and told, but no reason to keep mail
    need.tls = Tls::offered;
    need.expected.must = false;
    if (!wishes.sts->matches(wishes.host.name)) need.reason = "The MTA-STS policy of the domain does not name the host";
  }
  return need;
}

}  // namespace postern::smtp::client
