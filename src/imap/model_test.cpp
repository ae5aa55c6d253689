// Two sessions over one mailbox, random commands: every line each of them hears must be one it may hear, and the picture it
// draws from them must be what the store holds, at every moment that leaves nothing untold.
#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <random>
#include <tuple>

#include "imap/model_client.h"
#include "imap/updates.h"
#include "support/imap_server.h"

namespace postern::imap {
namespace {

using test::ImapServer;
using test_model::Asked;
using test_model::FlagSet;
using test_model::History;
using test_model::KnownMessage;
using test_model::ModelClient;

enum class Kind { plain, condstore, qresync, rev2, notify, notify_qresync };
constexpr std::array kKinds = {Kind::plain, Kind::condstore, Kind::qresync, Kind::rev2, Kind::notify, Kind::notify_qresync};

struct Seat {
  FakeStream* stream = nullptr;
  ModelClient client;
};

FlagSet words_of(const store::Row& row, const store::MailboxView& view) {
  std::string text;
  append_flags(text, row.flags, view.keywords());
  FlagSet out;
  std::string_view list = std::string_view(text).substr(1, text.size() - 2);
  while (!list.empty()) {
    const auto space = list.find(' ');
    out.emplace(list.substr(0, space));
    list = space == list.npos ? std::string_view{} : list.substr(space + 1);
  }
  return out;
}

class Model {
 public:
  Model(unsigned seed, Kind first, Kind second) : random_(seed) {
    store_session_ = &server_.session("Trash");
    take_seat(seats_[0], first);
    take_seat(seats_[1], second);
  }

  void step() {
    auto& seat = seats_[random_() % 2];
    if (seat.client.idling) {
      ask(seat, {.text = "DONE", .answers = {"DONE"}});
      seat.client.idling = false;
    } else if (random_() % 25 == 0) {
      bring_back();
    } else {
      act(seat);
    }
    for (auto& each : seats_) {
      const bool told = each.client.idling || each.client.notify;
      server_.settle(*each.stream);
      const auto news = each.stream->take_output();
      if (!news.empty()) note(each, news);
      each.client.hear_news(news, history_);
      if (told) compare(each);
    }
  }

  // What was asked and answered last.
  [[nodiscard]] std::string trail() const {
    std::string out;
    for (const auto& line : trail_) out += line + "\n";
    return out;
  }

 private:
  void note(const Seat& seat, const std::string& text) {
    trail_.push_back((&seat == seats_.data() ? "1: " : "2: ") + text);
    if (trail_.size() > 12) trail_.pop_front();
  }
  void take_seat(Seat& seat, Kind kind) {
    seat.stream = &server_.session();
    auto& client = seat.client;
    client.qresync = kind == Kind::qresync || kind == Kind::notify_qresync;
    client.condstore = client.qresync || kind == Kind::condstore;
    client.rev2 = kind == Kind::rev2;
    const bool notify = kind == Kind::notify || kind == Kind::notify_qresync;
    if (client.qresync) server_.ask(*seat.stream, "q ENABLE QRESYNC\r\n");
    if (kind == Kind::condstore) server_.ask(*seat.stream, "q ENABLE CONDSTORE\r\n");
    if (client.rev2) server_.ask(*seat.stream, "q ENABLE IMAP4rev2\r\n");
    if (notify) server_.ask(*seat.stream, "q NOTIFY SET (selected (MessageNew (UID FLAGS) MessageExpunge FlagChange))\r\n");
    client.notify = notify;
    select(seat, "SELECT INBOX");
  }

  // ---- what may be asked ----

  void act(Seat& seat) {
    auto& client = seat.client;
    const auto pick = random_() % 18;
    if (client.messages.empty() || pick < 2) {
      ask(seat, {.text = "APPEND INBOX (" + some_flag() + ") {14+}\r\nSubject: x\r\n\r\n"});
    } else if (pick == 2) {
      ask(seat, {.text = "EXPUNGE"});
    } else if (pick == 3) {
      ask(seat, {.text = random_() % 2 ? "NOOP" : "CHECK"});
    } else if (pick == 4) {
      ask(seat, {.text = "FETCH " + some(client) + " (UID FLAGS)", .numbers_stay = true, .answers = {"FETCH"}});
    } else if (pick == 5) {
      ask(seat, {.text = "UID FETCH 1:* (FLAGS)", .answers = {"FETCH"}});
    } else if (pick == 6) {
      search(seat);
    } else if (pick == 7) {
      ask(seat, {.text = "MOVE " + some(client) + " Trash", .answers = {"COPYUID"}});
    } else if (pick == 8) {
      ask(seat, {.text = "UID STORE 1:* " + some_change()});
    } else if (pick == 9) {
      ask(seat, {.text = "COPY " + some(client) + " INBOX"});
    } else if (pick == 10) {
      store_silently(seat);
    } else if (pick == 11) {
      ask(seat, {.text = "FETCH " + some(client) + " BODY[]", .numbers_stay = true, .answers = {"BODY", "FETCH"}});
    } else if (pick == 12) {
      status(seat);
    } else if (pick == 13) {
      reselect(seat);
    } else if (pick == 14) {
      ask(seat, {.text = "UID EXPUNGE 1:" + std::to_string(1 + random_() % 40)});
    } else if (pick == 15 && client.condstore) {
      store_unless_changed(seat);
    } else if (pick == 16) {
      idle(seat);
    } else {
      ask(seat, {.text = "STORE " + some(client) + " " + some_change(), .numbers_stay = true});
    }
  }

