// A mailbox as SMTP, the directory and the queue speak of it: a local part and a domain or address literal.
// Use: auto m = parse_mailbox(R"("john doe"+x@Example.COM)", Charset::ascii).
// Promises: text() is byte for byte what was parsed; comparisons go by key(), never by text().
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "address/domain.h"
#include "base/result.h"

namespace postern::address {

// Whether UTF-8 may occur: it may where SMTPUTF8 was asked for (RFC 6531 §3.3).
enum class Charset : std::uint8_t { ascii, utf8 };

class Mailbox {
 public:
  Mailbox() = default;

  [[nodiscard]] const std::string& text() const { return text_; }    // as it was written, quotes and case kept
  [[nodiscard]] const std::string& local() const { return local_; }  // without quotes and backslashes
  [[nodiscard]] const Domain& domain() const { return domain_; }     // empty when a literal stands there
  [[nodiscard]] const std::optional<AddressLiteral>& literal() const { return literal_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

  // Local part with only the quotes it needs, then the domain in A-labels or the literal.
  [[nodiscard]] std::string normal() const;
  // Equal for two spellings of one mailbox here: NFC, case folded, quotes removed (RFC 5321 §2.4 leaves case to the final host).
  [[nodiscard]] std::string key() const;
  [[nodiscard]] std::string local_key() const;

  // The text or the domain's U-labels need SMTPUTF8 to be sent on; a domain alone does not, it goes as A-labels.
  [[nodiscard]] bool needs_utf8() const;
  // Percent hack, bang path, at sign or colon in the local part: another host's route in our clothes. SMTP judges it.
  [[nodiscard]] bool has_routing_characters() const;

  struct Split {
    std::string_view user;
    std::optional<std::string_view> detail;
  };
  // RFC 5233 §4 "user+detail". A separator at the very start splits nothing. Views into local().
  [[nodiscard]] Split split(char separator) const;

  // A mailbox made here, for example from a directory entry. The local part comes without quotes.
  static Result<Mailbox> make(std::string_view local, const Domain&);

  friend bool operator==(const Mailbox& a, const Mailbox& b) { return a.key() == b.key(); }

 private:
  friend class PathCursor;
  std::string text_, local_;
  Domain domain_;
  std::optional<AddressLiteral> literal_;
};

// RFC 5321 §4.1.2 Mailbox, the whole text. Local part at most 64 octets (§4.5.3.1.1), domain 255 (§4.5.3.1.2).
Result<Mailbox> parse_mailbox(std::string_view, Charset);

// "a.b" stays, "a b" becomes "\"a b\"".
std::string quoted_local(std::string_view local);
// NFC and case folding of a local part: the form in which two of them are compared.
std::string local_key(std::string_view local);

}  // namespace postern::address
