// What the administrators of a domain may set in it themselves. Everything else is for those who administer the whole server.
#pragma once
#include <cstdint>

namespace postern::admin {

// A domain only tightens what it has of a group that is shipped open, or does with it as its own people like.
struct DomainAdministration {
  bool sign_in = true;
  bool receiving = true;
  bool countries = true;
  bool spam = true;
  bool attachments = true;
  bool forgotten_passwords = false;
  bool sending = false;
  bool notices = false;
};
using DomainGroup = bool DomainAdministration::*;

}  // namespace postern::admin
