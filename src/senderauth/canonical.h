// The canonical forms of header fields and bodies that are signed (RFC 6376 §3.4).
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace postern::senderauth {

enum class Canonical : std::uint8_t { simple, relaxed };
std::string_view name(Canonical);

// A field as it came, name first, with or without its last line end; appended with CRLF at its end.
void append_canonical_field(std::string& out, std::string_view field, Canonical);

// A body, fed in any pieces: what the sink gets, put together, is the same for every split. Only CRLF ends a line. What is held is
// bounded, however many empty lines there are.
class BodyCanonicalizer {
 public:
  using Sink = std::function<void(std::string_view canonical_octets)>;

  explicit BodyCanonicalizer(Canonical form) : form_(form) {}
  void feed(std::string_view, const Sink&);
  void finish(const Sink&);  // once

 private:
  void put(std::string_view, const Sink&);
  void drain(const Sink&);

  Canonical form_;
  std::uint64_t line_ends_ = 0;  // not yet written: those at the end of a body go
  bool carriage_return_ = false, blank_ = false, any_ = false;
  std::string held_;
};

}  // namespace postern::senderauth
