// Proofs of who has sent a message, and what lists say of him.
#include "judge/sender.h"

#include <gtest/gtest.h>

namespace postern::judge {
namespace {

using queue::Proof;
using senderauth::Outcome;

address::Mailbox box(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class SenderTest : public testing::Test {
 protected:
  SenderTest() { envelope.reverse_path = box("ann@far.example"); }
  Sender sender(std::string text = "From: Ann <Ann@far.example>\r\n\r\n") {
    raw = std::move(text);
    parsed = mime::parse(raw);
    facts.message = &parsed;
    facts.envelope = &envelope;
    facts.origin = &origin;
    return sender_of(facts);
  }
  void spf(Outcome outcome, std::string domain) {
    origin.spf.emplace();
    origin.spf->outcome = outcome;
    origin.spf->domain = std::move(domain);
  }

  std::string raw;
  mime::Message parsed;
  queue::Envelope envelope;
  senderauth::Origin origin;
  Facts facts;
};

TEST_F(SenderTest, a_record_of_dmarc_decides_where_there_is_one) {
  origin.dmarc.outcome = Outcome::pass;
  EXPECT_EQ(sender().proof, Proof::dmarc);
  origin.dmarc.spf_aligned = true;
  for (const auto outcome : {Outcome::fail, Outcome::temperror, Outcome::permerror}) {
    origin.dmarc.outcome = outcome;
    EXPECT_EQ(sender().proof, Proof::none);
  }
  facts.vouched_for = true;
  EXPECT_EQ(sender().proof, Proof::arc);
}

TEST_F(SenderTest, without_one_spf_or_dkim_of_the_same_organisation_does) {
  EXPECT_EQ(sender().proof, Proof::none);
  origin.dmarc.spf_aligned = true;
  EXPECT_EQ(sender().proof, Proof::spf);
  origin.dmarc.dkim_aligned = true;
  EXPECT_EQ(sender().proof, Proof::dkim);
  EXPECT_EQ(sender("From: ann@far.example, bob@far.example\r\n\r\n").proof, Proof::none) << "nobody knows which is shown";
  EXPECT_EQ(sender("From: ann@far.example\r\nFrom: ann@far.example\r\n\r\n").proof, Proof::none);
  facts.ours = true;
  EXPECT_EQ(sender().proof, Proof::login);
}

TEST_F(SenderTest, the_path_is_proven_by_its_own_spf_or_as_that_of_a_proven_author) {
  spf(Outcome::pass, "far.example");
  EXPECT_TRUE(sender().path_is_proven);
  spf(Outcome::pass, "helo.example");
  EXPECT_FALSE(sender().path_is_proven);
  spf(Outcome::softfail, "far.example");
  EXPECT_FALSE(sender().path_is_proven);
  origin.dmarc.outcome = Outcome::pass;
  EXPECT_TRUE(sender().path_is_proven);
  EXPECT_FALSE(sender("From: bob@far.example\r\n\r\n").path_is_proven);
  envelope.reverse_path = {};
  EXPECT_FALSE(sender().path_is_proven);
}

TEST_F(SenderTest, what_is_known_goes_with_the_envelope) {
  origin.dmarc.outcome = Outcome::pass;
  note(sender(), envelope.judged);
  const auto later = sender_of(envelope);
  EXPECT_EQ(later.author, box("ann@far.example"));
  EXPECT_EQ(later.proof, Proof::dmarc);
  EXPECT_TRUE(later.path_is_proven);
}

// ---- lists ----

struct Lists {
  SenderLists account{}, domain{}, server{};
  [[nodiscard]] Said say(const Sender& sender) const {
    const OwnedLists all[] = {{"ann@home.test", &account}, {"home.test", &domain}, {"the server", &server}};
    return said_of(sender, all);
  }
};

Sender bob(Proof proof) { return {box("bob@far.example"), box("bounce@mail.example"), proof, true}; }

TEST(SaidOfSender, trust_needs_a_proof_and_says_whose_list_which_entry_and_why) {
  Lists lists{.domain = {.trusted = {"far.example"}}};
  const auto yes = lists.say(bob(Proof::dkim)), no = lists.say(bob(Proof::none));
  EXPECT_EQ(yes.what, Listed::trusted);
  EXPECT_EQ(yes.words, "bob@far.example is trusted by home.test as far.example, and proven by DKIM");
  EXPECT_EQ(no.what, Listed::unknown);
  EXPECT_EQ(no.words,
            "bob@far.example is trusted by home.test as far.example, but neither SPF nor DKIM proves that it is from there");
  EXPECT_TRUE(Lists{}.say(bob(Proof::none)).words.empty());
}

TEST(SaidOfSender, the_nearest_list_decides_and_a_trust_that_does_not_hold_leaves_it_to_the_next) {
  Lists lists{.account = {.trusted = {"bob@far.example"}},
              .domain = {.blocked = {"far.example"}},
              .server = {.trusted = {"far.example"}}};
  EXPECT_EQ(lists.say(bob(Proof::dmarc)).what, Listed::trusted);
  const auto said = lists.say(bob(Proof::none));
  EXPECT_EQ(said.what, Listed::blocked);
  EXPECT_NE(said.words.find("but neither"), said.words.npos);
  EXPECT_NE(said.words.find("; bob@far.example is blocked by home.test as far.example"), said.words.npos);
}

TEST(SaidOfSender, in_one_list_the_narrowest_entry_decides_and_of_two_alike_the_one_that_blocks) {
  EXPECT_EQ((Lists{.account = {.trusted = {"bob@far.example"}, .blocked = {"far.example"}}}).say(bob(Proof::spf)).what,
            Listed::trusted);
  EXPECT_EQ((Lists{.account = {.trusted = {"far.example"}, .blocked = {"bob@far.example"}}}).say(bob(Proof::spf)).what,
            Listed::blocked);
  EXPECT_EQ((Lists{.server = {.trusted = {"far.example"}, .blocked = {"far.example"}}}).say(bob(Proof::spf)).what,
            Listed::blocked);
}

TEST(SaidOfSender, who_is_blocked_needs_no_proof_and_may_stand_in_the_envelope_alone) {
  Lists lists{.account = {.blocked = {"mail.example"}}};
  EXPECT_EQ(lists.say(bob(Proof::none)).words, "bounce@mail.example is blocked by ann@home.test as mail.example");
  lists.account.trusted = {"far.example"};
  EXPECT_EQ(lists.say(bob(Proof::dmarc)).what, Listed::trusted) << "a trusted author may send by whom he likes";
  EXPECT_EQ(lists.say(bob(Proof::none)).what, Listed::blocked);
  EXPECT_EQ(lists.say({}).what, Listed::unknown);
}

}  // namespace
}  // namespace postern::judge
