// Headers found by their marks.
#include "attachments/scan.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace postern::attachments {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestHeader = 2048;  // of a name with what stands before it
constexpr std::string_view kBegin = "begin ";
constexpr std::size_t kBlock = 128;  // a directory entry of an OLE document (MS-CFB §2.6.1); sectors are multiples of it
constexpr auto kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr auto kInstaller =
    "\x84\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"sv;  // the class of .msi in the root entry; of .msp the first octet is 86

std::size_t u16(std::string_view at, std::size_t offset) {
  return static_cast<unsigned char>(at[offset]) + std::size_t{256} * static_cast<unsigned char>(at[offset + 1]);
}

// What an entry of an OLE directory tells by its name. Of several what is worse counts.
struct Telling {
  std::string_view name;
  Kind kind;
};
constexpr std::array kTelling{Telling{"_VBA_PROJECT"sv, Kind::macro_document},
                              Telling{"_VBA_PROJECT_CUR"sv, Kind::macro_document}, Telling{"VBA"sv, Kind::macro_document},
                              Telling{"EncryptedPackage"sv, Kind::encrypted_document},
                              Telling{"\1Ole10Native"sv, Kind::packed_document}};
// MS-OXMSG §2.2.2: each attachment has a storage, whose number follows.
constexpr auto kEnclosed = "__attach_version1.0_#"sv;

int rank(Kind kind) {
  switch (kind) {
    case Kind::macro_document: return 3;
    case Kind::encrypted_document: return 2;
    case Kind::packed_document:
    case Kind::outlook_message: return 1;
    default: return 0;
  }
}

// The name in a directory entry, in ASCII; empty when it is no entry of a stream or storage.
std::string entry_name(std::string_view block) {
  const auto size = u16(block, 64);
  const auto type = static_cast<unsigned char>(block[66]);
  if (size < 4 || size > 64 || size % 2 != 0 || (type != 1 && type != 2 && type != 5)) return {};
  std::string out;
  for (std::size_t i = 0; i + 2 < size; i += 2) {
    if (block[i + 1] != '\0') return {};
    out += block[i];
  }
  return out;
}

}  // namespace

void Scan::feed(std::string_view octets) {
  const auto before = first_.size();
  first_ += octets.substr(0, kSniffed - before);
  if (before < kOle.size() && first_.starts_with(kOle)) {
    is_ole_ = true;
    ole_blocks(std::string_view(first_).substr(0, before));
  }
  if (is_ole_) ole_blocks(octets);
  while (!octets.empty()) {
    const auto piece = octets.substr(0, 64 << 10);
    octets.remove_prefix(piece.size());
    window_ += piece;
    look_at_window(false);
  }
}

void Scan::finish() { look_at_window(true); }

Kind Scan::kind() const { return is_ole_ ? ole_ : sniff(first_); }

// Looks at all places behind which a whole header would have room; the rest waits for more.
void Scan::look_at_window(bool last) {
  const std::string_view window(window_);
  const auto end = last ? window.size() : window.size() - std::min(window.size(), kLongestHeader);
  for (auto at = window.find("PK"); at < end; at = window.find("PK", at + 2)) zip_header(window.substr(at, kLongestHeader));
  for (auto at = window.find(kBegin); at < end; at = window.find(kBegin, at + 1)) {
    const bool starts_line = at == 0 ? line_start_ : window[at - 1] == '\n';
    if (starts_line) uu_header(window.substr(at, kLongestHeader));
  }
  if (end == 0) return;
  line_start_ = window[end - 1] == '\n';
  window_.erase(0, end);
}

// A local header, or one of the central directory (APPNOTE 4.3.7, 4.3.12).
void Scan::zip_header(std::string_view at) {
  const bool local = at.starts_with("PK\3\4"sv);
  if (!local && !at.starts_with("PK\1\2"sv)) return;
  const std::size_t name_at = local ? 30 : 46;
  if (at.size() < name_at || u16(at, local ? 4 : 6) % 256 > 100) return;
  const auto size = u16(at, local ? 26 : 28);
  if (size == 0) return;
  zip_inside_ = true;
  on_name_(at.substr(name_at, size));
}

// "begin" SP mode SP name
void Scan::uu_header(std::string_view at) {
  auto line = at.substr(kBegin.size(), at.find_first_of("\r\n") - kBegin.size());
  const auto digits = line.find_first_not_of("01234567");
  if (digits < 3 || digits > 4 || digits == line.npos || line[digits] != ' ') return;
  on_name_(trim(line.substr(digits)));
}

void Scan::ole_blocks(std::string_view octets) {
  while (!octets.empty()) {
    const auto piece = octets.substr(0, kBlock - block_.size());
    octets.remove_prefix(piece.size());
    block_ += piece;
    if (block_.size() < kBlock) return;
    directory_entry(block_);
    block_.clear();
  }
}

void Scan::directory_entry(std::string_view block) {
  const auto name = entry_name(block);
  if (name.empty()) return;
  const auto told = std::ranges::find(kTelling, std::string_view(name), &Telling::name);
  auto kind = told == kTelling.end() ? Kind::ole : told->kind;
  if (name.starts_with(kEnclosed)) kind = Kind::outlook_message;
  if (rank(kind) > rank(ole_) && ole_ != Kind::windows_installer) ole_ = kind;
  if (name == "Root Entry" && block.substr(81, 15) == kInstaller.substr(1)) ole_ = Kind::windows_installer;
}

}  // namespace postern::attachments
