// Rspamd that answers well, slowly, with nonsense, or not at all.
#include "scanners/rspamd.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/fake_scanner.h"

namespace postern::scanners {
namespace {

using namespace std::chrono_literals;
using test::Asker;
using test::FakeScanner;

constexpr std::string_view kAnswer =
    R"({"is_skipped":false,"score":8.4,"required_score":15.0,"action":"add header",)"
    R"("symbols":{"R_SPF_FAIL":{"name":"R_SPF_FAIL","score":1.0},"DATE_OK":{"score":0.0},"BAYES_SPAM":{"score":5.1},"X":7},)"
    R"("milter":{"add_headers":{"X-Spamd-Result":{"value":"default: True\n\t[8.40 / 15.00]","order":1},"X-Two":["a",{"value":"b"}],)"
    R"("X-Bad\r\nTo":"x","X-Worse":"a\u0000b"},"remove_headers":{"Subject":0}}})";

TEST(RspamdOpinion, has_the_score_the_heaviest_symbols_and_fields) {
  const auto opinion = rspamd_opinion(kAnswer);
  EXPECT_EQ(opinion.verdict, Verdict::passes);
  EXPECT_EQ(opinion.score, 840);
  EXPECT_EQ(opinion.words, "add header, 8.4 of 15.0: BAYES_SPAM 5.1, R_SPF_FAIL 1.0");
  EXPECT_EQ(opinion.fields, (std::vector<HeaderField>{
                                {"X-Spamd-Result", "default: True\r\n\t[8.40 / 15.00]"}, {"X-Two", "a"}, {"X-Two", "b"}}));
}

TEST(RspamdOpinion, its_actions_are_verdicts) {
  const auto verdict = [](std::string_view action) {
    return rspamd_opinion(fmt::format(R"({{"score":1,"required_score":15,"action":"{}"}})", action)).verdict;
  };
  EXPECT_EQ(verdict("no action"), Verdict::passes);
  EXPECT_EQ(verdict("rewrite subject"), Verdict::passes);
  EXPECT_EQ(verdict("reject"), Verdict::refuse);
  EXPECT_EQ(verdict("soft reject"), Verdict::put_off);
  EXPECT_EQ(verdict("greylist"), Verdict::put_off);
  EXPECT_EQ(verdict("discard"), Verdict::quarantine);
}

TEST(RspamdOpinion, what_is_no_answer_is_none) {
  for (const std::string& json :
       {std::string(), std::string("{"), std::string("[]"), std::string("7"), std::string(R"({"action":"reject"})"),
        std::string(R"({"score":"8","action":"reject"})"), std::string(R"({"score":1e300,"action":"reject"})"),
        std::string(R"({"score":8})"), std::string(R"({"error":"no such message","score":0,"action":"x"})"),
        std::string(R"({"score":8,"action":)") + std::string(100'000, '[')})
    EXPECT_EQ(rspamd_opinion(json).verdict, Verdict::unknown) << json.substr(0, 100);
}

std::string reply(std::string_view body) {
  return fmt::format("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{}", body.size(), body);
}
bool is_asked(std::string_view heard) { return heard.ends_with("\r\n\r\nb\r\n"); }

TEST(Rspamd, is_told_how_the_message_came) {
  FakeScanner rspamd({.enough = is_asked, .reply = reply(kAnswer), .step = 1});
  Asker asker;
  auto facts = test::some_facts();
  facts.helo = "far\r\nRcpt: root";
  const auto text = test::text_of("Subject: a\r\n\r\nb\r\n");
  const auto opinion = asker.finish(ask_rspamd(asker.connector, rspamd.place(), Secret("pencil"), facts, text, net::in(10s)));
  EXPECT_EQ(opinion.score, 840) << opinion.words;
  EXPECT_EQ(rspamd.heard(),
            "POST /checkv2 HTTP/1.1\r\nHost: rspamd\r\nConnection: close\r\nContent-Length: 17\r\nQueue-Id: 1a.1\r\n"
            "IP: 192.0.2.7\r\nHelo: far??Rcpt: root\r\nHostname: c.far.example\r\nFrom: a@far.example\r\n"
            "Rcpt: joe@here.example\r\nRcpt: ann@here.example\r\nMTA-Name: mx.here.example\r\nPassword: pencil\r\n\r\n"
            "Subject: a\r\n\r\nb\r\n");
}

TEST(Rspamd, that_is_wrong_or_slow_has_not_answered) {
  Asker asker;
  const auto facts = test::some_facts();
  const auto text = test::text_of("Subject: a\r\n\r\nb\r\n");
  const auto ask = [&](std::string said, bool hangs, Clock::duration patience) {
    FakeScanner rspamd({.enough = is_asked, .reply = std::move(said), .hangs = hangs});
    return asker.finish(ask_rspamd(asker.connector, rspamd.place(), Secret(), facts, text, net::in(patience))).words;
  };
  EXPECT_EQ(ask("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", false, 10s), "it answers with 403");
  EXPECT_EQ(ask("220 mx.example\r\n\r\n", false, 10s), "What the host answers is not HTTP");
  EXPECT_EQ(ask("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", false, 10s), "The answer is larger than it may be");
  EXPECT_EQ(ask(reply("not JSON"), false, 10s), "what it answers is no JSON object");
  EXPECT_EQ(ask("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", true, 50ms), "Timed out");
}

}  // namespace
}  // namespace postern::scanners