  std::string some_flag() { return std::vector<std::string>{"\\Seen", "\\Deleted", "\\Flagged", "$a", "b"}[random_() % 5]; }
  std::string some_change() { return std::vector<std::string>{"+", "-", ""}[random_() % 3] + "FLAGS (" + some_flag() + ")"; }
  std::string some(const ModelClient& client) {
    const auto n = client.messages.size();
    const auto a = 1 + random_() % n, b = 1 + random_() % n;
    return std::to_string(std::min(a, b)) + ":" + std::to_string(std::max(a, b));
  }

  void search(Seat& seat) {
    const bool uid = random_() % 2 == 0;
    const std::string form = random_() % 2 ? "RETURN (ALL) " : "";
    ask(seat, {.text = (uid ? "UID SEARCH " : "SEARCH ") + form + "KEYWORD $a", .numbers_stay = !uid, .answers = {"SEARCH"}});
    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < seat.client.messages.size(); ++i) {
      const auto& m = seat.client.messages[i];
      if (!m.flags) return;  // it came while the search ran
      if (m.flags->contains("$a")) expected.push_back(uid ? m.uid : static_cast<std::uint32_t>(i + 1));
    }
    EXPECT_EQ(seat.client.found, expected);
  }

  void store_silently(Seat& seat) {
    const auto set = some(seat.client);
    const auto flag = some_flag();
    const std::string how = std::vector<std::string>{"+", "-", ""}[random_() % 3];
    ask(seat, {.text = "STORE " + set + " " + how + "FLAGS.SILENT (" + flag + ")",
               .numbers_stay = true,
               .stored = FlagSet{flag},
               .how = how.empty() ? ' ' : how[0],
               .seqs = test_model::numbers_of(set)});
  }

  // RFC 7162 §3.1.3: exactly those that have changed since are left alone.
  void store_unless_changed(Seat& seat) {
    auto& client = seat.client;
    ask(seat, {.text = "NOOP"});
    if (client.messages.empty()) return;
    const auto view = present();
    const auto limit = view->at(1 + static_cast<std::uint32_t>(random_() % view->exists())).modseq.value;
    std::vector<std::uint32_t> expected;
    view->each(1, view->exists(), [&](std::uint32_t seq, const store::Row& row) {
      if (row.modseq.value > limit) expected.push_back(seq);
    });
    ask(seat, {.text = "STORE 1:* (UNCHANGEDSINCE " + std::to_string(limit) + ") +FLAGS (" + some_flag() + ")",
               .numbers_stay = true});
    EXPECT_EQ(client.unchanged, expected);
  }

  void status(Seat& seat) {
    const std::string modseq = seat.client.condstore ? " HIGHESTMODSEQ" : "";
    ask(seat, {.text = "STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY UNSEEN DELETED" + modseq + ")", .answers = {"STATUS"}});
    const auto view = present();
    const auto& state = view->state();
    auto& told = seat.client.status;
    EXPECT_EQ(told["MESSAGES"], state.exists);
    EXPECT_EQ(told["UIDNEXT"], state.uidnext.value);
    EXPECT_EQ(told["UIDVALIDITY"], state.uidvalidity);
    EXPECT_EQ(told["UNSEEN"], state.unseen);
    EXPECT_EQ(told["DELETED"], state.deleted);
    if (seat.client.condstore) {
      EXPECT_EQ(told["HIGHESTMODSEQ"], state.highest.value);
    }
  }

  void idle(Seat& seat) {
    auto& client = seat.client;
    client.idling = true;
    server_.send(*seat.stream, "x IDLE\r\n");
    auto text = seat.stream->take_output();
    ASSERT_TRUE(text.starts_with("+ Idling\r\n")) << text;
    client.hear_news(text.substr(10), history_);
  }

