// The names of a part, as any reader might understand them. Readers differ in what they make of RFC 2231 and RFC 2047, of parameters
// that are there twice, and of broken quotes; a filter that knows one reading is passed by another.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mime/message.h"

namespace postern::attachments {

struct Names {
  std::string shown;             // shown_name() of the part: always one of the others, when there is any
  std::vector<std::string> all;  // UTF-8, paths and invisible characters still in them
  bool too_many = false;         // a limit was reached: there may be others
};

Names names_of(const mime::Message&, mime::PartIndex);

// The one name by which users see a part, in every protocol and page: no path, no control and no invisible characters, not endless. Empty when
// it has none.
std::string shown_name(const mime::Message&, mime::PartIndex);
std::string shown_name(std::string_view utf8);

}  // namespace postern::attachments
