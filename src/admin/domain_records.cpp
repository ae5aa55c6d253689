// One row a record: what it is for, how it is written, how it is recognised.
#include "admin/domain_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mtasts/own_policies.h"

namespace postern::admin {
namespace {

using dns::Type;

constexpr std::size_t kLongestString = 255;  // RFC 1035 §3.3.14: a long text is several strings

std::string as_strings(std::string_view text) {
  std::string out;
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), kLongestString)))
    out += fmt::format("{}\"{}\"", out.empty() ? "" : " ", text.substr(0, kLongestString));
  return out;
}

NeededRecord text_record(std::string name, std::string text, Said purpose, std::string_view begins) {
  return {std::move(name), Type::txt, as_strings(text), std::move(purpose), text, begins};
}

// RFC 2782: priority, weight, port, target as it is on the wire.
NeededRecord service(const std::string& domain, std::string_view service, std::uint16_t port, const std::string& host) {
  std::string rdata{'\0', '\0', '\0', '\1', static_cast<char>(port >> 8), static_cast<char>(port & 0xFF)};
  for (std::string_view rest = host; !rest.empty();) {
    const auto label = rest.substr(0, rest.find('.'));
    rdata += static_cast<char>(label.size());
    rdata += label;
    rest.remove_prefix(std::min(rest.size(), label.size() + 1));
  }
  rdata += '\0';
  return {fmt::format("_{}._tcp.{}", service, domain), Type::srv, fmt::format("0 1 {} {}.", port, host),
          said<"where programs find their server">(), rdata};
}

struct MailService {
  std::string_view name;
  std::uint16_t port;
};
constexpr std::array kMailServices{MailService{"submissions", 465}, MailService{"imaps", 993},
                                   MailService{"pop3s", 995}};  // RFC 6186, 8314

// RFC 1034 §3.6.2
NeededRecord alias(std::string name, const std::string& host, Said purpose) {
  return {std::move(name), Type::cname, host + ".", std::move(purpose), dns::parse_name(host).value_or(dns::Name{})};
}

// RFC 8461 §3, RFC 8460 §3, RFC 7672 §3.1.1: a key of ours, whoever has signed it.
void add_security_of_transport(std::vector<NeededRecord>& out, const std::string& domain, const Publication& told,
                               std::string_view reports) {
  if (told.policy.mode != smtp::client::StsPolicy::Mode::none) {
    out.push_back(text_record("_mta-sts." + domain, mtasts::policy_record(told.policy),
                              said<"MTA-STS: that there is a policy of TLS, and which">(), "v=STSv1"));
    out.push_back(alias(std::string(mtasts::kPolicyHost) + domain, told.host, said<"MTA-STS: where the policy is served">()));
  }
  out.push_back(text_record("_smtp._tls." + domain, fmt::format("v=TLSRPTv1; {}", reports),
                            said<"TLSRPT: who is told of failures of TLS">(), "v=TLSRPTv1"));
  if (!told.key_digest.empty())
    out.push_back({"_25._tcp." + told.host, Type::tlsa, "3 1 1 " + to_hex(told.key_digest),
                   said<"DANE: the server's key, which holds where DNSSEC signs its zone">(), "\3\1\1" + told.key_digest});
}

Said purpose_of(const signing::Key& key) {
  const bool is_rsa = key.type == senderauth::KeyType::rsa;
  switch (key.stage) {
    case signing::Stage::pending: return is_rsa ? said<"DKIM: pending RSA key">() : said<"DKIM: pending Ed25519 key">();
    case signing::Stage::active: return is_rsa ? said<"DKIM: active RSA key">() : said<"DKIM: active Ed25519 key">();
    case signing::Stage::retired: break;
  }
  return is_rsa ? said<"DKIM: retired RSA key">() : said<"DKIM: retired Ed25519 key">();
}

// RFC 8659 §4
NeededRecord property(const std::string& domain, std::string_view tag, const std::string& value, Said purpose) {
  std::string rdata{'\0', static_cast<char>(tag.size())};
  (rdata += tag) += value;
  return {domain, Type::caa, fmt::format("0 {} \"{}\"", tag, value), std::move(purpose), std::move(rdata)};
}

void add_issuers(std::vector<NeededRecord>& out, const std::string& domain, const Publication& told) {
  for (const auto& authority : told.authorities)
    out.push_back(property(domain, "issue", authority, said<"CAA: who may issue certificates">()));
  out.push_back(property(domain, "iodef", fmt::format("mailto:{}@{}", told.reports_to, domain),
                         said<"CAA: who is told when somebody else is asked to">()));
}

// A stranger's capitals in a name on the wire are no difference.
bool is_same(const dns::Record& needed, const dns::Record& found, Type type) {
  const auto *a = std::get_if<std::string>(&needed), *b = std::get_if<std::string>(&found);
  return type == Type::srv && a && b ? equal_nocase(*a, *b) : needed == found;
}

bool is_of_its_kind(const NeededRecord& needed, const dns::Record& found) {
  const auto* text = std::get_if<std::string>(&found);
  return needed.type != Type::txt || (text && starts_nocase(*text, needed.begins));
}

constexpr std::size_t kMostShown = 10, kLongestShown = 1000;  // records, octets of one

// RFC 3597 §5: of whatever kind it is.
std::string written_unknown(std::string_view rdata) { return fmt::format("\\# {} {}", rdata.size(), to_hex(rdata)); }

