// Everything that is ever logged or counted, named once, and the port through which rooms report it.
// Use: sink.write(Event::smtp_recipient_refused, session, {{Key::to, path}, {Key::code, 550}});
// Promises: write() never blocks on disk and never throws; text from outside is made printable by the log, not by the caller.
// Rule: no password, token or body is ever given to it, at any level (a test searches the logs of a whole session for them).
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <variant>

#include "base/ids.h"

namespace postern::events {

enum class Log : std::uint8_t { smtp_in, smtp_out, delivery, imap, pop3, web, ids, spam, administration, store, server };
inline constexpr std::size_t kLogs = 11;
enum class Level : std::uint8_t { exceptions, normal, detailed };

enum class Event : std::uint16_t;  // events/table.h: one row an event
enum class Key : std::uint8_t;     // events/table.h: one row a field name

struct Field {
  Key key;
  std::variant<std::int64_t, std::string_view> value;

  Field(Key k, std::string_view v) : key(k), value(v) {}
  template <std::integral N>
  Field(Key k, N v) : key(k), value(static_cast<std::int64_t>(v)) {}
};

class Sink {
 public:
  // Any thread. Views in the fields need to live only for the call.
  virtual void write(Event, SessionId, std::span<const Field>) = 0;
  void write(Event event, SessionId session, std::initializer_list<Field> fields) {
    write(event, session, std::span<const Field>(fields.begin(), fields.size()));
  }
  // False when the event's log is set to a level that leaves it out: lets callers skip building costly fields.
  [[nodiscard]] virtual bool wants(Event) const = 0;

 protected:
  ~Sink() = default;
};

}  // namespace postern::events
