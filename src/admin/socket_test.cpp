// The local socket: calls, foreign bytes, and an end that nobody holds up.
#include "admin/socket.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "admin/frames.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

const Progress kQuiet = [](const json::value&) { return true; };

// A caller that says what it likes.
class Caller {
 public:
  explicit Caller(const std::string& path) : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    connected = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Caller() { ::close(fd_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  [[nodiscard]] std::string rest() const {
    std::string out;
    char chunk[4096];
    for (ssize_t n = 0; (n = ::recv(fd_, chunk, sizeof chunk, 0)) > 0;) out.append(chunk, static_cast<std::size_t>(n));
    return out;
  }
  bool connected = false;

 private:
  int fd_;
};

class SocketTest : public testing::Test {
 protected:
  SocketTest() : world(at.world()), path((at.folder.path() / "admin.sock").string()) {
    server = SocketServer::bind(path).value();
    server->start(world);
  }

  AdminWorld at;
  World world;
  std::string path;
  std::unique_ptr<SocketServer> server;
};

TEST_F(SocketTest, answers_a_call) {
  const auto made = call_over_socket(path, "domain.create", {{"name", "home.test"}}, kQuiet);
  ASSERT_TRUE(made) << made.error().text;
  EXPECT_EQ(made->at("name"), "home.test");
  const auto again = call_over_socket(path, "domain.create", {{"name", "home.test"}}, kQuiet);
  EXPECT_EQ(again.error().kind, Failure::exists);
  EXPECT_EQ(call_over_socket(path, "no.such", {}, kQuiet).error().kind, Failure::not_found);
}

TEST_F(SocketTest, is_open_to_its_owner_only) {
  struct stat info{};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(SocketTest, refuses_what_is_no_call) {
  for (const std::string bytes : {"GET / HTTP/1.1\r\n\r\n", "{}\n", "[[[[\n", "\n"}) {
    const Caller caller(path);
    ASSERT_TRUE(caller.send(bytes));
    EXPECT_NE(caller.rest().find("\"error\""), std::string::npos) << bytes;
  }
  EXPECT_TRUE(call_over_socket(path, "domain.list", {}, kQuiet));
}

TEST_F(SocketTest, a_line_without_end_is_given_up_at_the_limit) {
  const Caller caller(path);
  const std::string much(1 << 20, 'x');
  std::size_t taken = 0;
  while (taken <= 2 * kMaxLine && caller.send(much)) taken += much.size();
  EXPECT_LE(taken, kMaxLine + (8u << 20));  // what the kernel keeps between us is not the server's
}

TEST_F(SocketTest, only_so_many_calls_wait_at_once) {
  std::vector<std::unique_ptr<Caller>> silent;
  for (int i = 0; i < 16; ++i) silent.push_back(std::make_unique<Caller>(path));
  Result<json::value> refused;
  for (int tries = 0; tries < 100 && refused; ++tries) refused = call_over_socket(path, "domain.list", {}, kQuiet);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::unavailable);
}

TEST_F(SocketTest, a_silent_caller_does_not_hold_up_the_end) {
  const Caller silent(path);
  ASSERT_TRUE(silent.connected);
  ASSERT_TRUE(call_over_socket(path, "domain.list", {}, kQuiet));  // so the silent one has been accepted
  const auto begin = Clock::now();
  server->stop();
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(4));
  EXPECT_EQ(call_over_socket(path, "domain.list", {}, kQuiet).error().kind, Failure::closed);
}

TEST_F(SocketTest, a_second_server_on_the_path_is_refused) {
  EXPECT_EQ(SocketServer::bind(path).error().kind, Failure::exists);
  server.reset();
  EXPECT_TRUE(SocketServer::bind(path));
}

TEST_F(SocketTest, a_path_that_no_socket_can_have_is_refused) {
  EXPECT_EQ(SocketServer::bind("/" + std::string(200, 'x')).error().kind, Failure::too_large);
}

}  // namespace
}  // namespace postern::admin
