// The base subject, by which messages are sorted and threaded (RFC 5256 §2.1).
#pragma once
#include <string>
#include <string_view>

namespace postern::mime {

struct BaseSubject {
  std::string text;       // UTF-8, in the case it was written in
  bool is_reply = false;  // something that marks replies or forwards was taken off
};

// From the raw value of a Subject field.
BaseSubject base_subject(std::string_view raw_value);

}  // namespace postern::mime
