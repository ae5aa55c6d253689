// Failures as response codes of RFC 9051 §7.1 and RFC 5530.
#include "imap/outcome.h"

#include "base/text.h"

namespace postern::imap {
namespace {

std::string_view code(Failure kind) {
  switch (kind) {
    case Failure::invalid: return "CANNOT";
    case Failure::not_found: return "NONEXISTENT";
    case Failure::exists: return "ALREADYEXISTS";
    case Failure::denied: return "NOPERM";
    case Failure::conflict: return "INUSE";
    case Failure::too_large: return "LIMIT";
    case Failure::over_quota: return "OVERQUOTA";
    case Failure::corrupt: return "CORRUPTION";
    case Failure::unavailable:
    case Failure::io:
    case Failure::timeout:
    case Failure::closed: return "UNAVAILABLE";
  }
  return "SERVERBUG";
}

Outcome with_code(std::string_view word, const Error& error) {
  std::string text = "[";
  text += word;
  text += "] ";
  text += error.text.empty() ? std::string("Not possible") : printable(error.text);
  return no(std::move(text));
}

}  // namespace

Outcome refused(const Error& error) { return with_code(code(error.kind), error); }

Outcome refused_target(const Error& error) {
  return with_code(error.kind == Failure::not_found ? "TRYCREATE" : code(error.kind), error);
}

}  // namespace postern::imap
