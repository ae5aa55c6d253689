// One connection: head, permission, body, answer, and again.
#include <fmt/format.h>

#include <algorithm>

#include "events/table.h"
#include "http/forwarded.h"
#include "http/http.h"
#include "net/pace.h"

namespace postern::http {
namespace {

// How often, and for how long, it is looked whether the server stops or the peer has gone while a source is silent.
constexpr std::chrono::seconds kLook{2};
constexpr std::chrono::milliseconds kGlance{10};
constexpr std::chrono::seconds kHeartbeat{15};  // how often a silent source says that it is there
constexpr std::size_t kBlock = 16 * 1024;
constexpr std::chrono::minutes kWholeBody{5};  // who may ask when it begins may have lost that when it ends
constexpr std::size_t kSlice = 64 * 1024;

// What is left of the connection after a request.
enum class After : std::uint8_t { next, end };

struct Session {
  net::Stream& stream;
  const Settings& settings;
  const Ports& ports;
  const HeadLimits limits = {};
  std::string input = {};  // of the present request and, pipelined, of those behind it
  std::uint32_t requests = 0;

  [[nodiscard]] Deadline in(std::chrono::seconds patience) const { return ports.time.steady() + patience; }
};

void tell(const Session& s, const Request& request, const IpAddress& from, std::uint16_t status) {
  if (!s.ports.events.wants(events::Event::http_request)) return;
  s.ports.events.write(events::Event::http_request, s.stream.session(),
                       {{events::Key::ip, from.text()},
                        {events::Key::command, name(request.method)},
                        {events::Key::path, request.path_text()},
                        {events::Key::code, std::int64_t{status}}});
}

Task<Result<void>> write(Session& s, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto slice = bytes.substr(0, kSlice);
    auto written = co_await s.stream.write(slice, s.in(s.settings.body_timeout));
    if (!written) co_return written;
    bytes.remove_prefix(slice.size());
  }
  co_return Result<void>{};
}

// RFC 9112 §7.1
std::string chunk(std::string_view piece) { return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece); }

// Who has gone while nothing is said to him. What he sends meanwhile is his next request, and he is not looked at again until it is read.
// To a file he may have said all that he has to say.
Task<bool> has_left(Session& s, const Source& source) {
  if (source.heartbeat().empty() || !s.input.empty()) co_return false;
  const auto until = s.ports.time.steady() + kGlance;
  const auto awake = co_await s.stream.wait(until);
  if (!awake) co_return !s.stream.is_stopping();
  if (*awake != net::Wake::readable) co_return false;
  const auto bytes = co_await s.stream.read(until);
  if (!bytes) co_return bytes.error().kind != Failure::timeout && !s.stream.is_stopping();
  s.input += *bytes;
  co_return bytes->empty();
}

// Pieces as they come. At the server's end what has no end of its own ends as if it were done.
Task<Result<void>> write_source(Session& s, Source& source) {
  auto heartbeat = s.in(kHeartbeat);
  while (!s.stream.is_stopping()) {
    auto piece = co_await source.next(std::min(heartbeat, s.in(kLook)));
    if (!piece) co_return std::unexpected(piece.error());
    if (!*piece) co_return co_await write(s, "0\r\n\r\n");
    std::string_view said = **piece;
    if (said.empty()) {
      const bool left = co_await has_left(s, source);
      if (left) co_return fail(Failure::closed, "Connection closed");
      if (s.ports.time.steady() < heartbeat) continue;
      said = source.heartbeat();
    }
    heartbeat = s.in(kHeartbeat);
    if (said.empty()) continue;
    const auto bytes = chunk(said);
    auto written = co_await write(s, bytes);
    if (!written) co_return written;
  }
  if (source.heartbeat().empty()) co_return fail(Failure::closed, "The server is stopping");
  co_return co_await write(s, "0\r\n\r\n");
}

Task<After> send(Session& s, Response response, bool leave_out_body, bool keep) {
  const bool closes = !keep || response.closes || s.requests >= s.settings.requests_per_connection || s.stream.is_stopping();
  auto bytes = head_of(response, s.ports.time.now(), closes);
  if (!leave_out_body) bytes += response.body;
  auto written = co_await write(s, bytes);
  if (written && response.source && !leave_out_body) written = co_await write_source(s, *response.source);
  co_return !written || closes ? After::end : After::next;
}

Task<After> refuse(Session& s, Refusal refusal) {
  co_return co_await send(s, s.ports.site.problem(refusal.status, refusal.why), false, false);
}

