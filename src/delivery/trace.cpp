// Return-Path at final delivery.
#include "delivery/trace.h"

#include "base/text.h"

namespace postern::delivery {

std::string with_return_path(const std::optional<address::Mailbox>& reverse_path, std::string_view bytes,
                             const mime::Message& parsed) {
  std::string out;
  out.reserve(bytes.size() + 320);
  out.append("Return-Path: <").append(reverse_path ? reverse_path->text() : "").append(">\r\n");
  const auto& root = parsed.parts.front();
  std::size_t copied = 0;
  for (std::uint32_t i = 0; i < root.field_count; ++i) {
    const auto& field = parsed.fields[root.first_field + i];
    if (!equal_nocase(parsed.name(field), "Return-Path")) continue;
    // Fields of the root lie in the message where they lie in the kept headers: both begin with the first header.
    const std::size_t at = root.header.start + (field.at - root.kept_at);
    out.append(bytes.substr(copied, at - copied));
    copied = at + field.size;
  }
  out.append(bytes.substr(copied));
  return out;
}

}  // namespace postern::delivery
