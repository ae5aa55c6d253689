// What the name of a file says it is, as systems understand it that open files by the ends of their names.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace postern::attachments {

inline constexpr std::size_t kLongestName = 4096;  // octets; a longer name is one that nobody can judge

struct Extension {
  std::string text;   // folded: no case, no width, no invisible characters
  bool last = false;  // nothing but dots and spaces comes after it
  friend bool operator==(const Extension&, const Extension&) = default;
};

// All that stand in the last part of the path, and on both sides of a colon (the streams of NTFS) or a NUL.
std::vector<Extension> extensions_of(std::string_view utf8);

// The extensions that are not taken, folded and in order.
class ExtensionList {
 public:
  ExtensionList() = default;
  explicit ExtensionList(const std::vector<std::string>& extensions);
  void add(const std::vector<std::string>& extensions);
  // The one on the list that the name has; empty when it has none. One before the end counts too ("a.exe.pdf"), unless names of domains end
  // so ("to-example.com.pdf").
  [[nodiscard]] std::string found_in(std::string_view name) const;

 private:
  std::vector<std::string> listed_;
};

// As it is compared: without a dot in front, folded.
std::string folded_extension(std::string_view);

}  // namespace postern::attachments
