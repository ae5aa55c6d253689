// Hashes, SCRAM and Argon2 against published values.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "auth/mac.h"
#include "auth/password_hasher.h"
#include "auth/sasl_prep.h"
#include "auth/sasl_scram.h"
#include "base/text.h"
#include "support/vectors.h"

namespace postern::auth {
namespace {

namespace json = boost::json;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

// The folder of this room's vectors, if there is one; a missing one is an error where vectors are needed.
std::optional<std::filesystem::path> auth_vectors() {
  const auto all = vectors();
  if (all && std::filesystem::exists(*all / "auth")) return *all / "auth";
  const char* need = std::getenv("NEED_VECTORS");
  if (need && std::string_view(need) == "1") ADD_FAILURE() << "no vectors";
  std::puts("not run: no vectors");
  return {};
}

std::string text(const json::value& object, const char* key) { return std::string(object.at(key).as_string()); }

void check_pbkdf2(const json::value& v) {
  if (text(v, "hash") != "sha256" || v.at("dklen").as_int64() != 32) return;
  const auto made =
      pbkdf2_sha256(text(v, "password"), text(v, "salt"), static_cast<std::uint32_t>(v.at("iterations").as_int64()));
  EXPECT_EQ(to_hex(made), text(v, "hex"));
}

// Plays the server of a published dialogue.
void check_scram(const json::value& v) {
  if (text(v, "hash") != "sha256") return;
  const auto password = sasl_prep(text(v, "password"));
  ASSERT_TRUE(password);
  const auto verifier = make_scram_verifier(*password, *from_base64(text(v, "salt_b64")),
                                            static_cast<std::uint32_t>(v.at("iterations").as_int64()));
  EXPECT_EQ(to_base64(verifier.stored_key), text(v, "stored_key_b64"));
  EXPECT_EQ(to_base64(verifier.server_key), text(v, "server_key_b64"));

  const auto client_first = text(v, "client_first"), server_first = text(v, "server_first");
  const auto client_nonce = client_first.substr(client_first.find(",r=") + 3);
  const auto both = server_first.substr(2, server_first.find(',') - 2);
  const auto scram = scram_mechanism(both.substr(client_nonce.size()));
  const auto asked = scram->start(client_first);
  ASSERT_TRUE(std::holds_alternative<WantVerifier>(asked));
  EXPECT_EQ(std::get<WantVerifier>(asked).name, text(v, "user"));
  const auto first = scram->supply({{verifier}});
  EXPECT_EQ(std::get<Challenge>(first).text, server_first);
  const auto last = scram->step(text(v, "client_final"));
  ASSERT_TRUE(std::holds_alternative<Challenge>(last));
  EXPECT_EQ(std::get<Challenge>(last).text, text(v, "server_final"));
  EXPECT_TRUE(std::holds_alternative<Proven>(scram->step("")));
}

// RFC 8018 §5.2, RFC 2104, RFC 5802 §5
TEST(AuthVectors, pbkdf2_and_scram_give_the_published_values) {
  const auto folder = auth_vectors();
  if (!folder) return;
  const auto all = json::parse(read_file(*folder / "auth-vectors.json"));
  for (const auto& v : all.at("pbkdf2").as_array()) check_pbkdf2(v);
  for (const char* group : {"scram", "scram_made_here"})
    for (const auto& v : all.at(group).as_array()) check_scram(v);
}

// RFC 9106 §3
TEST(AuthVectors, argon2_verifies_the_published_strings) {
  const auto folder = auth_vectors();
  if (!folder) return;
  const auto hasher = argon2_hasher({}, system_random());
  std::istringstream lines(read_file(*folder / "argon2-encoded.txt"));
  int seen = 0;
  for (std::string line; std::getline(lines, line); ++seen) {
    const auto phc = line.substr(line.find("encoded=") + 8);
    EXPECT_TRUE(hasher->verify("password", phc).value()) << phc;
    EXPECT_FALSE(hasher->verify("Password", phc).value()) << phc;
  }
  EXPECT_GT(seen, 0);
}

// RFC 7677 §3, so that a clone without vectors tests it too.
TEST(AuthVectors, the_dialogue_of_rfc_7677) {
  check_scram(
      json::parse(R"({"hash":"sha256","user":"user","password":"pencil","salt_b64":"W22ZaJ0SNY7soEsUEjb6gQ==","iterations":4096,
    "client_first":"n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
    "server_first":"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "client_final":"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    "server_final":"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
    "stored_key_b64":"WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=","server_key_b64":"wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="})"));
}

TEST(Argon2, a_made_string_verifies_and_has_the_cost_that_was_asked) {
  const HashCost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};
  const auto hasher = argon2_hasher(cheap, system_random());
  const auto phc = hasher->hash("correct horse");
  EXPECT_TRUE(phc.starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << phc;
  EXPECT_TRUE(hasher->verify("correct horse", phc).value());
  EXPECT_FALSE(hasher->verify("correct horsf", phc).value());
  EXPECT_NE(hasher->hash("correct horse"), phc) << "each hash has its own salt";
}

TEST(Argon2, the_decoy_costs_a_hash_and_matches_nothing) {
  const auto hasher = argon2_hasher({.memory_kib = 64, .passes = 1, .lanes = 1}, system_random());
  EXPECT_TRUE(hasher->decoy().starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
  EXPECT_EQ(hasher->decoy().size(), hasher->hash("x").size());
  EXPECT_FALSE(hasher->verify("", hasher->decoy()).value());
}

TEST(Argon2, a_string_that_is_none_or_would_cost_too_much_says_nothing_of_the_password) {
  const auto hasher = argon2_hasher({}, system_random());
  for (const char* phc : {"$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                          "$argon2id$v=19$m=64,t=4000000000,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                          "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXP", "$2b$12$abc", ""}) {
    const auto verdict = hasher->verify("x", phc);
    ASSERT_FALSE(verdict) << phc;
    EXPECT_EQ(verdict.error().kind, Failure::corrupt);
  }
}

}  // namespace
}  // namespace postern::auth
