// Archives made for tests, in memory.
#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace postern::attachments {

struct PackedFile {
  std::string name;
  std::string content;
};

// `format`: of libarchive: "zip", "7zip", "gnutar", "iso9660", "raw", ...; `filter`: "none", "gzip", "xz", ...
inline std::string packed(const std::vector<PackedFile>& files, const char* format = "zip", const char* filter = "none",
                          const char* options = nullptr) {
  const auto must = [](int result) {
    if (result != ARCHIVE_OK) std::abort();
  };
  const locale_t utf8 = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
  const locale_t before = ::uselocale(utf8);
  std::string out;
  auto* a = ::archive_write_new();
  must(::archive_write_set_format_by_name(a, format));
  if (std::string_view(filter) != "none") must(::archive_write_add_filter_by_name(a, filter));
  if (options != nullptr) must(::archive_write_set_options(a, options));
  if (options != nullptr) must(::archive_write_set_passphrase(a, "secret"));
  ::archive_write_set_bytes_in_last_block(a, 1);
  const auto write = [](::archive*, void* to, const void* data, std::size_t n) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data), n);
    return static_cast<la_ssize_t>(n);
  };
  must(::archive_write_open(a, &out, nullptr, write, nullptr));
  for (const auto& file : files) {
    auto* entry = ::archive_entry_new();
    ::archive_entry_set_pathname_utf8(entry, file.name.c_str());
    ::archive_entry_set_filetype(entry, AE_IFREG);
    ::archive_entry_set_perm(entry, 0644);
    ::archive_entry_set_size(entry, static_cast<la_int64_t>(file.content.size()));
    must(::archive_write_header(a, entry));
    if (::archive_write_data(a, file.content.data(), file.content.size()) < 0) std::abort();
    ::archive_entry_free(entry);
  }
  must(::archive_write_close(a));
  ::archive_write_free(a);
  ::uselocale(before);
  ::freelocale(utf8);
  return out;
}

inline std::string windows_program() { return std::string("MZ\x90\0\3\0\0\0", 8) + std::string(200, '\0') + "PE\0\0"; }

// A document of OLE with entries of a directory of these names, one behind the header and each 128 octets.
inline std::string ole_document(const std::vector<std::string_view>& names) {
  std::string out("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  out.resize(1024, '\0');
  for (const auto name : names) {
    std::string entry;
    for (const char c : name) entry += {c, '\0'};
    entry.resize(128, '\0');
    entry[64] = static_cast<char>(2 * (name.size() + 1));
    entry[66] = 2;
    out += entry;
  }
  out.resize((out.size() + 511) / 512 * 512, '\0');
  return out;
}

}  // namespace postern::attachments
