// The head of an answer.
#include "http/response.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace postern::http {
namespace {

struct StatusRow {
  std::uint16_t status;
  std::string_view reason;
};
constexpr std::array kStatus{StatusRow{200, "OK"},
                             StatusRow{201, "Created"},
                             StatusRow{204, "No Content"},
                             StatusRow{304, "Not Modified"},
                             StatusRow{400, "Bad Request"},
                             StatusRow{401, "Unauthorized"},
                             StatusRow{403, "Forbidden"},
                             StatusRow{404, "Not Found"},
                             StatusRow{405, "Method Not Allowed"},
                             StatusRow{408, "Request Timeout"},
                             StatusRow{409, "Conflict"},
                             StatusRow{411, "Length Required"},
                             StatusRow{412, "Precondition Failed"},
                             StatusRow{413, "Content Too Large"},
                             StatusRow{414, "URI Too Long"},
                             StatusRow{415, "Unsupported Media Type"},
                             StatusRow{417, "Expectation Failed"},
                             StatusRow{421, "Misdirected Request"},
                             StatusRow{422, "Unprocessable Content"},
                             StatusRow{429, "Too Many Requests"},
                             StatusRow{431, "Request Header Fields Too Large"},
                             StatusRow{500, "Internal Server Error"},
                             StatusRow{501, "Not Implemented"},
                             StatusRow{503, "Service Unavailable"},
                             StatusRow{505, "HTTP Version Not Supported"},
                             StatusRow{507, "Insufficient Storage"}};

// What goes into a field has no control character, whoever wrote it: nothing splits an answer.
void add_field(std::string& out, std::string_view name, std::string_view value) {
  fmt::format_to(std::back_inserter(out), "{}: ", name);
  for (const char c : value)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
  out += "\r\n";
}

bool has_body(std::uint16_t status) { return status != 204 && status != 304; }

}  // namespace

std::string_view reason(std::uint16_t status) {
  const auto row = std::ranges::find(kStatus, status, &StatusRow::status);
  return row == kStatus.end() ? std::string_view("Other") : row->reason;
}

std::string http_date(Time now) {
  const auto date = rfc5322_date(now);
  return date.substr(0, date.rfind(' ')) + " GMT";
}

namespace {

// Of a shell, scripts, styles and requests are ours, from files of their own; what turns text into a script is closed but for the worker
// of the web mail, whose policy has that name.
constexpr std::string_view kShellPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src "
    "'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types worker";
constexpr std::string_view kDataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr auto kNoDevices =
    "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

std::vector<Field> fields_with(std::string_view policy) {
  return {{"Strict-Transport-Security", "max-age=63072000"},
          {"X-Content-Type-Options", "nosniff"},
          {"X-Frame-Options", "DENY"},
          {"Content-Security-Policy", std::string(policy)},
          {"Referrer-Policy", "no-referrer"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Permissions-Policy", kNoDevices}};
}

std::string_view words(Copies copies) {
  switch (copies) {
    case Copies::none: return "no-store";
    case Copies::checked: return "no-cache";
    case Copies::immutable: return "public, max-age=31536000, immutable";
  }
  return "no-store";
}

}  // namespace

const std::vector<Field>& security_fields(Surface surface) {
  static const std::vector<Field> data = fields_with(kDataPolicy), shell = fields_with(kShellPolicy);
  return surface == Surface::shell ? shell : data;
}

std::string head_of(const Response& r, Time now, bool closes) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", r.status, reason(r.status));
  add_field(out, "Date", http_date(now));
  for (const auto& f : security_fields(r.surface)) add_field(out, f.name, f.value);
  add_field(out, "Cache-Control", words(r.copies));
  for (const auto& f : r.fields) add_field(out, f.name, f.value);
  if (!r.content_type.empty()) add_field(out, "Content-Type", r.content_type);
  if (r.source)
    add_field(out, "Transfer-Encoding", "chunked");
  else if (has_body(r.status))
    add_field(out, "Content-Length", fmt::to_string(r.body.size()));
  if (closes) add_field(out, "Connection", "close");
  return out + "\r\n";
}

}  // namespace postern::http
