// What octets are, by how they begin; names and types that somebody gave them are not looked at.
// Use: const Kind kind = sniff(first_octets);    For mail, and for whatever else comes in as a file.
#pragma once
#include <cstdint>
#include <string_view>

namespace postern::attachments {

enum class Kind : std::uint8_t {
  unknown,
  // programs
  windows_program,
  elf_program,
  mac_program,
  java_class,
  android_program,
  windows_installer,
  windows_help,
  web_assembly,
  // scripts
  script,
  php,
  // documents that bring programs along
  macro_document,
  // images of disks
  iso_image,
  disk_image,
  // what leads elsewhere
  shortcut,
  // what browsers run
  html,
  svg,
  xml,
  // archives that are looked into
  zip,
  seven_zip,
  rar,
  tar,
  gzip,
  bzip2,
  xz,
  zstd,
  cabinet,
  tnef,
  // archives and containers that are not
  other_archive,
  encrypted_document,
  packed_document,
  outlook_message,
  // documents
  ole,
  pdf,
  rtf,
};

enum class Group : std::uint8_t {
  other,
  program,
  script,
  macro_document,
  disk_image,
  shortcut,
  active,
  archive,
  closed,
  document
};

// So many octets are enough: what is known by octets further on is the image of a CD.
inline constexpr std::size_t kSniffed = 40 << 10;

Kind sniff(std::string_view first);
Group group_of(Kind);
std::string_view words(Kind);  // "a Windows program"

// Text that a reader may show or run as HTML: somewhere in its beginning there is a tag of it.
bool looks_like_html(std::string_view first);

}  // namespace postern::attachments
