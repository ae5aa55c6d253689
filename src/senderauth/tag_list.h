// Tag lists, the grammar of DKIM and ARC fields and of key and policy records (RFC 6376 §3.2).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::senderauth {

inline constexpr std::size_t kMostTags = 100;

struct TagList {
  struct Tag {
    std::string name, value;  // folding white space at both ends of the value is gone, inside it stays
  };
  std::vector<Tag> tags;

  // Null when there is none. Names are compared with their case.
  [[nodiscard]] const std::string* find(std::string_view name) const;
};

// Nothing when it is no tag list, has a tag twice, or more than kMostTags.
std::optional<TagList> parse_tag_list(std::string_view);

// White space of any kind taken out, as b=, bh= and p= allow it.
std::string without_blanks(std::string_view);
std::optional<std::string> base64_value(std::string_view);  // RFC 6376 §2.10
// Items of a list, without blanks around each; an empty text gives no item.
std::vector<std::string> split_value(std::string_view, char separator);

}  // namespace postern::senderauth
