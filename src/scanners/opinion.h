// What another program says of a message, in the few words that a server can act on.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::scanners {

enum class Verdict : std::uint8_t {
  passes,      // nothing is to be done for what it says
  unknown,     // it did not say
  put_off,     // not to be taken now
  quarantine,  // to be held for an administrator
  refuse,      // not to be taken
};

// To stand in front of a message. A value may be folded, by CRLF and white space, and has no line end.
struct HeaderField {
  std::string name, value;
  friend bool operator==(const HeaderField&, const HeaderField&) = default;
};

struct Opinion {
  std::string scanner;  // "clamav", "rspamd", "spamd", or where a milter listens
  Verdict verdict = Verdict::unknown;
  std::string words;                       // why, in one printable line
  bool lasting = false;                    // of unknown: asked again, it would not say either
  std::optional<std::int32_t> score = {};  // in hundredths; higher is worse
  std::vector<HeaderField> fields = {};
  std::uint16_t code = 0;  // what a client is to be told, where it says so: 4xx or 5xx
  std::string text = {};
};

// Printable ASCII in one line, of at most 300 octets: fit for a header, a log and a reply.
std::string plain_words(std::string_view);
// A score in hundredths; nothing for what is no number, or none that a score could be.
std::optional<std::int32_t> hundredths(double);
std::optional<std::int32_t> hundredths(std::string_view);

// It did not say, for this reason.
Opinion unknown(std::string_view scanner, std::string_view why);
Opinion never_known(std::string_view scanner, std::string_view why);

// RFC 5322 §3.6.8, in any case.
bool is_field_name(std::string_view);
// What can be put into a header as it is: folded rightly, no control characters, no line over 998 octets.   RFC 5322 §2.1.1
bool is_field_value(std::string_view);

// Line ends of any kind before white space become folds, others spaces.
std::string folded(std::string_view value);

}  // namespace postern::scanners
