// How administrators are told what they are to know.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/secret.h"

namespace postern::notify {

struct Settings {
  std::vector<std::string> mail_to;       // mailboxes of this server
  std::vector<std::string> mail_without;  // names of events
  std::chrono::minutes mail_every{15};
  std::string webhook_url;  // https://host[:port]/path; empty: none
  Secret webhook_secret;
  std::string webhook_ca;  // a PEM file, besides what the system trusts
  bool webhook_inside = false;
  std::chrono::seconds collect{10};
};

}  // namespace postern::notify
