// Two sessions over one mailbox, random commands: the picture that each client draws from untagged answers alone must be what
// the store holds, at every tagged answer that leaves nothing untold.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

#include "base/text.h"
#include "support/imap_server.h"

namespace postern::imap {
namespace {

using test::ImapServer;

// What a client knows, by the rules of RFC 9051 §7 and nothing else.
struct Client {
  FakeStream* stream = nullptr;
  std::vector<std::uint32_t> uids;  // 0: not known yet
  std::vector<std::set<std::string>> flags;

  void exists(std::size_t n) {
    ASSERT_GE(n, uids.size());
    uids.resize(n, 0);
    flags.resize(n);
  }
  void expunge(std::size_t seq) {
    ASSERT_GE(seq, 1u);
    ASSERT_LE(seq, uids.size());
    uids.erase(uids.begin() + static_cast<std::ptrdiff_t>(seq - 1));
    flags.erase(flags.begin() + static_cast<std::ptrdiff_t>(seq - 1));
  }
  void fetch(std::size_t seq, std::string_view items) {
    ASSERT_GE(seq, 1u);
    ASSERT_LE(seq, uids.size());
    if (const auto at = items.find("UID "); at != items.npos) {
      const auto end = items.find_first_not_of("0123456789", at + 4);
      const auto uid = *number<std::uint32_t>(items.substr(at + 4, end - at - 4), UINT32_MAX);
      ASSERT_TRUE(uids[seq - 1] == 0 || uids[seq - 1] == uid) << "number " << seq << " has another UID";
      uids[seq - 1] = uid;
    }
    if (const auto at = items.find("FLAGS ("); at != items.npos) {
      auto list = items.substr(at + 7, items.find(')', at) - at - 7);
      flags[seq - 1].clear();
      while (!list.empty()) {
        const auto space = list.find(' ');
        flags[seq - 1].insert(std::string(list.substr(0, space)));
        list = space == list.npos ? std::string_view{} : list.substr(space + 1);
      }
    }
  }
  void vanished(std::string_view set) {
    while (!set.empty()) {
      const auto comma = set.find(',');
      const auto range = set.substr(0, comma);
      const auto colon = range.find(':');
      const auto first = *number<std::uint32_t>(range.substr(0, colon), UINT32_MAX);
      const auto last = colon == range.npos ? first : *number<std::uint32_t>(range.substr(colon + 1), UINT32_MAX);
      for (std::size_t i = uids.size(); i > 0; --i)
        if (uids[i - 1] >= first && uids[i - 1] <= last) expunge(i);
      set = comma == set.npos ? std::string_view{} : set.substr(comma + 1);
    }
  }

  // Reads a whole answer. EXPUNGE is a fault where the command has to keep numbers.
  void hear(std::string_view answer, bool numbers_stay) {
    while (!answer.empty()) {
      const auto end = answer.find("\r\n");
      ASSERT_NE(end, answer.npos);
      line(answer.substr(0, end), numbers_stay);
      answer.remove_prefix(end + 2);
    }
  }
  void line(std::string_view text, bool numbers_stay) {
    SCOPED_TRACE(text);
    if (!text.starts_with("* ")) return;
    if (text.starts_with("* VANISHED ")) {
      EXPECT_FALSE(numbers_stay);
      vanished(text.substr(11));
      return;
    }
    const auto space = text.find(' ', 2);
    const auto n = number<std::uint32_t>(text.substr(2, space - 2), UINT32_MAX);
    if (!n) return;
    const auto what = text.substr(space + 1);
    if (what == "EXISTS") exists(*n);
    if (what == "EXPUNGE") {
      EXPECT_FALSE(numbers_stay);
      expunge(*n);
    }
    if (what.starts_with("FETCH ")) fetch(*n, what);
  }
};

class Model {
 public:
  Model(unsigned seed, bool qresync) : random_(seed), qresync_(qresync) {
    for (auto& client : clients_) {
      client.stream = &server_.session();
      if (qresync_) server_.ask(*client.stream, "q ENABLE QRESYNC\r\n");
      client.hear(server_.ask(*client.stream, "s SELECT INBOX\r\n"), false);
    }
  }