// RFC 2782
std::string written_service(std::string_view rdata) {
  if (rdata.size() < 7) return written_unknown(rdata);
  const auto number = [&](std::size_t at) {
    return static_cast<std::uint8_t>(rdata[at]) << 8 | static_cast<std::uint8_t>(rdata[at + 1]);
  };
  std::string target;
  auto rest = rdata.substr(6);
  while (!rest.empty() && rest[0] != 0 && rest.size() > static_cast<std::uint8_t>(rest[0])) {
    const auto size = static_cast<std::uint8_t>(rest[0]);
    (target += rest.substr(1, size)) += '.';
    rest.remove_prefix(size + 1U);
  }
  if (rest != std::string_view("\0", 1)) return written_unknown(rdata);
  return fmt::format("{} {} {} {}", number(0), number(2), number(4), target.empty() ? "." : target);
}

// RFC 8659 §4.1, RFC 6698 §2.2
std::string written(const std::string& rdata, Type type) {
  const auto octet = [&](std::size_t at) { return static_cast<unsigned>(static_cast<std::uint8_t>(rdata[at])); };
  if (type == Type::txt) return as_strings(rdata);
  if (type == Type::srv) return written_service(rdata);
  if (type == Type::tlsa && rdata.size() > 3)
    return fmt::format("{} {} {} {}", octet(0), octet(1), octet(2), to_hex(std::string_view(rdata).substr(3)));
  if (type == Type::caa && rdata.size() > 2 && rdata.size() >= 2U + octet(1))
    return fmt::format("{} {} \"{}\"", octet(0), rdata.substr(2, octet(1)), rdata.substr(2 + octet(1)));
  return written_unknown(rdata);
}

std::string written(const dns::Record& record, Type type) {
  if (const auto* address = std::get_if<IpAddress>(&record)) return address->text();
  if (const auto* name = std::get_if<dns::Name>(&record)) return name->text() + ".";
  if (const auto* mx = std::get_if<dns::Mx>(&record)) return fmt::format("{} {}.", mx->preference, mx->exchange.text());
  return written(std::get<std::string>(record), type);
}

}  // namespace

std::vector<NeededRecord> needed_records(const directory::Domain& domain, const Publication& told) {
  const auto& name = domain.name.ascii();
  const auto reports = fmt::format("rua=mailto:{}@{}", told.reports_to, name);
  std::vector<NeededRecord> out;
  out.push_back({name, Type::mx, fmt::format("10 {}.", told.host), said<"MX: where mail goes">(),
                 dns::Mx{10, dns::parse_name(told.host).value_or(dns::Name{})}});
  out.push_back(text_record(name, "v=spf1 mx -all", said<"SPF: who may send">(), "v=spf1"));
  // RFC 7208 §2.3: a report has no sender, so that our name in EHLO is what can prove it; a name of one label has no policy (§4.3).
  if (told.host != name && told.host.contains('.'))
    out.push_back(text_record(told.host, "v=spf1 a -all", said<"SPF: that reports of this server are its own">(), "v=spf1"));
  for (const auto& key : told.keys.keys)
    out.push_back(text_record(fmt::format("{}._domainkey.{}", key.selector, name), key.record, purpose_of(key), "v=DKIM1"));
  out.push_back(text_record("_dmarc." + name, "v=DMARC1; p=quarantine; " + reports,
                            said<"DMARC: what is done with forgeries">(), "v=DMARC1"));
  add_security_of_transport(out, name, told, reports);
  for (const auto& one : kMailServices) out.push_back(service(name, one.name, one.port, told.host));
  for (const auto* program : {"autoconfig", "autodiscover"})
    out.push_back(alias(fmt::format("{}.{}", program, name), told.host, said<"where programs look for their settings">()));
  add_issuers(out, name, told);
  return out;
}

bool is_required(const NeededRecord& r, const directory::Domain& domain) {
  if (r.begins == "v=spf1") return r.name == domain.name.ascii();  // and not the host's own
  return r.type == Type::mx || r.begins == "v=DKIM1" || r.begins == "v=DMARC1";
}

std::string zone_row(const NeededRecord& r) {
  return fmt::format("{}. IN {} {}", r.name, to_upper(dns::name(r.type)), r.value);
}

std::string_view name(Presence presence) {
  switch (presence) {
    case Presence::there: return "there";
    case Presence::own: return "own";
    case Presence::other: return "other";
    case Presence::missing: return "missing";
    case Presence::unknown: return "unknown";
  }
  return "";
}

Presence presence(const NeededRecord& needed, const dns::Answer& answer) {
  if (answer.unknown()) return Presence::unknown;
  const auto same = [&](const dns::Record& one) { return is_same(needed.record, one, needed.type); };
  if (std::ranges::any_of(answer.records, same)) return Presence::there;
  const auto of_its_kind = [&](const dns::Record& one) { return is_of_its_kind(needed, one); };
  return std::ranges::any_of(answer.records, of_its_kind) ? Presence::other : Presence::missing;
}

std::vector<std::string> published(const NeededRecord& needed, const dns::Answer& answer) {
  std::vector<std::string> out;
  for (const auto& one : answer.records)
    if (out.size() < kMostShown && is_of_its_kind(needed, one))
      out.push_back(printable(written(one, needed.type), kLongestShown));
  return out;
}

}  // namespace postern::admin
