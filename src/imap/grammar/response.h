// Values become bytes of an answer: the one place that quotes, escapes and chooses a literal.
// Use: Writer w(out, utf8); w.text("* LIST () \"/\" ").mailbox(name).end();
// Promises: no value, whatever it holds, can end a line or begin a new answer.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "imap/grammar/sequence_set.h"

namespace postern::imap::grammar {

class Writer {
 public:
  // With `utf8` quoted strings may hold UTF-8 and mailbox names stand as they are.
  Writer(std::string& out, bool utf8) : out_(out), utf8_(utf8) {}

  Writer& text(std::string_view fixed) {  // words of the protocol, never a value
    out_ += fixed;
    return *this;
  }
  Writer& space() {
    out_ += ' ';
    return *this;
  }
  Writer& number(std::uint64_t n) {
    append_number(out_, n);
    return *this;
  }
  Writer& end() {
    out_ += "\r\n";
    return *this;
  }
  Writer& string(std::string_view);   // quoted / literal
  Writer& astring(std::string_view);  // an atom where it can be one
  Writer& literal(std::string_view);
  Writer& literal_head(std::uint64_t size, bool binary = false);  // "{n}" CRLF; the octets follow by octets()
  Writer& octets(std::string_view bytes) {
    out_ += bytes;
    return *this;
  }
  Writer& mailbox(std::string_view utf8_name);
  Writer& flags(const std::vector<std::string>&);  // "(\Seen x)"
  // resp-text: printable, without "]" trouble; for words that are not ours.
  Writer& prose(std::string_view);

 private:
  std::string& out_;
  bool utf8_;
};

}  // namespace postern::imap::grammar
