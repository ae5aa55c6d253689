// From what a connection was to the words of RFC 8460.
#include "smtp/client/tls_session.h"

#include <fmt/format.h>

#include <utility>

#include "base/text.h"

namespace postern::smtp::client {
namespace {

std::string words(tls::Problem problem) {
  return std::string(name(problem == tls::Problem::none ? tls::Problem::validation_failure : problem));
}

}  // namespace

TlsSession tls_session(const dns::Name& domain, const StsPolicy* sts, const Need& need) {
  TlsSession out{.domain = domain, .policy_type = "no-policy-found"};
  if (need.because == Because::dane) {
    out.policy_type = "tlsa";
    for (const auto& one : need.expected.tlsa)
      out.policy.push_back(fmt::format("{} {} {} {}", one.usage, one.selector, one.matching, to_hex(one.data)));
  } else if (sts && sts->mode != StsPolicy::Mode::none) {
    out.policy_type = "sts";
    out.policy = lines_of(*sts);
    out.hosts = sts->mx;
  }
  return out;
}

std::optional<std::string> tls_result(const std::expected<Facts, Trouble>& opened) {
  if (!opened) {
    const auto& trouble = opened.error();
    if (trouble.cause == Cause::no_tls) return "starttls-not-supported";
    if (trouble.cause == Cause::tls) return words(trouble.problem);
    return {};
  }
  if (opened->fell_back) return words(opened->proof.problem);
  if (!opened->tls) return "starttls-not-supported";
  return opened->proof.problem == tls::Problem::none ? std::string() : words(opened->proof.problem);
}

std::optional<std::string> tls_result(const Need& need) {
  if (need.may_be_used) return {};
  if (need.because == Because::dane) return "dnssec-invalid";
  if (need.because == Because::mta_sts) return "validation-failure";  // the policy does not name the host
  return {};
}

}  // namespace postern::smtp::client
