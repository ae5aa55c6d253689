// Parameters of MAIL and RCPT.   RFC 5321 §4.1.2, RFC 1870, RFC 2852, RFC 3030, RFC 3461, RFC 4865, RFC 6531, RFC 6710, RFC 8689
#pragma once
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "smtp/grammar/reply.h"

namespace postern::smtp {

enum class Body : std::uint8_t { seven_bit, eight_bit_mime, binary_mime };  // RFC 6152 §2, RFC 3030 §3
enum class Ret : std::uint8_t { unset, full, headers };                     // RFC 3461 §4.3

// RFC 3461 §4.1: `never` stands alone; none set means the default of the last host, which is failure and delay.
struct Notify {
  bool never = false;
  bool success = false;
  bool failure = false;
  bool delay = false;

  [[nodiscard]] bool asked() const { return never || success || failure || delay; }
  bool operator==(const Notify&) const = default;
};

// RFC 2852 §4: so long from the command on, and what is to be done then.
struct DeliverBy {
  std::chrono::seconds within{};  // 0 or less only with a notice
  bool or_return = false;         // BY=n;R, else BY=n;N
  bool trace = false;

  bool operator==(const DeliverBy&) const = default;
};

struct MailParameters {
  std::optional<std::uint64_t> size;
  Body body = Body::seven_bit;
  bool smtputf8 = false;
  std::optional<std::string> auth;  // decoded; empty for AUTH=<>   RFC 4954 §5
  Ret ret = Ret::unset;
  std::string envid;  // decoded
  bool require_tls = false;
  std::optional<DeliverBy> deliver_by;
  std::optional<std::chrono::seconds> hold_for;
  std::optional<Time> hold_until;
  std::optional<int> priority;  // -9 to 9
};

struct RcptParameters {
  Notify notify;
  std::string orcpt_type;  // "rfc822", "utf-8"
  std::string orcpt;       // decoded
};

// Each reads the parameters behind the path: *(SP esmtp-param). The refusal is ready to send.
std::expected<MailParameters, Reply> mail_parameters(std::string_view);
std::expected<RcptParameters, Reply> rcpt_parameters(std::string_view);

}  // namespace postern::smtp
