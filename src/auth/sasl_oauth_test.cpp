// The grammars of OAUTHBEARER and XOAUTH2: what is a claim, and what is refused.   RFC 7628, RFC 5801
#include "auth/sasl_oauth.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace postern::auth {
namespace {

using namespace std::string_literals;

struct Row {
  std::string message, name, token;  // no token: refused
};

void walk(std::unique_ptr<Mechanism> (*make)(), const std::vector<Row>& rows) {
  for (const auto& [message, name, token] : rows) {
    const auto step = make()->start(message);
    const auto* claim = std::get_if<TokenClaim>(&step);
    EXPECT_EQ(claim != nullptr, !token.empty()) << to_hex(message);
    if (!claim) {
      EXPECT_TRUE(std::holds_alternative<Bad>(step));
      continue;
    }
    EXPECT_EQ(claim->name, name);
    EXPECT_EQ(claim->token.reveal(), token);
  }
}

// RFC 7628 §3.1, §4.1
TEST(OauthBearer, takes_one_message_of_pairs) {
  walk(oauthbearer_mechanism,
       {{"n,a=user@example.com,\1host=server.example.com\1port=143\1auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1",
         "user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="},
        {"n,,\1auth=bearer   a-b\1\1", "", "a-b"},
        {"y,a=x=2Cy=3D,\1auth=Bearer t\1\1", "x,y=", "t"}});
}

TEST(OauthBearer, refuses_what_is_not_that) {
  const std::string good = "n,a=u,\1auth=Bearer t\1\1";
  std::vector<Row> rows;
  for (std::size_t n = 0; n < good.size(); ++n) rows.push_back({good.substr(0, n), "", ""});
  for (const char* bad :
       {"n,\1auth=Bearer t\1\1", "n,a=,\1auth=Bearer t\1\1", "n,b=u,\1auth=Bearer t\1\1", "n,a=u=2X,\1auth=Bearer t\1\1",
        "p=tls-exporter,,\1auth=Bearer t\1\1", "n,,\1auth=Basic t\1\1", "n,,\1auth=Bearer\1\1", "n,,\1auth=Bearer t t\1\1",
        "n,,\1auth=Bearer t\1auth=Bearer u\1\1", "n,,\1AUTH=Bearer t\1\1", "n,,\1au2th=x\1auth=Bearer t\1\1",
        "n,,\1auth=Bearer t\1\1\1", "n,,\1\1auth=Bearer t\1\1", "n,,\1\1", "n,,auth=Bearer t\1\1"})
    rows.push_back({bad, "", ""});
  rows.push_back({"n,,\1auth=Bearer t\0\1\1"s, "", ""});
  rows.push_back({"n,,\1auth=Bearer \xFF\1\1", "", ""});
  rows.push_back({"n,,\1auth=Bearer " + std::string(kSaslLongestMessage, 't') + "\1\1", "", ""});
  walk(oauthbearer_mechanism, rows);
}

TEST(Xoauth2, takes_a_user_and_a_token) {
  walk(xoauth2_mechanism, {{"user=someuser@example.com\1auth=Bearer ya29.vF9dft4\1\1", "someuser@example.com", "ya29.vF9dft4"},
                           {"auth=Bearer t\1\1", "", ""},
                           {"user=\1auth=Bearer t\1\1", "", ""},
                           {"user=u\1user=v\1auth=Bearer t\1\1", "", ""},
                           {"user=u\1auth=Bearer t\1", "", ""},
                           {"", "", ""}});
}

TEST(OauthMechanisms, wait_for_a_message_that_did_not_come_with_the_command) {
  const auto mechanism = xoauth2_mechanism();
  EXPECT_EQ(std::get<Challenge>(mechanism->start(std::nullopt)).text, "");
  EXPECT_TRUE(std::holds_alternative<TokenClaim>(mechanism->step("user=u\1auth=Bearer t\1\1")));
}

}  // namespace
}  // namespace postern::auth
