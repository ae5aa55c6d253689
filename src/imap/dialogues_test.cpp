// Every dialogue of tests/dialogues/imap is a test of its own, played with whole commands and one byte at a time.
#include <gtest/gtest.h>

#include <filesystem>

#include "support/dialogue.h"
#include "support/imap_server.h"
#include "support/source_tree.h"

namespace postern::imap {
namespace {

class Port {
 public:
  explicit Port(std::size_t split) : split_(split) {}

  void send(int n, const std::string& bytes) { server_.send(connection(n), bytes); }
  // What it has said by now; also what a change of another connection has only woken it for.
  std::string receive(int n) {
    server_.settle(connection(n));
    return connection(n).take_output();
  }

  void direct(const std::string& words) {
    if (words == "plain") tls_ = false;
    if (words == "compression") server_.settings.offer_compression = true;
    if (words.starts_with("login")) log_in(words.size() > 6 ? words[6] - '0' : 1);
    if (words.starts_with("mail ")) deliver(words.substr(5));
  }

 private:
  FakeStream& connection(int n) {
    auto& stream = connections_[n];
    if (stream == nullptr) {
      stream = &server_.connect(tls_);
      stream->split_reads(split_);
    }
    return *stream;
  }
  void log_in(int n) {
    send(n, "login LOGIN u1 secret\r\n");
    receive(n);
  }
  // "INBOX 3": so many messages, each with its number in subject and text.
  void deliver(const std::string& words) {
    auto& stream = server_.session();
    const auto mailbox = words.substr(0, words.find(' '));
    const int count = std::stoi(words.substr(words.find(' ')));
    for (int i = 1; i <= count; ++i) {
      const auto n = std::to_string(i);
      server_.append(
          stream, mailbox,
          "From: ann@example.org\r\nTo: bob@example.org\r\nSubject: message " + n + "\r\n\r\nLine of message " + n + "\r\n");
    }
    server_.send(stream, "x LOGOUT\r\n");
  }

  test::ImapServer server_;
  std::map<int, FakeStream*> connections_;
  std::size_t split_;
  bool tls_ = true;
};

std::filesystem::path folder() { return source_tree() / "tests" / "dialogues" / "imap"; }

class DialogueTest : public testing::Test {
 public:
  explicit DialogueTest(std::filesystem::path file) : file_(std::move(file)) {}
  void TestBody() override {
    for (const std::size_t split : {std::size_t{0}, std::size_t{1}}) {
      Port port(split);
      test::Dialogue<Port>(port).play(file_);
    }
  }

 private:
  std::filesystem::path file_;
};

bool register_all() {
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() != ".txt") continue;
    testing::RegisterTest("Dialogues", entry.path().stem().c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [file = entry.path()]() -> testing::Test* { return new DialogueTest(file); });
  }
  return true;
}
const bool kRegistered = register_all();

}  // namespace
}  // namespace postern::imap
