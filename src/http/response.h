// What is answered: one body, or a source that goes on for as long as somebody listens. Every answer has the security fields
// of one table, a date, and no word about the product.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/executor.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "http/request.h"

namespace postern::http {

// The rest of an answer that comes piece by piece, the next one once the client has taken the one before. Called on the session's
// reactor.
class Source {
 public:
  virtual ~Source() = default;
  // The next piece; an empty one when nothing came until then; none at the end. After an error the answer is cut off, and shows it.
  virtual Task<Result<std::optional<std::string>>> next(Deadline until) = 0;
  // What is said in between to find out whether anybody is there. Empty: the pieces are one thing, to which nothing is added and
  // whose end is told only when it is reached.
  [[nodiscard]] virtual std::string_view heartbeat() const { return {}; }
};

// What a browser may do with an answer.
enum class Surface : std::uint8_t {
  data,   // show or save it; nothing in it runs
  shell,  // a page of ours, which runs our scripts and talks to us alone
};

// Who may keep a copy.
enum class Copies : std::uint8_t {
  none,
  checked,    // asks before each use whether it still holds
  immutable,  // anybody, for a year: its name changes with it
};

struct Response {
  std::uint16_t status = 200;
  std::string content_type = {};
  std::vector<Field> fields = {};  // besides those of every answer
  Surface surface = Surface::data;
  Copies copies = Copies::none;
  std::string body = {};
  std::unique_ptr<Source> source = {};  // instead of a body
  bool closes = false;                  // the connection ends after it
};

std::string_view reason(std::uint16_t status);
// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7)
std::string http_date(Time);

// The fields that every answer has: no sniffing, no framing, no scripts but ours, no referrer, TLS from here on.
const std::vector<Field>& security_fields(Surface);

// Status line and fields, with the empty line. A body's length is told also when the answer to HEAD leaves it out.
std::string head_of(const Response&, Time now, bool closes);

}  // namespace postern::http
