// Notes, and the copy of the rest.
#include "attachments/strip.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/writing.h"

namespace postern::attachments {
namespace {

constexpr std::size_t kLine = 76;  // RFC 2045 §6.8

// The fields of a part that say nothing about its content. RFC 2045 §9
std::string other_fields(const mime::Message& m, const mime::Part& part) {
  std::string out;
  if (part.kept_size != part.header.size()) return out;  // it is not known what the rest says
  for (const auto& field : std::span(m.fields).subspan(part.first_field, part.field_count))
    if (!starts_nocase(m.name(field), "Content-")) out += m.line(field);
  if (!out.empty() && !out.ends_with('\n')) out += "\r\n";
  return out;
}

std::string in_lines(std::string_view base64) {
  std::string out;
  for (; !base64.empty(); base64.remove_prefix(std::min(kLine, base64.size())))
    out += fmt::format("{}\r\n", base64.substr(0, kLine));
  return out;
}

std::string note(const Removal& removal, Language language) {
  const Writing what{{},
                     {written<"An attachment was removed by the mail server.">(), Said::heard(printable(removal.words, 1000))}};
  const auto text = what.text_in(language);
  const bool plain = is_ascii(text) && text.size() < 900;
  return fmt::format(
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\nContent-Disposition: inline\r\n\r\n{}",
      plain ? "7bit" : "base64", plain ? text : in_lines(to_base64(text)));
}

}  // namespace

std::vector<Edit> edits_of(const mime::Message& m, std::span<const Removal> removals, Language language) {
  std::vector<Edit> out;
  for (const auto& removal : removals) {
    const auto& part = m.parts[removal.part];
    out.push_back({{part.header.start, part.body.end}, other_fields(m, part) + note(removal, language)});
  }
  return out;
}

std::string edited(std::string_view raw, std::span<const Edit> edits) {
  std::string out;
  std::uint64_t at = 0;
  for (const auto& edit : edits) {
    out += raw.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(edit.old.start - at));
    out += edit.text;
    at = edit.old.end;
  }
  return out += raw.substr(static_cast<std::size_t>(at));
}

std::string removed_field(std::string_view name, std::span<const Removal> removals) {
  auto out = std::string(name) + ":";
  for (const auto& removal : removals.first(std::min<std::size_t>(removals.size(), 10))) {
    std::string words;
    for (const char c : printable(removal.words, 200)) words += static_cast<unsigned char>(c) < 0x80 ? c : '?';
    out += fmt::format("\r\n {};", words);
  }
  return out + fmt::format("\r\n {} removed; signatures over the body do not fit any more\r\n",
                           removals.size() == 1 ? "one attachment was" : fmt::format("{} attachments were", removals.size()));
}

namespace {

// The new message while it is written: its octets and its structure.
struct Copy {
  std::unique_ptr<store::Spool> spool;
  mime::Parser parser;
};

Task<Result<void>> add(Copy& copy, std::string_view text) {
  copy.parser.feed(text);
  copy.spool->add(text);
  if (!copy.spool->full()) co_return Result<void>{};
  co_return co_await copy.spool->flush();
}

Task<Result<void>> copy_octets(Copy& copy, const ReadOctets& read, mime::Range range) {
  for (auto at = range.start; at < range.end;) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(store::Spool::kPiece, range.end - at));
    auto piece = co_await read(at, most);
    if (!piece) co_return pass_on(piece);
    if (piece->empty()) co_return fail(Failure::corrupt, "The message is shorter than its structure says");
    at += piece->size();
    auto added = co_await add(copy, *piece);
    if (!added) co_return added;
  }
  co_return Result<void>{};
}

}  // namespace

Task<Result<Stripped>> strip(ReadOctets read, std::uint64_t size, std::vector<Edit> edits,
                             std::unique_ptr<store::Spool> spool) {
  Copy copy{std::move(spool), mime::Parser()};
  std::uint64_t at = 0;
  edits.push_back({{size, size}, {}});
  for (const auto& edit : edits) {
    const mime::Range before{at, edit.old.start};
    auto copied = co_await copy_octets(copy, read, before);
    if (!copied) co_return pass_on(copied);
    auto added = co_await add(copy, edit.text);
    if (!added) co_return pass_on(added);
    at = edit.old.end;
  }
  Stripped out{std::move(copy.spool), std::make_shared<const mime::Message>(copy.parser.finish())};
  co_return out;
}

}  // namespace postern::attachments
