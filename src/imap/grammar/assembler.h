// Bytes of a connection, in any split, become whole commands.
// Use: outcome = assembler.feed(in), in a loop; `in` is shortened by what was taken. On Complete read text(), then call next().
//   On NeedLiteral answer with accept(), stream() or refuse(). Streamed bytes of a literal come out as Streamed views of `in`.
// Promises: memory stays within Limits whatever comes in; each byte is looked at once; the split does not change the outcomes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace postern::imap::grammar {

class Assembler {
 public:
  struct Limits {
    std::size_t line = 8192;     // all lines of one command together, without its literals
    std::size_t literal = 1024;  // one literal that is kept in the command
    std::size_t total = 8192;    // the whole of a command with its literals
  };

  struct NeedMore {};
  // A literal is announced (RFC 9051 §4.3, RFC 7888). `binary` is literal8 (RFC 3516 §4.2).
  struct NeedLiteral {
    std::uint64_t size = 0;
    bool synchronising = true;  // the client waits for "+" before it sends
    bool binary = false;
  };
  struct Streamed {
    std::string_view bytes;
    bool last = false;
  };
  struct Complete {};
  struct Refused {};  // a refused command has ended; its answer may be sent
  // The line cannot be a command. After a fatal one the borders of commands are lost, so the connection has to end.
  struct Bad {
    std::string_view why;
    bool fatal = false;
  };
  using Outcome = std::variant<NeedMore, NeedLiteral, Streamed, Complete, Refused, Bad>;

  Assembler() = default;
  explicit Assembler(Limits limits) : limits_(limits) {}
  void set_limits(Limits limits) { limits_ = limits; }

  Outcome feed(std::string_view& in);

  // The literal becomes part of the command. False when it is over a limit: nothing has changed, so refuse() it.
  [[nodiscard]] bool accept();
  // Its bytes are handed out as they come; the command's text holds only the announcement.
  void stream();
  // The command is given up: the rest of it is dropped unseen, however long, and Refused follows (at once if nothing follows).
  void refuse();

  // The command so far, literals in place: "a1 LOGIN {5}\r\nalice secret". Without the last CRLF once it is Complete.
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] bool in_command() const { return !text_.empty() || phase_ != Phase::line; }
  // Forgets the command and starts over; gives back memory that a quiet connection should not hold.
  void next();

 private:
  enum class Phase : std::uint8_t { line, announced, literal, streaming, dropping_literal, dropping_line };

  Outcome take_line(std::string_view& in);
  Outcome take_literal(std::string_view& in);
  Outcome take_streamed(std::string_view& in);
  Outcome drop_literal(std::string_view& in);
  Outcome end_of_line();
  Outcome announce(std::string_view line);

  Limits limits_;
  std::string text_;  // while a refused command is dropped: its current line, within the line limit
  NeedLiteral literal_;
  std::uint64_t left_ = 0;      // bytes of the present literal still to come
  std::size_t line_begin_ = 0;  // where the present line starts in text_
  std::size_t line_bytes_ = 0;  // of all lines so far
  bool dropping_ = false;
  Phase phase_ = Phase::line;
};

}  // namespace postern::imap::grammar
