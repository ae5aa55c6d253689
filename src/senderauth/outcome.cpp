// The words.
#include "senderauth/outcome.h"

namespace postern::senderauth {

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case Outcome::none: return "none";
    case Outcome::neutral: return "neutral";
    case Outcome::pass: return "pass";
    case Outcome::fail: return "fail";
    case Outcome::softfail: return "softfail";
    case Outcome::policy: return "policy";
    case Outcome::temperror: return "temperror";
    case Outcome::permerror: return "permerror";
  }
  return "none";
}

}  // namespace postern::senderauth
