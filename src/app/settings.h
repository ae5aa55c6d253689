// The settings that belong to the program as a whole, and the list of all rooms that have some.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "config/config.h"
#include "net/listener.h"

namespace postern::app {

struct ServerSettings {
  std::string host_name;                  // as greetings, Received fields and the own certificate say it; empty: the system's
  std::uint32_t reactors = 0;             // threads that carry connections; 0: one a core
  std::chrono::seconds stop_patience{5};  // for sessions to end by themselves when the server stops
};

enum class Service : std::uint8_t { smtp, submission, imap, pop3 };

struct ListenerSetting {
  Service service = Service::smtp;
  std::string address = "::";  // an address of this host; "::" is all, IPv4 too
  std::uint16_t port = 0;
  net::TlsMode tls = net::TlsMode::starttls;
  std::vector<std::string>
      host_names;                    // the first greets, and its certificate is the default one. None: the server's host name
  std::string certificate;           // the name whose certificate is shown to clients that name none; empty: the default one
  std::vector<std::string> proxies;  // networks from which a PROXY v2 header must come first
  std::uint32_t max_connections = 10'000;

  friend bool operator==(const ListenerSetting&, const ListenerSetting&) = default;
};

struct NetSettings {
  std::vector<ListenerSetting> listeners = shipped_listeners();

  static std::vector<ListenerSetting> shipped_listeners();
};

struct GuardSettings {
  bool enforce = true;  // limits on connections, rates and the errors of a session
};

std::string_view name(Service);

}  // namespace postern::app
