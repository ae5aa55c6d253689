// The daily look at passwords that are about to end: their owners are told by mail (H07).
#pragma once
#include <string>

#include "auth/password_policy.h"
#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "delivery/delivery.h"
#include "directory/directory.h"

namespace postern::app {

struct PasswordChore {
  directory::Directory& directory;
  delivery::Delivery& delivery;
  auth::PasswordPolicy policy;
  std::string host;
  Random& random;
  const TimeSource& time;
  Language language = Language::en;  // of who has none of his own, nor has his domain
};

// How many were told. Who could not be told now, with a full mailbox for instance, is tried the next time.
Task<Result<std::size_t>> tell_about_passwords(PasswordChore);

}  // namespace postern::app
