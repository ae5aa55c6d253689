// What a scanner is told of a message: how it came, and its octets.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/ip_address.h"
#include "base/result.h"
#include "base/task.h"

namespace postern::scanners {

// As the SMTP session knows them; every text is of a stranger.
struct Facts {
  std::string id;        // of the message here
  std::string our_name;  // of the listener
  IpAddress ip;
  std::uint16_t port = 0;
  std::string client_name;  // by the reverse DNS; empty: not known
  std::string helo;
  std::string sender;  // the reverse-path; empty for the null one
  std::vector<std::string> recipients;
  std::string login;  // who has logged in; empty: nobody
};

// The octets of a message, read in pieces, by several at a time.
class Text {
 public:
  using Read = std::function<Task<Result<std::string>>(std::uint64_t from, std::size_t n)>;

  Text(std::uint64_t size, Read read) : size_(size), read_(std::move(read)) {}
  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Exactly min(n, rest) octets.
  [[nodiscard]] Task<Result<std::string>> read(std::uint64_t from, std::size_t n) const { return read_(from, n); }

 private:
  std::uint64_t size_;
  Read read_;
};

}  // namespace postern::scanners
