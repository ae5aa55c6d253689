// One table of marks, and a few formats that have none.
#include "attachments/sniff.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/said.h"
#include "base/text.h"

namespace postern::attachments {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::size_t at;
  std::string_view octets;
  Kind kind;
};

constexpr std::array kMarks{
    Mark{0,
         "\x7F"
         "ELF"sv,
         Kind::elf_program},
    Mark{0, "\xFE\xED\xFA\xCE"sv, Kind::mac_program},
    Mark{0, "\xFE\xED\xFA\xCF"sv, Kind::mac_program},
    Mark{0, "\xCE\xFA\xED\xFE"sv, Kind::mac_program},
    Mark{0, "\xCF\xFA\xED\xFE"sv, Kind::mac_program},
    Mark{0, "dex\n0"sv, Kind::android_program},
    Mark{0, "\0asm\1\0\0\0"sv, Kind::web_assembly},
    Mark{0, "ITSF\3\0\0\0"sv, Kind::windows_help},
    Mark{0, "#!"sv, Kind::script},
    Mark{0, "L\0\0\0\1\x14\2\0\0\0\0\0\xC0\0\0\0"sv, Kind::shortcut},
    Mark{0x8001, "CD001"sv, Kind::iso_image},
    Mark{0x8801, "CD001"sv, Kind::iso_image},
    Mark{0x8001, "BEA01"sv, Kind::disk_image},
    Mark{0, "conectix"sv, Kind::disk_image},
    Mark{0, "vhdxfile"sv, Kind::disk_image},
    Mark{0, "KDMV"sv, Kind::disk_image},
    Mark{0, "QFI\xFB"sv, Kind::disk_image},
    Mark{0, "MSWIM\0\0\0"sv, Kind::disk_image},
    Mark{0, "PK\3\4"sv, Kind::zip},
    Mark{0, "PK\5\6"sv, Kind::zip},
    Mark{0, "PK00PK\3\4"sv, Kind::zip},
    Mark{0, "PK\7\x08PK\3\4"sv, Kind::zip},
    Mark{0, "7z\xBC\xAF\x27\x1C"sv, Kind::seven_zip},
    Mark{0, "Rar!\x1A\7"sv, Kind::rar},
    Mark{0, "RE\x7E\x5E"sv, Kind::other_archive},
    Mark{257, "ustar"sv, Kind::tar},
    Mark{0, "\x1F\x8B"sv, Kind::gzip},
    Mark{4, "1AY&SY"sv, Kind::bzip2},
    Mark{0,
         "\xFD"
         "7zXZ\0"sv,
         Kind::xz},
    Mark{0, "\x28\xB5\x2F\xFD"sv, Kind::zstd},
    Mark{0, "MSCF\0\0\0\0"sv, Kind::cabinet},
    Mark{0, "\x78\x9F\x3E\x22"sv, Kind::tnef},
    Mark{0, "\x1F\x9D"sv, Kind::other_archive},
    Mark{0, "\x1F\xA0"sv, Kind::other_archive},
    Mark{0, "LZIP\1"sv, Kind::other_archive},
    Mark{0, "\x04\x22\x4D\x18"sv, Kind::other_archive},
    Mark{7, "**ACE**"sv, Kind::other_archive},
    Mark{0, "\x60\xEA"sv, Kind::other_archive},
    Mark{0, "xar!\0"sv, Kind::other_archive},
    Mark{0, "ISc("sv, Kind::other_archive},
    Mark{0, "!<arch>\n"sv, Kind::other_archive},
    Mark{0, "StuffIt (c)"sv, Kind::other_archive},
    Mark{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Kind::ole},
    Mark{0, "{\\rt"sv, Kind::rtf},
};

struct Described {
  Kind kind;
  Group group;
  std::string_view words;
};

constexpr std::array kDescribed{
    Described{Kind::unknown, Group::other, phrase<"nothing that is known">()},
    Described{Kind::windows_program, Group::program, phrase<"a Windows program">()},
    Described{Kind::elf_program, Group::program, phrase<"a Linux program">()},
    Described{Kind::mac_program, Group::program, phrase<"a macOS program">()},
    Described{Kind::java_class, Group::program, phrase<"a Java program">()},
    Described{Kind::android_program, Group::program, phrase<"an Android program">()},
    Described{Kind::windows_installer, Group::program, phrase<"a Windows installer package">()},
    Described{Kind::windows_help, Group::program, phrase<"a compiled help file">()},
    Described{Kind::web_assembly, Group::program, phrase<"a WebAssembly program">()},
    Described{Kind::script, Group::script, phrase<"a script">()},
    Described{Kind::php, Group::script, phrase<"a PHP script">()},
    Described{Kind::macro_document, Group::macro_document, phrase<"a document with macros">()},
    Described{Kind::iso_image, Group::disk_image, phrase<"the image of a CD">()},
    Described{Kind::disk_image, Group::disk_image, phrase<"the image of a disk">()},
    Described{Kind::shortcut, Group::shortcut, phrase<"a shortcut">()},
    Described{Kind::html, Group::active, phrase<"an HTML page">()},
    Described{Kind::svg, Group::active, phrase<"an SVG image">()},
    Described{Kind::xml, Group::active, phrase<"XML">()},
    Described{Kind::zip, Group::archive, phrase<"a zip archive">()},
    Described{Kind::seven_zip, Group::archive, phrase<"a 7z archive">()},
    Described{Kind::rar, Group::archive, phrase<"a rar archive">()},
    Described{Kind::tar, Group::archive, phrase<"a tar archive">()},
    Described{Kind::gzip, Group::archive, phrase<"gzip data">()},
    Described{Kind::bzip2, Group::archive, phrase<"bzip2 data">()},
    Described{Kind::xz, Group::archive, phrase<"xz data">()},
    Described{Kind::zstd, Group::archive, phrase<"zstd data">()},
    Described{Kind::cabinet, Group::archive, phrase<"a cabinet">()},
    Described{Kind::tnef, Group::archive, phrase<"a TNEF container">()},
    Described{Kind::other_archive, Group::closed, phrase<"an archive of a kind that is not looked into">()},
    Described{Kind::encrypted_document, Group::closed, phrase<"an encrypted document">()},
    Described{Kind::packed_document, Group::closed, phrase<"a document with files in it">()},
    Described{Kind::outlook_message, Group::closed, phrase<"an Outlook message with attachments">()},
    Described{Kind::ole, Group::document, phrase<"an OLE document">()},
    Described{Kind::pdf, Group::document, phrase<"a PDF document">()},
    Described{Kind::rtf, Group::document, phrase<"an RTF document">()},
};