  // With QRESYNC the client keeps its picture and hears what has become of it; without, it forgets all.
  void reselect(Seat& seat) {
    auto& client = seat.client;
    ask(seat, {.text = "NOOP"});
    const auto known = client.highest_seen;
    server_.ask(*seat.stream, random_() % 2 ? "c UNSELECT\r\n" : "c CLOSE\r\n");
    remember();
    if (!client.qresync) {
      select(seat, "SELECT INBOX");
      return;
    }
    select(seat, "SELECT INBOX (QRESYNC (" + std::to_string(client.uid_validity) + " " + std::to_string(known) + "))");
  }

  void select(Seat& seat, const std::string& command) {
    if (!command.ends_with("))")) seat.client.messages.clear();
    seat.client.announced.clear();
    ask(seat, {.text = command, .answers = {"SELECT"}});
  }

  // Messages come back from Trash, as new ones.
  void bring_back() { server_.ask(*store_session_, "x UID MOVE 1:* INBOX\r\n"), remember(); }

  // ---- how it is judged ----

  void ask(Seat& seat, const Asked& asked) {
    SCOPED_TRACE(asked.text);
    const auto answer = server_.ask(*seat.stream, asked.text == "DONE" ? "DONE\r\n" : "x " + asked.text + "\r\n");
    note(seat, asked.text + "\n" + answer);
    remember();
    seat.client.hear_answer(answer, asked, history_);
    if (testing::Test::HasFailure()) return;
    learn(seat);
    if (!asked.numbers_stay) compare(seat);
  }

  store::View present() {
    auto view = server_.executor.run(server_.mail.open(AccountId(1), store::kInbox));
    EXPECT_TRUE(view);
    return *view;
  }
  void remember() {
    const auto view = present();
    view->each(1, view->exists(), [&](std::uint32_t, const store::Row& row) {
      history_.record(row.uid.value, words_of(row, *view), row.modseq.value);
    });
  }

  // A client has to ask for the UIDs and flags of messages it was only told to exist. With QRESYNC it never has to, except that
  // after NOTIFY its own messages come without a FETCH: it has APPENDUID and COPYUID.
  void learn(Seat& seat) {
    auto& messages = seat.client.messages;
    const auto unknown = std::ranges::find_if(messages, [](const KnownMessage& m) { return m.uid == 0 || !m.flags; });
    if (unknown == messages.end() || seat.client.idling) return;
    EXPECT_FALSE(seat.client.qresync && !seat.client.notify && unknown->uid == 0) << "VANISHED would say nothing to it";
    const Asked asked{.text = "FETCH " + std::to_string(unknown - messages.begin() + 1) + ":* (UID FLAGS)",
                      .numbers_stay = true,
                      .answers = {"FETCH"}};
    const auto answer = server_.ask(*seat.stream, "x " + asked.text + "\r\n");
    seat.client.hear_answer(answer, asked, history_);
  }

  // Numbers, UIDs and flags are the store's, wherever the client has heard any.
  void compare(Seat& seat) {
    if (testing::Test::HasFailure()) return;
    const auto view = present();
    auto& client = seat.client;
    ASSERT_EQ(client.messages.size(), view->exists());
    view->each(1, view->exists(), [&](std::uint32_t seq, const store::Row& row) {
      const auto& known = client.messages[seq - 1];
      if (known.uid != 0) {
        EXPECT_EQ(known.uid, row.uid.value);
      }
      if (known.flags) {
        EXPECT_EQ(*known.flags, words_of(row, *view)) << "flags of number " << seq << " were not told";
      }
      if (client.condstore && known.mod_seq != 0) {
        EXPECT_EQ(known.mod_seq, row.modseq.value) << "the modseq of number " << seq << " was not told";
      }
    });
    client.highest_seen = view->highest().value;
  }

  std::mt19937 random_;
  ImapServer server_;
  History history_;
  std::deque<std::string> trail_;
  FakeStream* store_session_ = nullptr;
  std::array<Seat, 2> seats_;
};

class ModelOf : public testing::TestWithParam<std::tuple<Kind, Kind>> {};

TEST_P(ModelOf, every_line_two_clients_hear_is_right_and_tells_them_what_the_store_holds) {
  const auto [first, second] = GetParam();
  for (unsigned seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Model model(seed, first, second);
    for (int i = 0; i < 100 && !HasFailure(); ++i) model.step();
    ASSERT_FALSE(HasFailure()) << model.trail();
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, ModelOf, testing::Combine(testing::ValuesIn(kKinds), testing::ValuesIn(kKinds)));

}  // namespace
}  // namespace postern::imap
