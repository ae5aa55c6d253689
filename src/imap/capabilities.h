// The words of CAPABILITY: each is advertised where it works, and names the test that shows it.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "imap/context.h"

namespace postern::imap {

struct Capability {
  std::string_view word;
  std::string_view rfc;
  std::string_view test;  // "Suite.name" of a test of this room (capabilities_test.cpp looks for it)
  enum class When : std::uint8_t { always, before_login, after_login, with_starttls, without_password, with_compression } when;
};

std::span<const Capability> capabilities();

// " IMAP4rev2 ..." for this session at this moment; AUTH= and APPENDLIMIT= with their values.
void append_capabilities(const Context&, std::string& out);

}  // namespace postern::imap
