// A milter's side played by the test: what it is told, and what it may say.
#include "scanners/milter_dialogue.h"

#include <gtest/gtest.h>

#include "scanners/milter.h"
#include "support/fake_scanner.h"

namespace postern::scanners {
namespace {

std::string options(std::uint32_t actions, std::uint32_t protocol, std::uint32_t version = 6) {
  std::string data, out;
  for (const auto n : {version, actions, protocol}) append_number(data, n);
  append_packet(out, 'O', data);
  return out;
}
std::string packet(char command, std::string_view data = {}) {
  std::string out;
  append_packet(out, command, data);
  return out;
}
std::string texts(std::initializer_list<std::string_view> all) {
  std::string out;
  for (const auto one : all) append_text(out, one);
  return out;
}

constexpr std::string_view kText = "Subject: a\r\n b\r\nTo:c\r\n\r\nbody\r\n";

// Gives a reply to each command that wants one.
struct Play {
  Facts facts = test::some_facts();
  std::string text{kText};
  std::string negotiation = options(0x21, 0);
  // By the letter of a command; 'c' where nothing is said.
  std::function<std::string(const MilterPacket&)> reply = [](const MilterPacket&) { return packet('c'); };
  std::vector<MilterPacket> told;

  Opinion run() {
    const auto message = milter_message(text, text.size());
    MilterDialogue dialogue("m", facts, message);
    auto effect = dialogue.start();
    for (int i = 0; i < 10'000 && !std::holds_alternative<MilterDialogue::Over>(effect); ++i) {
      const auto heard = hear(dialogue);
      if (const auto* want = std::get_if<MilterDialogue::ReadText>(&effect))
        effect = dialogue.on_text(text.substr(want->from, want->size));
      else
        effect = dialogue.on_bytes(heard);
    }
    hear(dialogue);
    return dialogue.opinion();
  }
  // What the dialogue says now, and what the milter says to the last of it.
  std::string hear(MilterDialogue& dialogue) {
    std::string_view output = dialogue.output();
    MilterPackets packets;
    std::string out;
    while (packets.next(output) == MilterPackets::Got::packet) {
      told.push_back(packets.take());
      const auto& last = told.back();
      if (last.command == 'O')
        out = negotiation;
      else if (last.command != 'D')
        out = reply(last);
    }
    EXPECT_TRUE(output.empty());
    dialogue.clear_output();
    return out;
  }
  [[nodiscard]] std::string letters() const {
    std::string out;
    for (const auto& one : told)
      if (one.command != 'D') out += one.command;
    return out;
  }
  [[nodiscard]] std::string data_of(char command, std::size_t nth = 0) const {
    for (const auto& one : told)
      if (one.command == command && nth-- == 0) return one.data;
    return "none";
  }
};

// Says this at the end of the message, and continues elsewhere.
std::function<std::string(const MilterPacket&)> at_end(std::string what) {
  return [what = std::move(what)](const MilterPacket& p) { return p.command == 'E' ? what : packet('c'); };
}
std::function<std::string(const MilterPacket&)> at(char command, std::string what) {
  return [command, what = std::move(what)](const MilterPacket& p) { return p.command == command ? what : packet('c'); };
}

TEST(MilterDialogue, tells_all_of_a_message_in_order) {
  Play play;
  const auto opinion = play.run();
  EXPECT_EQ(opinion.verdict, Verdict::passes) << opinion.words;
  EXPECT_EQ(play.letters(), "OCHMRRTLLNBEQ");
  EXPECT_EQ(play.data_of('C'), std::string("c.far.example\0004\x9C\x40", 17) + texts({"192.0.2.7"}));
  EXPECT_EQ(play.data_of('H'), texts({"far.example"}));
  EXPECT_EQ(play.data_of('M'), texts({"<a@far.example>"}));
  EXPECT_EQ(play.data_of('R', 1), texts({"<ann@here.example>"}));
  EXPECT_EQ(play.data_of('L'), texts({"Subject", "a\n b"}));
  EXPECT_EQ(play.data_of('L', 1), texts({"To", "c"}));
  EXPECT_EQ(play.data_of('B'), "body\r\n");
  EXPECT_EQ(play.data_of('D', 1), "M" + texts({"i", "1a.1", "{mail_addr}", "a@far.example"}));
}

TEST(MilterDialogue, of_what_it_does_not_want_it_is_not_told) {
  Play play;
  play.negotiation = options(0, 0x1 | 0x2 | 0x8 | 0x10 | 0x200);
  EXPECT_EQ(play.run().verdict, Verdict::passes);
  EXPECT_EQ(play.letters(), "OMLLNEQ");
}

TEST(MilterDialogue, what_is_not_answered_is_not_waited_for) {
  Play play;
  play.negotiation = options(0, 0x1000 | 0x2000 | 0x8000 | 0x10000 | 0x80 | 0x40000 | 0x80000 | 0x100000);
  play.reply = [](const MilterPacket& p) { return p.command == 'M' || p.command == 'E' ? packet('c') : std::string(); };
  EXPECT_EQ(play.run().verdict, Verdict::passes);
  EXPECT_EQ(play.letters(), "OCHMRRTLLNBEQ");
  EXPECT_EQ(play.data_of('L'), texts({"Subject", " a\n b"}));
}

TEST(MilterDialogue, a_long_body_goes_in_pieces_until_it_has_seen_enough) {
  Play play;
  play.text = "A: b\r\n\r\n" + std::string(200'000, 'x');
  EXPECT_EQ(play.run().verdict, Verdict::passes);
  EXPECT_EQ(play.letters(), "OCHMRRTLNBBBBEQ");
  EXPECT_EQ(play.data_of('B').size(), 65535u);
  Play skips;
  skips.text = play.text;
  skips.negotiation = options(0, 0x400);
  skips.reply = at('B', packet('s'));
  EXPECT_EQ(skips.run().verdict, Verdict::passes);
  EXPECT_EQ(skips.letters(), "OCHMRRTLNBEQ");
}

TEST(MilterDialogue, its_verdicts) {
  struct Case {
    char command;
    std::string said;
    Verdict verdict;
    std::string words;
  };
  for (const auto& [command, said, verdict, words] :
       {Case{'C', packet('a'), Verdict::passes, "accepted"}, Case{'R', packet('r'), Verdict::refuse, "refused"},
        Case{'E', packet('t'), Verdict::put_off, "put off"},
        Case{'H', packet('4'), Verdict::put_off, "it wants the connection to be ended"},
        Case{'B', packet('d'), Verdict::quarantine, "it would have the message vanish"},
        Case{'E', packet('p') + packet('p') + packet('c'), Verdict::passes, "accepted"},
        Case{'E', packet('q', texts({"look"})) + packet('c'), Verdict::quarantine, "look"},
        Case{'E', packet('q', texts({"look"})) + packet('r'), Verdict::refuse, "refused"}}) {
    Play play;
    play.reply = at(command, said);
    const auto opinion = play.run();
    EXPECT_EQ(opinion.verdict, verdict) << said;
    EXPECT_EQ(opinion.words, words);
    EXPECT_EQ(play.told.back().command, 'Q');
  }
}

TEST(MilterDialogue, refuses_in_its_own_words) {
  Play play;
  play.reply = at('M', packet('y', texts({"554 5.7.1 Not\r\nhere"})));
  auto opinion = play.run();
  EXPECT_EQ(opinion.verdict, Verdict::refuse);
  EXPECT_EQ(opinion.code, 554);
  EXPECT_EQ(opinion.text, "Not??here");
  Play later;
  later.reply = at('E', packet('y', texts({"452 Full"})));
  opinion = later.run();
  EXPECT_EQ(opinion.verdict, Verdict::put_off);
  EXPECT_EQ(opinion.code, 452);
  EXPECT_EQ(opinion.text, "Full");
}

TEST(MilterDialogue, adds_fields_that_can_stand_in_a_header) {
  Play play;
  std::string where;
  append_number(where, 1);
  play.reply = at_end(packet('h', texts({"X-A", " a\n\tb"})) + packet('i', where + texts({"X-B", "c"})) +
                      packet('h', texts({"X C", "d"})) + packet('h', texts({"X-D", "e\nTo: f"})) + packet('c'));
  EXPECT_EQ(play.run().fields, (std::vector<HeaderField>{{"X-A", "a\r\n\tb"}, {"X-B", "c"}, {"X-D", "e To: f"}}));
}

TEST(MilterDialogue, who_does_not_speak_as_a_milter_has_not_answered) {
  std::string many;
  for (int i = 0; i < 51; ++i) many += packet('h', texts({"X", "y"}));
  struct Case {
    std::string negotiation;
    char command;
    std::string said, words;
  };
  const auto good = options(0x21, 0);
  const std::string no_milter = "it does not answer as a milter does";
  for (const auto& [negotiation, command, said, words] :
       {Case{options(0x31, 0), 'C', "", "it wants to change more of a message than may be"},
        Case{options(0x1, 0x800), 'C', "", "it asks for what was not offered"},
        Case{options(0, 0, 7), 'C', "", "it speaks another version"},
        Case{options(0, 0, 1), 'C', "", "it speaks another version"},
        Case{packet('O', "abc"), 'C', "", "it speaks another version"},
        Case{packet('c'), 'C', "", no_milter},
        Case{"220 mx.example ESMTP\r\n", 'C', "", no_milter},
        Case{std::string("\0\0\0\0", 4), 'C', "", no_milter},
        Case{good, 'C', packet('O'), no_milter},
        Case{"", 'C', "", "it ended the connection at once: it may want to change more of a message than may be"},
        Case{good, 'R', "", "it ended the connection"},
        Case{good, 'M', packet('h', texts({"X", "y"})), no_milter},
        Case{good, 'B', packet('s'), no_milter},
        Case{good, 'E', packet('b', "other"), "it changes what it may not"},
        Case{good, 'E', packet('-', texts({"joe"})), "it changes what it may not"},
        Case{good, 'E', packet('h', "X"), no_milter},
        Case{good, 'E', packet('y', texts({"250 fine"})), no_milter},
        Case{good, 'E', packet('y', texts({"5xx"})), no_milter},
        Case{good, 'E', many, "it adds more fields than may be"},
        Case{good, 'T', packet('c') + packet('c') + packet('c') + packet('c') + packet('c'),
             "it says more than it was asked"}}) {
    Play play;
    play.negotiation = negotiation;
    play.reply = at(command, said);
    const auto opinion = play.run();
    EXPECT_EQ(opinion.verdict, Verdict::unknown) << words;
    EXPECT_EQ(opinion.words, words);
    EXPECT_TRUE(opinion.fields.empty());
  }
}

TEST(MilterDialogue, nothing_of_a_stranger_ends_a_text) {
  Play play;
  play.facts.helo = std::string("a\0b", 3);
  play.facts.sender = "";
  play.facts.client_name = "";
  play.run();
  EXPECT_EQ(play.data_of('H'), texts({"ab"}));
  EXPECT_EQ(play.data_of('M'), texts({"<>"}));
  EXPECT_TRUE(play.data_of('C').starts_with(std::string("[192.0.2.7]\0", 12)));
}

TEST(MilterMessage, has_the_fields_and_where_the_body_begins) {
  const auto message = milter_message("A: b\nC:d\n e\n\nbody", 17);
  EXPECT_EQ(message.header, (std::vector<HeaderField>{{"A", " b"}, {"C", "d\n e"}}));
  EXPECT_EQ(message.body_at, 13u);
  const auto bare = milter_message("A: b\r\nno field\r\n: x\r\n", 21);
  EXPECT_EQ(bare.header, (std::vector<HeaderField>{{"A", " b"}}));
  EXPECT_EQ(bare.body_at, 21u);
  EXPECT_EQ(milter_message("\r\nbody", 6).body_at, 2u);
}

TEST(Milter, is_asked_over_a_connection_in_any_split) {
  using namespace std::chrono_literals;
  std::string said = options(0x21, 0x1FF3FF & ~0x40U & ~0x20U);  // the header and its end, without answers
  said += packet('h', texts({"X-A", "b"})) + packet('c');
  // Behind our options.
  test::FakeScanner milter({.enough = [](std::string_view heard) { return heard.size() >= 17; }, .reply = said, .step = 1});
  test::Asker asker;
  const auto facts = test::some_facts();
  const auto text = test::text_of(std::string(kText));
  const auto opinion =
      asker.finish(ask_milter(asker.connector, milter.place(), "m", facts, text, {{"X-Before", "1"}}, net::in(10s)));
  EXPECT_EQ(opinion.verdict, Verdict::passes) << opinion.words;
  EXPECT_EQ(opinion.fields, (std::vector<HeaderField>{{"X-A", "b"}}));
  EXPECT_TRUE(net::comes_true([&] { return milter.heard().contains(std::string_view("LX-Before\0 1\0", 13)); }));
}

TEST(Milter, that_hangs_meets_the_deadline) {
  using namespace std::chrono_literals;
  test::FakeScanner milter({.reply = options(0, 0), .hangs = true});
  test::Asker asker;
  const auto facts = test::some_facts();
  const auto text = test::text_of(std::string(kText));
  EXPECT_EQ(asker.finish(ask_milter(asker.connector, milter.place(), "m", facts, text, {}, net::in(50ms))).words, "Timed out");
}

}  // namespace
}  // namespace postern::scanners
