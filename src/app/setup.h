// postern setup: everything a server needs before its first start. Safe to repeat: what is there stays.
#pragma once
#include <string>

namespace postern::app {

struct SetupOptions {
  std::string dir;               // the whole state under this folder; empty: /etc/postern, /var/lib/postern and a systemd unit
  std::string user = "postern";  // made when it is missing; used only when root calls
  std::string plan;              // path of a plan: settings, domains, accounts
};

// The exit code.
int setup(const SetupOptions&, bool as_json);

}  // namespace postern::app