// The head of the next request, cut from the input. No request: the peer has gone, or a refusal was sent.
Task<std::optional<Request>> read_head(Session& s) {
  HeadScanner scanner(s.limits);
  net::Pace pace;
  while (true) {
    const auto size = scanner.look(s.input);
    if (!size) {
      co_await refuse(s, size.error());
      co_return std::nullopt;
    }
    if (*size > 0) {
      auto request = parse_head(std::string_view(s.input).substr(0, *size), s.limits);
      s.input.erase(0, *size);
      if (request) co_return std::move(*request);
      co_await refuse(s, request.error());
      co_return std::nullopt;
    }
    const auto patience = s.input.empty() ? s.settings.idle_timeout : s.settings.head_timeout;
    auto bytes = co_await s.stream.read(pace.until(s.ports.time.steady(), patience));
    if (!bytes && bytes.error().kind == Failure::timeout && !s.input.empty())
      co_await refuse(s, Refusal{408, "The request took too long"});
    if (!bytes || bytes->empty()) co_return std::nullopt;
    if (s.input.empty()) pace.done();
    s.input += *bytes;
  }
}

// As many octets as the head said. Nothing when the peer has gone or was too slow.
Task<std::optional<std::string>> read_body(Session& s, const Request& request) {
  if (request.expects_continue && s.input.empty() && request.content_length > 0) {
    auto written = co_await s.stream.write("HTTP/1.1 100 Continue\r\n\r\n", s.in(s.settings.body_timeout));
    if (!written) co_return std::nullopt;
  }
  net::Pace pace;
  const auto latest = s.ports.time.steady() + kWholeBody;
  while (s.input.size() < request.content_length) {
    auto bytes = co_await s.stream.read(std::min(latest, pace.until(s.ports.time.steady(), s.settings.body_timeout)));
    if (!bytes && bytes.error().kind == Failure::timeout) co_await refuse(s, Refusal{408, "The body took too long"});
    if (!bytes || bytes->empty()) co_return std::nullopt;
    pace.moved(bytes->size(), kBlock);
    s.input += *bytes;
  }
  auto body = s.input.substr(0, request.content_length);
  s.input.erase(0, request.content_length);
  co_return std::move(body);
}

Task<std::optional<Response>> answer(Session& s, const Request& request, Exchange& exchange) {
  if (request.content_length > exchange.body_limit()) {
    auto too_large = s.ports.site.problem(413, "The body is too large");
    too_large.closes = true;
    co_return std::move(too_large);
  }
  auto body = co_await read_body(s, request);
  if (!body) co_return std::nullopt;
  auto response = co_await exchange.answer(std::move(*body));
  co_return std::move(response);
}

// What ends the connection by the head alone, before the site is asked.
Response ends_with(Session& s, Refusal refusal) {
  auto out = s.ports.site.problem(refusal.status, refusal.why);
  out.closes = true;
  return out;
}

Task<After> serve_request(Session& s, const Request& request) {
  std::optional<Response> response;
  std::unique_ptr<Exchange> exchange;
  const auto from = client_of(request, s.stream.peer().address, s.ports.proxies);
  if (!s.ports.site.is_called(request.host, s.stream.local().address)) {
    response = ends_with(s, {421, "No such host is served here"});
  } else if (!from) {
    response = ends_with(s, from.error());
  } else {
    auto opened = co_await s.ports.site.open(request, Client{*from, s.stream.session(), s.stream.is_tls()});
    if (auto* refused = std::get_if<Response>(&opened)) {
      response = std::move(*refused);
      if (request.content_length > 0) response->closes = true;  // its body is not read, and so the next head is not found
    } else {
      exchange = std::move(std::get<std::unique_ptr<Exchange>>(opened));
      response = co_await answer(s, request, *exchange);
      if (!response) co_return After::end;
    }
  }
  tell(s, request, from.value_or(s.stream.peer().address), response->status);
  co_return co_await send(s, std::move(*response), request.method == Method::head, request.keep_alive);
}

}  // namespace

Task<void> serve(net::Stream& stream, std::shared_ptr<const Settings> settings, Ports ports) {
  Session session{stream, *settings, ports};
  auto after = After::next;
  while (after == After::next) {
    stream.now(net::Doing::command);
    auto request = co_await read_head(session);
    if (!request) break;
    ++session.requests;
    stream.now(net::Doing::working);
    after = co_await serve_request(session, *request);
  }
  stream.close();
}

}  // namespace postern::http
