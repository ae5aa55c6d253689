// SEARCH over decoded, folded text: header fields, bodies, whole messages (RFC 9051 §6.4.4).
// Use: Needle n("Grüße"); if (body_contains(message, raw, n)) ...
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "mime/message.h"

namespace postern::mime {

class Needle {
 public:
  explicit Needle(std::string_view utf8);
  [[nodiscard]] const std::string& folded() const { return folded_; }
  [[nodiscard]] bool ascii() const { return ascii_; }
  // Whether ASCII text, in any case, holds the needle; text that is folded already holds it likewise.
  [[nodiscard]] bool in_ascii(std::string_view) const;
  [[nodiscard]] bool in_folded(std::string_view) const;

 private:
  std::string folded_;
  std::size_t rare_ = 0;  // the position in the needle that ordinary text holds least often
  bool ascii_ = true;
};

// A field of the message's own header holds the needle; an empty needle asks only for the field (RFC 9051 SEARCH HEADER).
bool header_contains(const Message&, std::string_view field, const Needle&);
// BODY: text parts decoded to UTF-8, and headers of the parts inside. TEXT: the message's own header as well.
bool body_contains(const Message&, std::string_view raw, const Needle&);
bool text_contains(const Message&, std::string_view raw, const Needle&);
// The same from bytes alone, without a structure where the message is plain ASCII text.
bool body_contains(std::string_view raw, const Needle&);
bool text_contains(std::string_view raw, const Needle&);

// Hands out the text of a text part in UTF-8, not folded, in pieces cut between characters; false from the sink stops it.
using TextSink = std::function<bool(std::string_view utf8)>;
bool search_text(const Message&, PartIndex, std::string_view raw, const TextSink&);

}  // namespace postern::mime
