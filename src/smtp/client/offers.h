// What a server says that it can, in its reply to EHLO or LHLO.   RFC 5321 §4.1.1.1
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/client/reply_reader.h"

namespace postern::smtp::client {

struct Offers {
  std::string name;  // as the server calls itself
  bool starttls = false;
  bool pipelining = false;
  bool eight_bit_mime = false;
  bool smtputf8 = false;
  bool dsn = false;
  bool chunking = false;
  bool binary_mime = false;
  bool require_tls = false;             // RFC 8689
  bool mt_priority = false;             // RFC 6710
  bool deliver_by = false;              // RFC 2852
  std::optional<std::uint64_t> size{};  // RFC 1870; 0: no limit said
  std::uint32_t max_recipients = 0;     // RFC 9422; 0: not said
  std::uint32_t max_messages = 0;
  std::vector<std::string> mechanisms{};  // of AUTH, upper case

  [[nodiscard]] bool has_mechanism(std::string_view) const;
};

Offers read_offers(const ServerReply&);

}  // namespace postern::smtp::client
