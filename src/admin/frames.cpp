// Reading and writing the lines of the local socket.
#include "admin/frames.h"

#include <array>

namespace postern::admin {
namespace {

constexpr std::array kFailures{Failure::invalid,  Failure::not_found, Failure::exists,     Failure::denied,
                               Failure::conflict, Failure::too_large, Failure::over_quota, Failure::unavailable,
                               Failure::corrupt,  Failure::io,        Failure::timeout,    Failure::closed};

std::optional<json::object> parse_object(std::string_view line) {
  boost::system::error_code bad;
  auto value = json::parse(line, bad);
  if (bad || !value.is_object()) return {};
  return std::move(value.get_object());
}

std::string text_at(const json::object& o, std::string_view key) {
  const auto* v = o.if_contains(key);
  return v && v->is_string() ? std::string(v->get_string()) : std::string();
}

Error error_from(const json::object& o) {
  Error out{Failure::invalid, text_at(o, "text"), {}, std::source_location::current()};
  const auto kind = text_at(o, "kind");
  for (const auto one : kFailures)
    if (name(one) == kind) out.kind = one;
  return out;
}

std::string line_of(const json::object& o) { return json::serialize(o) + '\n'; }

}  // namespace

bool Lines::add(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > limit_) return false;
  buffer_.append(bytes);
  return true;
}

std::optional<std::string> Lines::next() {
  const auto end = buffer_.find('\n', searched_);
  if (end == buffer_.npos) {
    searched_ = buffer_.size();
    return {};
  }
  auto line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  searched_ = 0;
  return line;
}

Result<CallLine> parse_call(std::string_view line) {
  auto call = parse_object(line);
  auto* operation = call ? call->if_contains("operation") : nullptr;
  auto* arguments = call ? call->if_contains("arguments") : nullptr;
  if (!operation || !operation->is_string() || !arguments || !arguments->is_object())
    return fail(Failure::invalid, "A call is {\"operation\": ..., \"arguments\": {...}}");
  return CallLine{std::string(operation->get_string()), std::move(arguments->get_object())};
}

std::string call_line(std::string_view operation, const json::object& arguments) {
  return line_of({{"operation", operation}, {"arguments", arguments}});
}

Result<AnswerLine> parse_answer(std::string_view line) {
  auto answer = parse_object(line);
  if (!answer) return fail(Failure::corrupt, "The server's answer cannot be read");
  if (auto* step = answer->if_contains("progress")) return AnswerLine{.is_progress = true, .value = std::move(*step)};
  if (auto* result = answer->if_contains("result")) return AnswerLine{.is_progress = false, .value = std::move(*result)};
  if (auto* error = answer->if_contains("error"); error && error->is_object())
    return AnswerLine{.is_progress = false, .value = std::unexpected(error_from(error->get_object()))};
  return fail(Failure::corrupt, "The server's answer cannot be read");
}

std::string progress_line(const json::value& step) { return line_of({{"progress", step}}); }

std::string end_line(const Result<json::value>& done) {
  if (done) return line_of({{"result", *done}});
  return line_of({{"error", {{"kind", name(done.error().kind)}, {"text", done.error().text}}}});
}

}  // namespace postern::admin
