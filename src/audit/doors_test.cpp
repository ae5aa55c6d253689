// Checks that talk to ports, against a server that does everything wrong.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <thread>

#include "audit/audit.h"
#include "base/run_here.h"
#include "directory/directory.h"
#include "kv/open.h"
#include "support/manual_time.h"

namespace postern::audit {
namespace {

// One connection after another: a greeting, and an answer to each line.
class Lax {
 public:
  using Answer = std::function<std::string(const std::string& line)>;

  Lax(std::string greeting, Answer answer) : greeting_(std::move(greeting)), answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    socklen_t size = sizeof at;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(listener_, 16) != 0) std::abort();
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~Lax() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  Lax(const Lax&) = delete;
  Lax& operator=(const Lax&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void serve() const {
    for (int peer = 0; (peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0; ::close(peer)) talk(peer);
  }
  void talk(int peer) const {
    say(peer, greeting_);
    std::string unread;
    char piece[512];
    for (ssize_t n = 0; (n = ::recv(peer, piece, sizeof piece, 0)) > 0;) {
      unread.append(piece, static_cast<std::size_t>(n));
      for (std::size_t end = 0; (end = unread.find("\r\n")) != std::string::npos; unread.erase(0, end + 2)) {
        const auto line = unread.substr(0, end);
        if (line == "QUIT") return;
        say(peer, answer_(line));
      }
    }
  }
  static void say(int peer, const std::string& text) { ::send(peer, text.data(), text.size(), MSG_NOSIGNAL); }

  std::string greeting_;
  Answer answer_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

class DoorsTest : public testing::Test {
 protected:
  DoorsTest() { run_here(directory->create_domain(address::parse_domain("here.example").value())).value(); }

  State look(std::string_view check, std::string service, std::uint16_t port, std::vector<std::string> proxies = {},
             std::string address = "127.0.0.1") {
    const bool is_web = service == "api";
    return look(check,
                {{std::move(service), std::move(address), port, net::TlsMode::starttls, std::move(proxies), is_web, is_web}});
  }
  State look(std::string_view check, std::vector<Door> doors) {
    Subject subject{.registry = registry,
                    .directory = directory->snapshot(),
                    .guard = {},
                    .certificates = {},
                    .administrators_without_factor = {},
                    .senders_without_login = {},
                    .around = {},
                    .now = time.now()};
    subject.around.running = Running{std::move(doors)};
    for (const auto& one : checks(subject))
      if (one.id == check) {
        const auto outcome = one.run(subject);
        for (const auto& line : outcome.found) found += line.english() + "\n";
        for (const auto& line : outcome.seen) seen += line.english() + "\n";
        return outcome.state;
      }
    return State::not_checked;
  }

  test::ManualTime time{Time{1'790'000'000'000}};
  config::Registry registry;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  std::unique_ptr<directory::Directory> directory = run_here(directory::Directory::open(*kv, time)).value();
  std::string found, seen;
};

std::string yes_to_all(const std::string&) { return "250 AUTH PLAIN\r\n"; }
std::string no_to_all(const std::string& line) { return line.starts_with("EHLO") ? "250 x\r\n" : "550 no\r\n"; }

TEST_F(DoorsTest, an_open_relay_is_found) {
  const Lax lax("220 x\r\n", yes_to_all);
  for (const auto* check : {"relay.outside", "relay.disguised", "relay.own-domain", "relay.listing"})
    EXPECT_EQ(look(check, "smtp", lax.port()), State::failed) << check;
  EXPECT_EQ(look("relay.without-login", "submission", lax.port()), State::failed);
  EXPECT_NE(found.find("someone%relay-test.example.com@here.example"), std::string::npos) << found;
}

TEST_F(DoorsTest, a_closed_one_passes) {
  const Lax strict("220 x\r\n", no_to_all);
  for (const auto* check : {"relay.outside", "relay.disguised", "relay.own-domain", "relay.listing"})
    EXPECT_EQ(look(check, "smtp", strict.port()), State::passed) << check << found;
  EXPECT_EQ(look("relay.without-login", "submission", strict.port()), State::passed) << found;
}

TEST_F(DoorsTest, what_passes_says_what_was_asked_and_answered) {
  const Lax strict("220 x ESMTP\r\n", no_to_all);
  const auto port = "port " + std::to_string(strict.port()) + " (smtp): ";
  EXPECT_EQ(look("relay.listing", "smtp", strict.port()), State::passed);
  EXPECT_EQ(seen, port + "it answers VRFY postmaster@here.example with 550\n" + port +
                      "it answers EXPN postmaster@here.example with 550\n");
  seen.clear();
  EXPECT_EQ(look("listeners.product", "smtp", strict.port()), State::passed);
  EXPECT_EQ(seen, port + "it says 220 x ESMTP\n");
  seen.clear();
  EXPECT_EQ(look("relay.without-login", "smtp", strict.port()), State::passed) << "no submission";
  EXPECT_EQ(seen, "no port is open that this is about\n");
}

TEST_F(DoorsTest, one_that_does_not_talk_to_us_is_not_checked) {
  const Lax closed("554 no\r\n", no_to_all);
  EXPECT_EQ(look("relay.outside", "smtp", closed.port()), State::not_checked);
  EXPECT_EQ(look("relay.outside", "smtp", 1), State::not_checked) << "nobody listens there";
  EXPECT_EQ(look("listeners.answer", "smtp", 1), State::failed);
}

TEST_F(DoorsTest, what_is_found_at_one_door_counts_when_another_does_not_talk) {
  const Lax lax("220 x\r\n", yes_to_all);
  const auto door = [](std::uint16_t port) { return Door{"smtp", "127.0.0.1", port}; };
  EXPECT_EQ(look("relay.outside", {door(lax.port()), door(1)}), State::failed);
  EXPECT_EQ(look("relay.outside", {door(1), door(lax.port())}), State::failed);
}

TEST_F(DoorsTest, a_login_before_tls_is_found_in_each_protocol) {
  const Lax smtp("220 x\r\n", yes_to_all);
  EXPECT_EQ(look("listeners.login-in-clear", "submission", smtp.port()), State::failed);
  const Lax imap("* OK x\r\n", [](const std::string&) { return "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na OK\r\n"; });
  EXPECT_EQ(look("listeners.login-in-clear", "imap", imap.port()), State::failed);
  const Lax pop3("+OK x\r\n", [](const std::string&) { return "+OK\r\nUSER\r\n.\r\n"; });
  EXPECT_EQ(look("listeners.login-in-clear", "pop3", pop3.port()), State::failed);
  const Lax good("* OK x\r\n", [](const std::string&) { return "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\na OK\r\n"; });
  EXPECT_EQ(look("listeners.login-in-clear", "imap", good.port()), State::passed) << found;
}

TEST_F(DoorsTest, a_port_without_starttls_is_found) {
  const Lax lax("* OK x\r\n", [](const std::string&) { return "b BAD\r\n"; });
  EXPECT_EQ(look("listeners.starttls", "imap", lax.port()), State::failed);
}

TEST_F(DoorsTest, a_greeting_that_names_the_program_is_found) {
  const Lax lax("220 host Postern 1.0\r\n", no_to_all);
  EXPECT_EQ(look("listeners.product", "smtp", lax.port()), State::failed);
}

TEST_F(DoorsTest, a_web_answer_that_names_the_program_is_found) {
  const auto answering = [](std::string fields) {
    return [fields](const std::string& line) {
      return line.empty() ? "HTTP/1.1 401 x\r\n" + fields + "Connection: close\r\n\r\n" : "";
    };
  };
  const Lax lax("", answering("Server: Postern\r\n")), good("", answering(""));
  EXPECT_EQ(look("listeners.product", "api", lax.port()), State::failed);
  EXPECT_EQ(look("listeners.product", "api", good.port()), State::passed) << found;
  EXPECT_EQ(look("listeners.answer", "api", good.port()), State::passed) << found;
}

TEST_F(DoorsTest, H01_administration_beyond_this_host_is_found) {
  for (const auto* address : {"::", "0.0.0.0", "192.0.2.1"})
    EXPECT_EQ(look("listeners.administration", "api", 9998, {}, address), State::failed) << address;
  for (const auto* address : {"::1", "127.0.0.1"})
    EXPECT_EQ(look("listeners.administration", "api", 9998, {}, address), State::passed) << address;
  EXPECT_EQ(look("listeners.administration", "imap", 993, {}, "::"), State::passed);
}

TEST_F(DoorsTest, H02_a_listener_for_people_alone_is_open_to_the_world) {
  const Door people{.service = "api", .address = "::", .port = 443};
  EXPECT_EQ(look("listeners.administration", {people}), State::passed);
  for (const bool console : {true, false}) {
    auto more = people;
    (console ? more.console : more.programs) = true;
    EXPECT_EQ(look("listeners.administration", {people, more}), State::failed);
  }
}

TEST_F(DoorsTest, an_endless_answer_ends) {
  const Lax lax("220 x\r\n", [](const std::string&) { return "250-" + std::string(100'000, 'x'); });
  EXPECT_EQ(look("listeners.product", "smtp", lax.port()), State::not_checked);
}

TEST_F(DoorsTest, a_wide_list_of_proxies_is_found) {
  EXPECT_EQ(look("listeners.proxies", "smtp", 1, {"192.0.2.7"}), State::passed);
  EXPECT_EQ(look("listeners.proxies", "smtp", 1, {"10.0.0.0/8"}), State::failed);
}

}  // namespace
}  // namespace postern::audit
