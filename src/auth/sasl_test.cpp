// The mechanisms step by step, and what they refuse.
#include "auth/sasl.h"

#include <gtest/gtest.h>

#include "auth/mac.h"
#include "auth/sasl_prep.h"
#include "auth/sasl_scram.h"
#include "base/text.h"

namespace postern::auth {
namespace {

using namespace std::string_literals;

template <class T>
const T* as(const Step& step) {
  return std::get_if<T>(&step);
}
std::unique_ptr<Mechanism> plain() { return make_mechanism(MechanismName::plain, system_random()); }
std::unique_ptr<Mechanism> login() { return make_mechanism(MechanismName::login, system_random()); }

// RFC 4616 §2, RFC 4422 §3
TEST(SaslPlain, takes_name_and_password_with_or_without_an_initial_response) {
  const auto at_once = plain()->start("\0tim\0tanstaaf"s);
  ASSERT_TRUE(as<PasswordClaim>(at_once));
  EXPECT_EQ(as<PasswordClaim>(at_once)->name, "tim");
  EXPECT_EQ(as<PasswordClaim>(at_once)->password.reveal(), "tanstaaf");
  const auto later = plain();
  const auto first = later->start(std::nullopt);
  ASSERT_TRUE(as<Challenge>(first));
  EXPECT_EQ(as<Challenge>(first)->text, "");
  EXPECT_TRUE(as<PasswordClaim>(later->step("tim\0tim\0tanstaaf"s)));
}

TEST(SaslPlain, refuses_what_is_not_two_nuls_and_three_parts) {
  for (const auto& message : {""s, "tim"s, "\0tim"s, "\0tim\0"s, "\0\0pw"s, "\0tim\0pw\0x"s, "\0t\xFFm\0pw"s})
    EXPECT_TRUE(as<Bad>(plain()->start(message))) << to_hex(message);
  EXPECT_TRUE(as<Bad>(plain()->start("\0tim\0"s + std::string(kSaslLongestMessage, 'x'))));
}

// RFC 4616 §2: an authorization identity that is not one's own.
TEST(SaslPlain, nobody_acts_for_another) { EXPECT_TRUE(as<Bad>(plain()->start("admin\0tim\0tanstaaf"s))); }

TEST(SaslLogin, asks_for_name_and_password_in_turn) {
  const auto m = login();
  EXPECT_EQ(as<Challenge>(m->start(std::nullopt))->text, "Username:");
  EXPECT_EQ(as<Challenge>(m->step("tim"))->text, "Password:");
  const auto claim = m->step("tanstaaf");
  ASSERT_TRUE(as<PasswordClaim>(claim));
  EXPECT_EQ(as<PasswordClaim>(claim)->name, "tim");
}

TEST(SaslLogin, takes_the_name_as_initial_response) {
  const auto m = login();
  EXPECT_EQ(as<Challenge>(m->start("tim"))->text, "Password:");
  EXPECT_TRUE(as<Bad>(m->step("")));
}

class Scram : public testing::Test {
 protected:
  static constexpr std::uint32_t kFew = 4096;
  Step begin(const std::string& client_first) {
    mechanism_ = scram_mechanism("SRV");
    auto step = mechanism_->start(client_first);
    if (!as<WantVerifier>(step)) return step;
    return mechanism_->supply({{make_scram_verifier("pencil", "salty", kFew)}});
  }
  // The client's last message for the password.
  static std::string final_message(const std::string& bare, const std::string& server_first, const std::string& password,
                                   const std::string& start = "c=biws,r=cliSRV") {
    const auto salted = pbkdf2_sha256(password, "salty", kFew);
    const auto client_key = hmac_sha256(salted, "Client Key");
    const auto signature = hmac_sha256(sha256(client_key), bare + "," + server_first + "," + start);
    std::string proof = client_key;
    for (std::size_t i = 0; i < proof.size(); ++i) proof[i] = static_cast<char>(proof[i] ^ signature[i]);
    return start + ",p=" + to_base64(proof);
  }
  std::unique_ptr<Mechanism> mechanism_;
};

// RFC 5802 §3, §5
TEST_F(Scram, proves_the_right_password) {
  const auto first = begin("n,,n=u=2Cx,r=cli");
  ASSERT_TRUE(as<Challenge>(first));
  const auto last = mechanism_->step(final_message("n=u=2Cx,r=cli", as<Challenge>(first)->text, "pencil"));
  ASSERT_TRUE(as<Challenge>(last));
  const auto proven = mechanism_->step("");
  ASSERT_TRUE(as<Proven>(proven));
  EXPECT_EQ(as<Proven>(proven)->name, "u,x");
  EXPECT_TRUE(as<Bad>(mechanism_->step(""))) << "nothing follows the end";
}

TEST_F(Scram, a_wrong_password_is_told_from_a_wrong_message) {
  const auto first = begin("n,,n=u,r=cli");
  const auto wrong = mechanism_->step(final_message("n=u,r=cli", as<Challenge>(first)->text, "pencils"));
  ASSERT_TRUE(as<Bad>(wrong));
  EXPECT_TRUE(as<Bad>(wrong)->wrong_password);
  begin("n,,n=u,r=cli");
  const auto garbage = mechanism_->step("c=biws,r=cliSRV,p=!!!");
  ASSERT_TRUE(as<Bad>(garbage));
  EXPECT_FALSE(as<Bad>(garbage)->wrong_password);
}

// RFC 5802 §5.1
TEST_F(Scram, refuses_another_nonce_and_a_changed_header) {
  const auto first = begin("y,,n=u,r=cli");
  ASSERT_TRUE(as<Challenge>(first)) << "a client that could bind channels may go on without";
  const auto server_first = as<Challenge>(first)->text;
  EXPECT_TRUE(as<Bad>(mechanism_->step(final_message("n=u,r=cli", server_first, "pencil"))));  // c=biws is "n,,"
  begin("n,,n=u,r=cli");
  EXPECT_TRUE(as<Bad>(mechanism_->step(final_message("n=u,r=cli", server_first, "pencil", "c=biws,r=cliXXX"))));
}

// RFC 5802 §7
TEST_F(Scram, refuses_malformed_first_messages) {
  for (const char* message :
       {"", "n,,", "n,,n=u", "n,,r=cli,n=u", "p=tls-unique,,n=u,r=cli", "n,,m=ext,n=u,r=cli", "n,,n=,r=cli", "n,,n=u=2X,r=cli",
        "n,,n=u,r=", "n,,n=u,r=c\x01", "n,a=other,n=u,r=cli", "x,,n=u,r=cli"})
    EXPECT_TRUE(as<Bad>(begin(message))) << message;
}

// RFC 5802 §6, RFC 5056: the last message has to hold the header and the binding of this very connection.
TEST_F(Scram, is_bound_to_its_channel) {
  struct Row {
    const char* type;
    std::string bound;
    bool right;
  };
  const Row rows[] = {{"tls-exporter", "EXP", true},
                      {"tls-exporter", "END", false},
                      {"tls-server-end-point", "END", true},
                      {"tls-server-end-point", "EXP", false},
                      {"tls-exporter", "", false}};
  for (const auto& [type, bound, right] : rows) {
    const auto header = "p="s + type + ",,";
    mechanism_ = scram_plus_mechanism("SRV", {.exporter = "EXP", .end_point = "END"});
    ASSERT_TRUE(as<WantVerifier>(mechanism_->start(header + "n=u,r=cli")));
    const auto first = mechanism_->supply({{make_scram_verifier("pencil", "salty", kFew)}});
    const auto start = "c=" + to_base64(header + bound) + ",r=cliSRV";
    const auto last = mechanism_->step(final_message("n=u,r=cli", as<Challenge>(first)->text, "pencil", start));
    EXPECT_EQ(as<Challenge>(last) != nullptr, right) << type << " " << bound;
  }
}

TEST_F(Scram, plus_refuses_what_is_not_bound_or_cannot_be) {
  for (const char* header : {"n,,", "y,,", "p=tls-unique,,", "p=,,", "p=tls-exporter", "p=tls-exporter,"})
    EXPECT_TRUE(as<Bad>(scram_plus_mechanism("SRV", {"EXP", "END"})->start(header + "n=u,r=cli"s))) << header;
  const auto start = [](std::string type) { return "p=" + type + ",,n=u,r=cli"; };
  EXPECT_TRUE(as<Bad>(scram_plus_mechanism("SRV", {"", "END"})->start(start("tls-exporter")))) << "this connection has none";
  EXPECT_TRUE(as<WantVerifier>(scram_plus_mechanism("SRV", {"", "END"})->start(start("tls-server-end-point"))));
}

// RFC 5802 §6: "y" says that the server announced no PLUS. Where it did, somebody on the way has taken it out.
TEST_F(Scram, a_client_that_was_kept_from_binding_is_refused) {
  EXPECT_TRUE(as<Bad>(scram_mechanism("SRV", true)->start("y,,n=u,r=cli")));
  EXPECT_TRUE(as<WantVerifier>(scram_mechanism("SRV", true)->start("n,,n=u,r=cli")));
  EXPECT_TRUE(as<WantVerifier>(scram_mechanism("SRV", false)->start("y,,n=u,r=cli")));
}

TEST_F(Scram, the_answer_for_nobody_is_the_same_each_time) {
  const Secret key("k");
  EXPECT_EQ(fake_scram_verifier(key, "x@y").salt, fake_scram_verifier(key, "x@y").salt);
  EXPECT_NE(fake_scram_verifier(key, "x@y").salt, fake_scram_verifier(key, "z@y").salt);
  EXPECT_NE(fake_scram_verifier(key, "x@y").salt, fake_scram_verifier(Secret("l"), "x@y").salt);
  EXPECT_EQ(fake_scram_verifier(key, "x@y").iterations, kScramIterations);
}

TEST(ScramVerifier, survives_its_encoding_and_refuses_damage) {
  const auto verifier = make_scram_verifier("pencil", "salty", 4096);
  const auto stored = encode(verifier);
  EXPECT_EQ(decode_scram_verifier(stored).value(), verifier);
  for (std::size_t n = 0; n < stored.size(); ++n) EXPECT_FALSE(decode_scram_verifier(stored.substr(0, n)));
  EXPECT_FALSE(decode_scram_verifier(stored + "x"));
}

// RFC 4013 §3
TEST(SaslPrep, the_examples_of_the_standard) {
  EXPECT_EQ(sasl_prep("I\xC2\xADX"), "IX");
  EXPECT_EQ(sasl_prep("user"), "user");
  EXPECT_EQ(sasl_prep("USER"), "USER");
  EXPECT_EQ(sasl_prep("\xC2\xAA"), "a");
  EXPECT_EQ(sasl_prep("\xE2\x85\xA8"), "IX");
  EXPECT_FALSE(sasl_prep("\x07"));
  EXPECT_FALSE(sasl_prep("\xD8\xA7\x31"));
}

TEST(SaslPrep, code_points_that_unicode_assigned_later_pass) { EXPECT_EQ(sasl_prep("\xF0\x9F\x94\x91"), "\xF0\x9F\x94\x91"); }

TEST(SaslPrep, refuses_what_is_not_utf8_or_too_long) {
  EXPECT_FALSE(sasl_prep("\xC3"));
  EXPECT_FALSE(sasl_prep(std::string(1025, 'a')));
}

TEST(Mechanisms, are_found_by_their_words) {
  EXPECT_EQ(mechanism_named("plain"), MechanismName::plain);
  EXPECT_EQ(mechanism_named("SCRAM-SHA-256"), MechanismName::scram_sha_256);
  EXPECT_EQ(mechanism_named("scram-sha-256-plus"), MechanismName::scram_sha_256_plus);
  EXPECT_FALSE(mechanism_named("SCRAM-SHA-1"));
  EXPECT_EQ(word(MechanismName::login), "LOGIN");
}

}  // namespace
}  // namespace postern::auth
