// Names taken apart after all that hides their end is gone.
#include "attachments/extensions.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "mime/casefold.h"

namespace postern::attachments {
namespace {

// Ends of host names that are extensions of programs, too.
constexpr std::array<std::string_view, 9> kEndsOfDomains{"app", "cab", "com", "dev", "pl", "ps", "py", "rs", "sh"};

bool is_edge(char c) { return std::string_view(" .\"'	)>]").contains(c); }

std::string_view without_edges(std::string_view text) {
  while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view last_of_path(std::string_view text) {
  const auto end = text.find_last_not_of("/\\ .");
  if (end == text.npos) return {};
  text = text.substr(0, end + 1);
  return text.substr(text.find_last_of("/\\") + 1);
}

// No system shows a control character, and some leave it out of the name they store.
std::string without_controls(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out),
                       [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7F'; });
  return out;
}

void append_extensions(std::string_view name, std::vector<Extension>& out) {
  name = without_edges(name);
  auto dot = name.find('.');
  while (dot != name.npos) {
    const auto next = name.find('.', dot + 1);
    const auto text = trim(without_edges(name.substr(dot + 1, next == name.npos ? next : next - dot - 1)));
    Extension found{std::string(text), next == name.npos};
    if (!found.text.empty() && std::ranges::find(out, found) == out.end()) out.push_back(std::move(found));
    dot = next;
  }
}

}  // namespace

std::vector<Extension> extensions_of(std::string_view utf8) {
  const auto folded = mime::fold(utf8.substr(0, kLongestName));
  std::vector<Extension> out;
  const auto plain = without_controls(folded);
  append_extensions(last_of_path(plain), out);
  constexpr std::string_view kStreams(":\0", 2);
  for (std::size_t at = 0; at <= folded.size();) {
    const auto end = std::min(folded.find_first_of(kStreams, at), folded.size());
    const auto stream = without_controls(std::string_view(folded).substr(at, end - at));
    append_extensions(last_of_path(stream), out);
    at = end + 1;
  }
  return out;
}

std::string folded_extension(std::string_view text) {
  text = trim(text);
  while (text.starts_with('.')) text.remove_prefix(1);
  return mime::fold(text);
}

ExtensionList::ExtensionList(const std::vector<std::string>& extensions) { add(extensions); }

void ExtensionList::add(const std::vector<std::string>& extensions) {
  for (const auto& one : extensions) listed_.push_back(folded_extension(one));
  std::ranges::sort(listed_);
  listed_.erase(std::ranges::unique(listed_).begin(), listed_.end());
}

std::string ExtensionList::found_in(std::string_view name) const {
  for (const auto& one : extensions_of(name)) {
    if (!one.last && std::ranges::binary_search(kEndsOfDomains, std::string_view(one.text))) continue;
    if (std::ranges::binary_search(listed_, one.text)) return one.text;
  }
  return {};
}

}  // namespace postern::attachments
