// What an administrator says about reports: those that go to others, and those that come about our domains. The values are the hardened ones.
#pragma once
#include <string>

namespace postern::reports {

struct Settings {
  bool send_tls = true;
  bool send_dmarc = true;
  bool read = true;
  bool proven_only = true;                // reports that come: only from whom DMARC has proven
  std::string local_part = "postmaster";  // where they are sent to, in each of our domains
  std::string organization;               // who reports; empty: the host's name
};

}  // namespace postern::reports
