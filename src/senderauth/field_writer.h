// Writes a field of tags, folded, as signers make them.
// Use: FieldWriter field("DKIM-Signature"); field.tag("v", "1"); field.list("h", names); field.tag("b", ""); field.text()
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace postern::senderauth {

class FieldWriter {
 public:
  static constexpr std::size_t kBase64Line = 72;

  explicit FieldWriter(std::string_view name) : text_(std::string(name) + ":"), column_(text_.size()) {}

  void tag(std::string_view name, std::string_view value);
  void list(std::string_view name, std::span<const std::string> items);  // separated by colons
  // Base64 on lines of its own; what follows begins on a new one, so that the other tags stand where they do without it.
  void base64_tag(std::string_view name, std::string_view octets, std::size_t line = kBase64Line);
  [[nodiscard]] std::string text() const { return text_ + "\r\n"; }

 private:
  void word(std::string_view, bool after_blank);
  void separate();

  std::string text_;
  std::size_t column_;
  bool first_ = true;
};

}  // namespace postern::senderauth
