// DKIM against messages that others signed: a library's samples, and the examples of RFC 6376 and RFC 8463.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/text.h"
#include "senderauth/arc.h"
#include "support/signed_message.h"
#include "support/yaml_vectors.h"

namespace postern::senderauth {
namespace {

struct Sample {
  test::FakeZone zone;
  std::string message;
};

// Lines of "name record", a blank line, the message.
Sample read_sample(const std::filesystem::path& path) {
  std::ifstream in(path);
  Sample sample;
  for (std::string line; std::getline(in, line) && !line.empty();)
    sample.zone.txt(line.substr(0, line.find(' ')), line.substr(line.find(' ') + 1));
  std::ostringstream rest;
  rest << in.rdbuf();
  sample.message = test::with_crlf(rest.str());
  return sample;
}

std::int64_t signing_time(const std::string& message) {
  const auto parsed = mime::parse(message);
  std::int64_t latest = 0;
  for (const auto& one : dkim_signatures(parsed)) latest = std::max(latest, one.signature.signed_at.value_or(0));
  return latest;
}

TEST(Vectors, messages_that_others_signed_pass) {
  std::size_t signatures = 0;
  for (int i = 1; i <= 6; ++i) {
    const auto file = test::vector_file("dkim-arc-mail-auth/dkim/00" + std::to_string(i) + ".txt");
    if (!file) return;
    auto sample = read_sample(*file);
    const auto verdicts = test::verify_dkim(sample.zone, sample.message, Time{signing_time(sample.message) * 1000});
    for (const auto& verdict : verdicts) EXPECT_EQ(verdict.outcome, Outcome::pass) << *file << ": " << verdict.reason;
    EXPECT_FALSE(verdicts.empty()) << *file;
    EXPECT_EQ(sample.zone.rounds, 1);
    signatures += verdicts.size();
  }
  EXPECT_GE(signatures, 6U);
}

TEST(Vectors, chains_that_others_sealed_pass) {
  for (const auto* name : {"dkim-arc-mail-auth/arc/001.txt", "dkim-arc-mail-auth/arc/002.txt"}) {
    const auto file = test::vector_file(name);
    if (!file) return;
    auto sample = read_sample(*file);
    const auto message = mime::parse(sample.message);
    const auto chain = arc_chain(message);
    BodyHasher body;
    if (chain.usable()) body.want(chain.body_form());
    body.feed(test::body_of(message, sample.message));
    body.finish();
    const auto judge = [&](dns::Answers& answers) { return verify_arc(message, chain, body, Time{}, answers); };
    const auto verdict = sample.zone.verdict(judge);
    EXPECT_EQ(verdict.outcome, Outcome::pass) << name << ": " << verdict.reason;
    EXPECT_FALSE(verdict.links.empty()) << name;
  }
}

TEST(Vectors, one_changed_octet_of_a_signed_message_fails) {
  const auto file = test::vector_file("dkim-arc-mail-auth/dkim/001.txt");
  if (!file) return;
  auto sample = read_sample(*file);
  for (const std::string_view word : {"Joe SixPack", "dinner", "hungry", "Message-ID: <2003"}) {
    auto changed = sample.message;
    changed[changed.rfind(word) + word.size() - 1] ^= 1;
    for (const auto& verdict : test::verify_dkim(sample.zone, changed)) EXPECT_EQ(verdict.outcome, Outcome::fail) << word;
  }
}

// RFC 6376 appendix A.2, with the key of appendix C. In the simple form blanks count: it verifies with folding by six blanks, where the text
// of the RFC shows five, and with one blank after "game.", where it shows two; python3-dkim finds the same.
TEST(Vectors, example_of_rfc_6376_passes) {
  test::FakeZone zone;
  zone.txt("brisbane._domainkey.example.com",
           "v=DKIM1; "
           "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq"
           "631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB");
  const std::string message = test::with_crlf(
      "DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;\n"
      "      c=simple/simple; q=dns/txt; i=joe@football.example.com;\n"
      "      h=Received : From : To : Subject : Date : Message-ID;\n"
      "      bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\n"
      "      b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB\n"
      "      4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut\n"
      "      KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV\n"
      "      4bmp/YzhwvcubU4=;\n"
      "Received: from client1.football.example.com  [192.0.2.1]\n"
      "      by submitserver.example.com with SUBMISSION;\n"
      "      Fri, 11 Jul 2003 21:01:54 -0700 (PDT)\n"
      "From: Joe SixPack <joe@football.example.com>\n"
      "To: Suzie Q <suzie@shopping.example.net>\n"
      "Subject: Is dinner ready?\n"
      "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\n"
      "Message-ID: <20030712040037.46341.5F8J@football.example.com>\n"
      "\n"
      "Hi.\n\nWe lost the game. Are you hungry yet?\n\nJoe.\n");
  const auto verdicts = test::verify_dkim(zone, message);
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].outcome, Outcome::pass) << verdicts[0].reason;
  EXPECT_EQ(verdicts[0].identity, "joe@football.example.com");
}

}  // namespace
}  // namespace postern::senderauth
