// A DNS name in the one form in which it is asked, compared and remembered.
// Use: auto name = dns::parse_name("Mail.Example."); name->text() == "mail.example".
// Promises: lower case, no trailing dot, labels of 1 to 63 octets, 253 octets in all (RFC 1035 §2.3.4); octets are printable ASCII, so that
// a name can be logged and handed to a resolver. U-labels are refused: address/idn.h makes A-labels of them.
#pragma once
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace postern::dns {

inline constexpr std::size_t kLongestLabel = 63;
inline constexpr std::size_t kLongestName = 253;

class Name {
 public:
  Name() = default;  // the root
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool is_root() const { return text_.empty(); }
  [[nodiscard]] std::size_t labels() const;
  [[nodiscard]] Name last(std::size_t labels) const;     // its right-most labels; the whole name when it has no more
  [[nodiscard]] Name parent() const;                     // without its first label; the root's is the root
  [[nodiscard]] bool is_within(const Name& zone) const;  // the same name or one below it
  friend auto operator<=>(const Name&, const Name&) = default;

 private:
  explicit Name(std::string text) : text_(std::move(text)) {}
  friend std::optional<Name> parse_name(std::string_view);
  std::string text_;
};

// Nothing when it is no name: an empty or long label, a backslash, a control character, an octet over 126. "" and "." are the root.
std::optional<Name> parse_name(std::string_view);
// `labels` in front of a name, as in "_dmarc" and "example.org"; nothing when the whole is too long.
std::optional<Name> join(std::string_view labels, const Name&);

}  // namespace postern::dns
