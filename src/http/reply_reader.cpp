// Head, then a body that says how long it is, or comes in chunks that do.
#include "http/reply_reader.h"

#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"

namespace postern::http {
namespace {

constexpr std::size_t kLongestHead = 16 << 10;
constexpr std::size_t kLongestLine = 1024;  // of a chunk's size, or of a trailer

std::unexpected<Error> too_large() { return fail(Failure::too_large, "The answer is larger than it may be"); }
std::unexpected<Error> not_http() { return fail(Failure::invalid, "What the host answers is not HTTP"); }

// status-line = HTTP-version SP status-code SP [ reason-phrase ]   RFC 9112 §4
std::optional<std::uint16_t> status_in(std::string_view head) {
  if (!head.starts_with("HTTP/1.") || head.size() < 12 || head[8] != ' ') return {};
  const auto status = number<std::uint16_t>(head.substr(9, 3), 999);
  return status && *status >= 100 ? status : std::nullopt;
}

// The value of a field, trimmed; of several the first.
std::optional<std::string_view> field_in(std::string_view head, std::string_view name) {
  for (auto at = head.find("\r\n"); at != head.npos && at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
    const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() > name.size() && line[name.size()] == ':' && starts_nocase(line, name))
      return trim(line.substr(name.size() + 1));
  }
  return {};
}

}  // namespace

// RFC 9112 §6.3
Result<void> ReplyReader::head(std::string_view text) {
  const auto status = status_in(text);
  if (!status) return not_http();
  if (*status < 200) return {};  // an interim answer: the next is waited for   RFC 9110 §15.2
  reply_.status = *status;
  at_ = At::whole;
  if (most_ == 0 || *status == 204 || *status == 304) return {};
  if (const auto coding = field_in(text, "transfer-encoding")) {
    if (!equal_nocase(*coding, "chunked")) return fail(Failure::invalid, "The answer is coded in a way that was not asked for");
    at_ = At::size;
    return {};
  }
  const auto size = field_in(text, "content-length");
  if (!size) return fail(Failure::invalid, "The answer does not say how long it is");
  const auto octets = number<std::size_t>(*size, most_);
  if (!octets) return too_large();
  left_ = *octets;
  if (left_ != 0) at_ = At::body;
  return {};
}

// chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF   RFC 9112 §7.1
Result<void> ReplyReader::size_line(std::string_view text) {
  text = trim(text.substr(0, text.find(';')));
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), left_, 16);
  if (bad == std::errc::result_out_of_range) return too_large();
  if (bad != std::errc{} || end != text.data() + text.size()) return not_http();
  if (left_ > most_ - reply_.body.size()) return too_large();
  at_ = left_ == 0 ? At::trailers : At::chunk;
  return {};
}

Result<bool> ReplyReader::line(std::string_view& bytes) {
  const auto end = bytes.find('\n');
  const auto piece = bytes.substr(0, end);
  if (line_.size() + piece.size() > kLongestLine) return not_http();
  line_ += piece;
  bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
  if (end == std::string_view::npos) return false;
  if (!line_.ends_with('\r')) return not_http();
  line_.pop_back();
  return true;
}

void ReplyReader::keep(std::string_view& bytes, At next) {
  const auto piece = bytes.substr(0, left_);
  reply_.body += piece;
  bytes.remove_prefix(piece.size());
  left_ -= piece.size();
  if (left_ == 0) at_ = next;
}

Result<void> ReplyReader::head_piece(std::string_view& bytes) {
  const auto had = head_.size();
  head_ += bytes.substr(0, kLongestHead + 1 - had);
  const auto end = head_.find("\r\n\r\n", had < 3 ? 0 : had - 3);  // it may lie across two pieces
  if (end == head_.npos && head_.size() > kLongestHead) return fail(Failure::too_large, "The answer has no end");
  bytes.remove_prefix(end == head_.npos ? bytes.size() : end + 4 - had);
  if (end == head_.npos) return {};
  const auto text = std::exchange(head_, {});
  return head(std::string_view(text).substr(0, end + 2));
}

Result<void> ReplyReader::line_piece(std::string_view& bytes) {
  auto ended = line(bytes);
  if (!ended) return pass_on(ended);
  if (!*ended) return {};
  const auto text = std::exchange(line_, {});
  if (at_ == At::size) return size_line(text);
  if (at_ == At::chunk_end) {
    if (!text.empty()) return not_http();
    at_ = At::size;
    return {};
  }
  trailers_ += text.size() + 2;
  if (trailers_ > kLongestHead) return too_large();
  if (text.empty()) at_ = At::whole;
  return {};
}

Result<bool> ReplyReader::feed(std::string_view bytes) {
  while (!bytes.empty() && at_ != At::whole) {
    Result<void> done;
    switch (at_) {
      case At::head: done = head_piece(bytes); break;
      case At::body: keep(bytes, At::whole); break;
      case At::chunk: keep(bytes, At::chunk_end); break;
      case At::size:
      case At::chunk_end:
      case At::trailers: done = line_piece(bytes); break;
      case At::whole: break;
    }
    if (!done) return pass_on(done);
  }
  return at_ == At::whole;
}

}  // namespace postern::http
