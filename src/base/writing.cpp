// Paragraphs as lines.
#include "base/writing.h"

namespace postern {
namespace {

constexpr std::size_t kWidth = 76;  // RFC 5322 §2.1.1 asks for 78 at most

bool is_inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The last blank with which the line fits, else the first one behind; npos: it fits, or there is none.
std::size_t end_of_line(std::string_view line, std::size_t indent) {
  std::size_t column = 0, blank = line.npos;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (is_inside_character(line[at])) continue;
    if (line[at] == ' ' && at > indent) blank = at;
    if (column >= kWidth && blank != line.npos) return blank;
    ++column;
  }
  return line.npos;
}

void add_line(std::string& out, std::string_view line) {
  const auto indent = std::min(line.find_first_not_of(' '), line.size());
  std::string rest(line);
  for (auto end = end_of_line(rest, indent); end != rest.npos; end = end_of_line(rest, indent)) {
    out.append(rest, 0, end).append("\r\n");
    rest.replace(0, std::min(rest.find_first_not_of(' ', end), rest.size()), indent, ' ');
  }
  out.append(rest).append("\r\n");
}

}  // namespace

std::string Writing::text_in(Language language) const {
  std::string out;
  for (const auto& paragraph : paragraphs) {
    if (!out.empty()) out += "\r\n";
    const auto said = say(language, paragraph);
    for (std::string_view rest = said;; rest.remove_prefix(rest.find('\n') + 1)) {
      const auto end = rest.find('\n');
      add_line(out, rest.substr(0, end));
      if (end == rest.npos) break;
    }
  }
  return out;
}

std::vector<std::string_view>& detail::LetterForms::all() {
  static std::vector<std::string_view> all;
  return all;
}

}  // namespace postern
