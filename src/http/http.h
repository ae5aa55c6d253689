// The HTTP/1.1 server side of one connection.
// Use: co_await http::serve(stream, settings, ports);  once accepted, and after TLS.
// Promises: a request that the site does not want is answered before its body is read; no more is held than a head and a body
//   of the size that the site allows; every wait has a deadline; after an error of grammar nothing more is read.
// Log: one event a request, with method, path and status. No field of a request is logged.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/ip_address.h"
#include "base/task.h"
#include "base/time.h"
#include "events/events.h"
#include "http/request.h"
#include "http/response.h"
#include "http/settings.h"
#include "net/stream.h"

namespace postern::http {

// From where a request comes.
struct Client {
  IpAddress address;  // the client's own, also behind listed proxies
  SessionId session;
  bool tls = false;
};

// A request that has been let in: its body is read, then it is carried out.
class Exchange {
 public:
  virtual ~Exchange() = default;
  [[nodiscard]] virtual std::size_t body_limit() const = 0;
  virtual Task<Response> answer(std::string body) = 0;
};
using Opened = std::variant<Response, std::unique_ptr<Exchange>>;

// What is served. Called on the reactor of each session, for many of them at once.
class Site {
 public:
  virtual ~Site() = default;
  // H02: whether it goes by that name (in lower case, without port) on the connection's own address.
  [[nodiscard]] virtual bool is_called(std::string_view host, const IpAddress& local) const = 0;
  // Lets a request in, or answers it, by its head alone. The request outlives the exchange.
  virtual Task<Opened> open(const Request&, const Client&) = 0;
  // The body of an answer that the session gives by itself, in the site's own form.
  [[nodiscard]] virtual Response problem(std::uint16_t status, std::string_view why) const = 0;
};

struct Ports {
  Site& site;
  const TimeSource& time;
  events::Sink& events;
  std::vector<IpNetwork> proxies = {};  // whose forwarding fields are believed: http/forwarded.h
};

Task<void> serve(net::Stream& stream, std::shared_ptr<const Settings> settings, Ports ports);

}  // namespace postern::http