const Described& described(Kind kind) {
  const auto found = std::ranges::find(kDescribed, kind, &Described::kind);
  return found == kDescribed.end() ? kDescribed.front() : *found;
}

// Universal binaries of macOS and classes of Java begin alike: the next number is how many programs there are, or a version from 45 on.
std::optional<Kind> cafe_babe(std::string_view first) {
  if (!first.starts_with("\xCA\xFE\xBA\xBE"sv) || first.size() < 8) return {};
  return first[4] == 0 && first[5] == 0 && first[6] == 0 && first[7] < 45 ? Kind::mac_program : Kind::java_class;
}

// Marks that text can have as well.
std::optional<Kind> weak_mark(std::string_view first) {
  const bool binary = first.substr(0, 64).contains('\0');
  if ((first.starts_with("MZ") || first.starts_with("ZM")) && binary) return Kind::windows_program;
  const auto method = first.size() > 6 ? first.substr(2, 5) : std::string_view();
  if ((method.starts_with("-lh") || method.starts_with("-lz")) && method.ends_with('-')) return Kind::other_archive;
  if (first.starts_with("0707") && first.size() > 110 &&
      first.substr(0, 110).find_first_not_of("0123456789abcdefABCDEF") == first.npos)
    return Kind::other_archive;
  return {};
}

// A tar header has no mark in the oldest form, but the sum of its octets, its own field counted as spaces.
bool is_tar(std::string_view first) {
  if (first.size() < 512 || first[0] == '\0') return false;
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += i >= 148 && i < 156 ? unsigned{' '} : static_cast<unsigned char>(first[i]);
  unsigned said = 0;
  for (const char c : first.substr(148, 8)) {
    if (c == '\0' || (c == ' ' && said != 0)) break;
    if (c == ' ') continue;
    if (c < '0' || c > '7') return false;
    said = said * 8 + static_cast<unsigned>(c - '0');
  }
  return said == sum;
}

// The start of text, without mark of its encoding and blanks; UTF-16 is read as if it were ASCII.
std::string text_start(std::string_view first) {
  const bool wide = first.starts_with("\xFF\xFE"sv) || first.starts_with("\xFE\xFF"sv);
  if (wide) first.remove_prefix(2);
  if (first.starts_with("\xEF\xBB\xBF"sv)) first.remove_prefix(3);
  std::string out(first.substr(0, 4096));
  if (wide) std::erase(out, '\0');
  std::ranges::transform(out, out.begin(), lower);
  out.erase(0, std::min(out.find_first_not_of(" \t\r\n\f\v"), out.size()));
  return out;
}

bool has_html(std::string_view text) {
  static constexpr std::array kTags{"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<script"sv, "<iframe"sv, "<object"sv};
  for (auto at = text.find('<'); at != text.npos; at = text.find('<', at + 1))
    if (std::ranges::any_of(kTags, [&](std::string_view tag) { return text.substr(at).starts_with(tag); })) return true;
  return false;
}

Kind sniff_text(std::string_view first) {
  const auto text = text_start(first);
  if (text.starts_with("[internetshortcut") || text.starts_with("[desktop entry]") || text.starts_with("[{000214a0-"))
    return Kind::shortcut;
  if (text.starts_with("#!")) return Kind::script;
  if (text.starts_with("<?php") || text.starts_with("<?=")) return Kind::php;
  const bool svg = text.contains("<svg");
  if (svg && !text.contains("<html")) return Kind::svg;
  if (has_html(text)) return Kind::html;
  return text.starts_with("<?xml") ? Kind::xml : Kind::unknown;
}

}  // namespace

bool looks_like_html(std::string_view first) { return has_html(text_start(first)); }

Kind sniff(std::string_view first) {
  if (const auto kind = cafe_babe(first)) return *kind;
  if (const auto kind = weak_mark(first)) return *kind;
  for (const auto& mark : kMarks)
    if (first.size() >= mark.at && first.substr(mark.at).starts_with(mark.octets)) return mark.kind;
  if (first.substr(0, 1024).contains("%PDF-"sv)) return Kind::pdf;  // readers look for it there
  return is_tar(first) ? Kind::tar : sniff_text(first);
}

Group group_of(Kind kind) { return described(kind).group; }
std::string_view words(Kind kind) { return described(kind).words; }

}  // namespace postern::attachments
