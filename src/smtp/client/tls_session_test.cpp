// Sessions in the words of reports.
#include "smtp/client/tls_session.h"

#include <gtest/gtest.h>

namespace postern::smtp::client {
namespace {

using Opened = std::expected<Facts, Trouble>;

Opened stands(bool tls, bool fell_back = false, tls::Problem problem = {}) {
  Facts facts;
  facts.tls = tls;
  facts.fell_back = fell_back;
  facts.proof.problem = problem;
  return facts;
}
Opened trouble(Cause cause, tls::Problem problem = {}) {
  Trouble out;
  out.cause = cause;
  out.problem = problem;
  return std::unexpected(out);
}

dns::Name far() { return dns::parse_name("far.example").value(); }
StsPolicy policy(StsPolicy::Mode mode) { return {mode, {"mx.far.example", "*.far.example"}, std::chrono::seconds(86400)}; }

TEST(TlsSession, is_under_the_policy_that_was_applied) {
  const auto enforce = policy(StsPolicy::Mode::enforce), none = policy(StsPolicy::Mode::none);
  EXPECT_EQ(tls_session(far(), nullptr, {}).policy_type, "no-policy-found");
  EXPECT_EQ(tls_session(far(), &none, {}).policy_type, "no-policy-found");
  const auto sts = tls_session(far(), &enforce, {.because = Because::mta_sts});
  EXPECT_EQ(sts.policy_type, "sts");
  EXPECT_EQ(sts.hosts, enforce.mx);
  EXPECT_EQ(sts.policy, (std::vector<std::string>{"version: STSv1", "mode: enforce", "mx: mx.far.example", "mx: *.far.example",
                                                  "max_age: 86400"}));
  Need dane{.because = Because::dane};
  dane.expected.tlsa.push_back({3, 1, 1, "\x01\xFF"});
  const auto tlsa = tls_session(far(), &enforce, dane);
  EXPECT_EQ(tlsa.policy_type, "tlsa");
  EXPECT_EQ(tlsa.policy, std::vector<std::string>{"3 1 1 01ff"});
}

TEST(TlsSession, has_its_result_in_the_words_of_the_rfc) {
  EXPECT_EQ(tls_result(stands(true)), "");
  EXPECT_EQ(tls_result(stands(false)), "starttls-not-supported");
  EXPECT_EQ(tls_result(stands(true, false, tls::Problem::certificate_expired)), "certificate-expired");
  EXPECT_EQ(tls_result(stands(false, true)), "validation-failure");
  EXPECT_EQ(tls_result(trouble(Cause::no_tls)), "starttls-not-supported");
  EXPECT_EQ(tls_result(trouble(Cause::tls, tls::Problem::certificate_host_mismatch)), "certificate-host-mismatch");
  EXPECT_EQ(tls_result(trouble(Cause::tls)), "validation-failure");
}

TEST(TlsSession, is_none_where_it_did_not_come_to_tls) {
  for (const auto cause : {Cause::refused, Cause::timeout, Cause::answered, Cause::stopped})
    EXPECT_FALSE(tls_result(trouble(cause)));
  EXPECT_FALSE(tls_result(Need{}));
  EXPECT_FALSE(tls_result(Need{.may_be_used = false, .because = Because::require_tls}));
  EXPECT_EQ(tls_result(Need{.may_be_used = false, .because = Because::dane}), "dnssec-invalid");
  EXPECT_EQ(tls_result(Need{.may_be_used = false, .because = Because::mta_sts}), "validation-failure");
}

}  // namespace
}  // namespace postern::smtp::client
