// One line of a log: written from an event, read again for search and for people.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/time.h"
#include "events/table.h"

namespace postern::logs {

// What a line can be found by, besides time and text.
enum class TermKind : char { ip = 'i', account = 'a', message = 'm', session = 's' };

// A term as the index holds it. Two terms may share one hash: the lines themselves decide.
std::uint32_t term_hash(TermKind, std::string_view value);
// The kind of term that a field of a line is, by the field's name.
std::optional<TermKind> term_kind(std::string_view field);

struct Terms {
  std::array<std::uint32_t, 8> hashes{};
  std::uint8_t count = 0;

  void add(TermKind kind, std::string_view value) {
    if (count < hashes.size() && !value.empty()) hashes[count++] = term_hash(kind, value);
  }
  [[nodiscard]] std::span<const std::uint32_t> all() const { return std::span(hashes).first(count); }
};

inline constexpr std::size_t kLongestField = 1024;
inline constexpr std::size_t kLongestChanges = 4096;  // of what an administrator changed
inline constexpr std::size_t kLongestLine = 40 << 10;

// Text inside a JSON string: quotes, controls, broken UTF-8 and characters that turn the direction of text are escaped.
void append_escaped(std::string& out, std::string_view text, std::size_t limit = kLongestField);

// Appends {"t":"...","log":"smtp_in","n":202,"e":"smtp.recipient-refused","s":"1f4","ip":"192.0.2.1",...} and a line end.
void append_line(std::string& out, Terms&, Time, const events::Row&, events::Log, SessionId, std::span<const events::Field>);

std::string session_text(SessionId);

// Walks the members of a line: a flat JSON object of strings and whole numbers. Linear, no allocation.
// Use: for (LineReader in(line); in.next();) ... in.key(), in.raw(); then in.ok() tells whether the line was whole.
class LineReader {
 public:
  explicit LineReader(std::string_view line);
  bool next();
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] std::string_view raw() const { return raw_; }  // still escaped
  [[nodiscard]] bool ok() const { return state_ == State::whole; }

 private:
  enum class State : std::uint8_t { first, within, whole, broken };
  bool take(char);
  bool take_string(std::string_view& out);
  bool take_value();
  bool stop(State state) {
    state_ = state;
    return false;
  }
  std::string_view rest_;
  std::string_view key_;
  std::string_view raw_;
  State state_ = State::first;
};

// The time of a line, which every whole line begins with.
std::optional<Time> line_time(std::string_view line);
// The terms of a line as append_line() gave them.
Terms line_terms(std::string_view line);

}  // namespace postern::logs
