// The fields of a message's header as signatures choose them: by name, from the bottom up, each once (RFC 6376 §5.4.2).
// The message must outlive it.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mime/message.h"
#include "senderauth/canonical.h"

namespace postern::senderauth {

class HeaderFields {
 public:
  explicit HeaderFields(const mime::Message&);

  // The header was kept whole by the parser; what was cut cannot be verified.
  [[nodiscard]] bool complete() const { return complete_; }
  // Octets as they came, in the order of the header. Names in lower case.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }  // each name, in the order of its first field

  // SHA-256 over the named fields in their canonical form, and then over a signature field with the value of its b= taken out and
  // without its last line end (RFC 6376 §3.7). A name for which there is no field left adds nothing.
  [[nodiscard]] std::string hash(std::span<const std::string> names, Canonical, std::string_view signature_field) const;

 private:
  std::map<std::string, std::vector<std::string_view>, std::less<>> by_name_;
  std::vector<std::string> names_;
  bool complete_ = true;
};

// What follows the colon of a field.
std::string_view value_of_field(std::string_view field);
// The field with an empty b= (RFC 6376 §3.5), everything else as it is.
std::string without_signature(std::string_view field);

}  // namespace postern::senderauth