  void step() {
    auto& client = clients_[random_() % 2];
    const auto [command, numbers_stay] = choose(client);
    SCOPED_TRACE(command);
    const auto answer = server_.ask(*client.stream, command);
    EXPECT_TRUE(answer.find("x BAD") == answer.npos) << answer;
    client.hear(answer, numbers_stay);
    learn(client);
    if (!numbers_stay) check(client);
  }

 private:
  struct Choice {
    std::string command;
    bool numbers_stay;
  };

  std::string some(const Client& client) {
    const auto n = client.uids.size();
    const auto a = 1 + random_() % n, b = 1 + random_() % n;
    return std::to_string(std::min(a, b)) + ":" + std::to_string(std::max(a, b));
  }
  Choice choose(const Client& client) {
    const std::string flag = std::vector<std::string>{"\\Seen", "\\Deleted", "\\Flagged", "$a", "b"}[random_() % 5];
    const std::string how = std::vector<std::string>{"+", "-", ""}[random_() % 3];
    const auto pick = random_() % 10;
    if (client.uids.empty() || pick < 2) {
      return {"x APPEND INBOX (" + flag + ") {14+}\r\nSubject: x\r\n\r\n\r\n", false};
    }
    switch (pick) {
      case 2: return {"x EXPUNGE\r\n", false};
      case 3: return {"x NOOP\r\n", false};
      case 4: return {"x FETCH " + some(client) + " (UID FLAGS)\r\n", true};
      case 5: return {"x UID FETCH 1:* (FLAGS)\r\n", false};
      case 6: return {"x SEARCH KEYWORD $a\r\n", true};
      case 7: return {"x MOVE " + some(client) + " Trash\r\n", false};
      case 8: return {"x UID STORE 1:* " + how + "FLAGS (" + flag + ")\r\n", false};
      default: return {"x STORE " + some(client) + " " + how + "FLAGS (" + flag + ")\r\n", true};
    }
  }

  // A client has to ask for the UIDs and flags of messages it was only told to exist; VANISHED says nothing to it before.
  void learn(Client& client) {
    const auto unknown = std::ranges::find(client.uids, 0u);
    if (unknown == client.uids.end()) return;
    const auto first = std::to_string(unknown - client.uids.begin() + 1);
    client.hear(server_.ask(*client.stream, "z FETCH " + first + ":* (UID FLAGS)\r\n"), true);
  }

  // After a command that tells all, numbers and UIDs are the store's; flags are where the client has heard any.
  void check(Client& client) {
    auto box = server_.executor.run(server_.mail.find(AccountId(1), "INBOX"));
    ASSERT_TRUE(box);
    auto view = server_.executor.run(server_.mail.open(AccountId(1), box->id));
    ASSERT_TRUE(view);
    ASSERT_EQ(client.uids.size(), (*view)->exists());
    (*view)->each(1, (*view)->exists(), [&](std::uint32_t seq, const store::Row& row) {
      if (client.uids[seq - 1] != 0) {
        EXPECT_EQ(client.uids[seq - 1], row.uid.value);
      }
    });
    const auto answer = server_.ask(*client.stream, "y FETCH 1:* (UID FLAGS)\r\n");
    const auto known = client.flags;
    const auto uids = client.uids;
    if (!client.uids.empty()) client.hear(answer, true);
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (uids[i] == 0) continue;  // it came without its flags
      EXPECT_EQ(known[i], client.flags[i]) << "flags of number " << i + 1 << " were not told";
    }
  }

  std::mt19937 random_;
  bool qresync_;
  ImapServer server_;
  std::array<Client, 2> clients_;
};

TEST(Model, two_clients_know_what_the_store_holds) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    Model model(seed, seed % 2 == 0);
    for (int i = 0; i < 150 && !testing::Test::HasFailure(); ++i) model.step();
  }
}

}  // namespace
}  // namespace postern::imap
