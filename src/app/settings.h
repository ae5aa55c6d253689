// The settings that belong to the program as a whole, and the list of all rooms that have some.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/language.h"
#include "config/config.h"
#include "net/listener.h"

namespace postern::app {

struct ServerSettings {
  std::string host_name;                  // as greetings, Received fields and the own certificate say it; empty: the system's
  std::uint32_t reactors = 0;             // threads that carry connections; 0: one a core
  std::chrono::seconds stop_patience{5};  // for sessions to end by themselves when the server stops
  Language language = Language::en;       // in which it writes to who has none of his own
};

enum class Service : std::uint8_t { smtp, submission, lmtp, imap, pop3, api };

struct ListenerSetting {
  Service service = Service::smtp;
  std::string address = "::";  // an address of this host; "::" is all, IPv4 too
  std::uint16_t port = 0;
  net::TlsMode tls = net::TlsMode::starttls;
  std::vector<std::string> host_names;  // who asks by TLS for another is refused; the first greets. None: any name
  std::string certificate;           // the name whose certificate is shown to clients that ask for none; empty: the default one
  std::vector<std::string> proxies;  // networks from which a PROXY v2 header must come first; to the web it may
  std::uint32_t max_connections = 10'000;
  std::vector<std::string> roles;  // of a web listener, whom it serves: "webmail", "admin", "api", "dav". None: all of them

  [[nodiscard]] bool serves(std::string_view role) const;  // H02
  friend bool operator==(const ListenerSetting&, const ListenerSetting&) = default;
};

struct NetSettings {
  std::vector<ListenerSetting> listeners = shipped_listeners();

  static std::vector<ListenerSetting> shipped_listeners();
};

// What has to be bound before the settings can be read.
struct Binding {
  std::string address;
  std::uint16_t port = 0;

  friend bool operator==(const Binding&, const Binding&) = default;
};
struct Bindings {
  std::vector<Binding> ports;
};

std::string_view name(Service);

// Where a listener or a binding listens; its address has been checked.
net::Endpoint place_of(const ListenerSetting&);
net::Endpoint place_of(const Binding&);
// Whether the system gives only one of them: the same port of the same address, or of a wildcard and what it covers.
bool overlap(const net::Endpoint&, const net::Endpoint&);

}  // namespace postern::app
