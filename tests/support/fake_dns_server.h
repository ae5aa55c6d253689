// For tests: a DNS server on loopback that answers what it was told to, and is silent on everything else.
#pragma once
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace postern::test {

class FakeDnsServer {
 public:
  struct Says {
    int rcode = 0;
    int type = 1;
    std::vector<std::string> rdata = {};
    bool soa = false;  // with the SOA record of "example", which lets an absence be kept for an hour
  };

  FakeDnsServer() : socket_(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (bind(socket_, reinterpret_cast<sockaddr*>(&at), size) != 0 ||
        getsockname(socket_, reinterpret_cast<sockaddr*>(&at), &size) != 0)
      throw std::runtime_error("no port for a DNS server");
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~FakeDnsServer() {
    stopping_ = true;
    shutdown(socket_, SHUT_RDWR);
    sockaddr_in self{};  // wakes the thread
    self.sin_family = AF_INET;
    self.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    self.sin_port = htons(port_);
    const int from = socket(AF_INET, SOCK_DGRAM, 0);
    (void)sendto(from, "", 0, 0, reinterpret_cast<sockaddr*>(&self), sizeof self);
    close(from);
    thread_.join();
    close(socket_);
  }
  FakeDnsServer(const FakeDnsServer&) = delete;
  FakeDnsServer& operator=(const FakeDnsServer&) = delete;

  [[nodiscard]] std::string place() const { return fmt::format("127.0.0.1:{}", port_); }
  void answer(const std::string& name, Says says) {
    const std::lock_guard guard(lock_);
    rows_[name] = std::move(says);
  }
  [[nodiscard]] int asked() const { return asked_; }

 private:
  static std::string number(std::size_t value) { return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xFFU)}; }
  // The name of the one question, and where it ends.
  static std::pair<std::string, std::size_t> question_of(const std::string& query) {
    std::string name;
    std::size_t at = 12;
    while (at < query.size() && query[at] != 0) {
      const auto length = static_cast<std::size_t>(static_cast<unsigned char>(query[at]));
      for (const char c : query.substr(at + 1, length)) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      name += '.';
      at += length + 1;
    }
    if (!name.empty()) name.pop_back();
    return {name, at + 5};
  }
  void serve() {
    while (!stopping_) {
      sockaddr_in peer{};
      socklen_t size = sizeof peer;
      std::string query(4096, '\0');
      const auto got = recvfrom(socket_, query.data(), query.size(), 0, reinterpret_cast<sockaddr*>(&peer), &size);
      if (got < 17) continue;
      query.resize(static_cast<std::size_t>(got));
      const auto reply = reply_to(query);
      if (!reply.empty()) (void)sendto(socket_, reply.data(), reply.size(), 0, reinterpret_cast<sockaddr*>(&peer), size);
    }
  }
  std::string reply_to(const std::string& query) {
    const auto [name, end] = question_of(query);
    const std::lock_guard guard(lock_);
    const auto row = rows_.find(name);
    if (row == rows_.end()) return {};
    ++asked_;
    const auto& says = row->second;
    auto out = query.substr(0, 2) + "\x81" + static_cast<char>(0x80 | says.rcode) + number(1) + number(says.rdata.size()) +
               number(says.soa ? 1 : 0) + number(0) + query.substr(12, end - 12);
    for (const auto& data : says.rdata) {
      out += "\xC0\x0C" + number(static_cast<std::size_t>(says.type)) + number(1) + std::string("\0\0\x0E\x10", 4);
      out += number(data.size()) + data;
    }
    if (says.soa)
      out += std::string(
                 "\x07"
                 "example\0\0\x06\0\x01\0\0\x0E\x10\0\x16\0\0",
                 21) +
             std::string("\0\0\0\x01\0\0\x0E\x10\0\0\x0E\x10\0\0\x0E\x10\0\0\x0E\x10", 20);
    return out;
  }

  int socket_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> asked_ = 0;
  std::mutex lock_;
  std::map<std::string, Says> rows_;
  std::thread thread_;
};

}  // namespace postern::test
