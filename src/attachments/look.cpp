// Parts, what is packed in them, and what is packed in that.
#include "attachments/look.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "attachments/archive.h"
#include "attachments/names.h"
#include "attachments/scan.h"
#include "attachments/tnef.h"
#include "base/said.h"
#include "base/text.h"
#include "mime/charset.h"
#include "mime/parameters.h"

namespace postern::attachments {
namespace {

constexpr std::size_t kMostFindings = 8;  // of one part
constexpr std::size_t kMostSeen = 1000;
constexpr std::size_t kLongestWhere = 500;
constexpr std::size_t kAtOnce = 64 << 10;

// Where in the message something is.
struct Place {
  mime::PartIndex part = 0;
  std::string where;
  std::uint32_t depth = 0;  // archives and messages around it

  [[nodiscard]] Place inside(std::string_view name) const {
    auto path = where + " > " + (name.empty() ? std::string("a file") : shown_name(name));
    if (path.size() > kLongestWhere) path = "..." + mime::to_utf8(path.substr(path.size() - kLongestWhere), "utf-8");
    return {part, std::move(path), depth + 1};
  }
};

// Text of an ordinary message can begin like one of these.
std::string_view why_closed(Kind kind) {
  switch (kind) {
    case Kind::encrypted_document: return phrase<"is an encrypted document">();
    case Kind::packed_document: return phrase<"is a document with files in it">();
    case Kind::outlook_message: return phrase<"is an Outlook message with attachments">();
    default: return phrase<"is an archive of a kind that is not looked into">();
  }
}

bool is_text_like(Group group) { return group == Group::script || group == Group::shortcut; }

bool is_listed(Group group) {
  return group == Group::program || group == Group::script || group == Group::disk_image || group == Group::shortcut;
}

bool is_mail(std::string_view name) {
  const auto extensions = extensions_of(name);
  return std::ranges::any_of(extensions, [](const Extension& e) { return e.last && e.text == "eml"; });
}

// RFC 2045 gives each of these once; of several, every reader picks his own.
bool reads_two_ways(const mime::Message& m, mime::PartIndex index) {
  const auto& parameters = m.parts[index].type.parameters;
  const auto boundaries =
      std::ranges::count_if(parameters, [](const mime::Parameter& p) { return equal_nocase(p.name, "boundary"); });
  return boundaries > 1 || m.count(index, "Content-Type") > 1;
}

bool is_attached(const mime::Message& m, mime::PartIndex index, const Names& names) {
  const auto disposition = mime::disposition(m, index);
  return !names.all.empty() || !m.parts[index].type.is("text") ||
         (disposition && equal_nocase(disposition->type, "attachment"));
}

class Looker {
 public:
  Looker(const Rules& rules, const TimeSource& time) : rules_(rules), budget_(rules.limits, time) {}

  // Of a message inside the other, everything is at `place`.
  void message(const mime::Message& m, Octets& raw, const std::optional<Place>& place);
  Result<Report> finish() {
    if (failure_) return std::unexpected(std::move(*failure_));
    return std::move(report_);
  }

 private:
  void part(const mime::Message& m, mime::PartIndex index, Octets& raw, const Place&);
  void body(Octets&, const Place&, bool attached, bool mail);
  bool entry(const ArchiveEntry&, const EntryOctets&, const Place&);
  void open(Octets&, const Scan&, const Place&, bool mail);
  void open_archive(Octets&, Kind, const Place&);
  void open_tnef(std::string_view, const Place&);
  bool deeper(const Place&);
  [[nodiscard]] std::size_t room() const {
    return static_cast<std::size_t>(rules_.limits.held - std::min(held_, rules_.limits.held));
  }

  Scan scan_at(const Place& place) {
    return Scan([this, &place](std::string_view name) { header_name(name, place); });
  }
  void header_name(std::string_view name, const Place&);
  void judge(const std::vector<std::string>& names, const Place&);
  void judge(Kind, const Place&, bool attached);
  void closed(const Error&, const Place&);
  void found(Cause, const Place&, std::string_view what);
  void see(const Place& place, std::vector<std::string> names) {
    if (report_.seen.size() < kMostSeen) report_.seen.push_back({place.part, place.where, std::move(names)});
  }

  const Rules& rules_;
  Budget budget_;
  Report report_;
  std::uint64_t header_names_ = 0;
  std::uint64_t held_ = 0;  // octets of all that lies around what is looked into
  std::optional<Error> failure_;
};

void Looker::message(const mime::Message& m, Octets& raw, const std::optional<Place>& place) {
  for (mime::PartIndex i = 0; i < m.parts.size() && !failure_; ++i) {
    const auto shown = shown_name(m, i);
    auto here = place ? *place : Place{i, shown.empty() ? fmt::format("part {}", i) : shown, 0};
    if (place && !shown.empty()) here = Place{place->part, place->inside(shown).where, place->depth};
    part(m, i, raw, here);
    if (m.cut && i == 0) found(Cause::closed, here, phrase<"has more parts or fields than are looked at">());
  }
}

void Looker::part(const mime::Message& m, mime::PartIndex index, Octets& raw, const Place& place) {
  const auto& p = m.parts[index];
  const auto names = names_of(m, index);
  judge(names.all, place);
  if (names.too_many) found(Cause::closed, place, phrase<"has too many names">());
  if (reads_two_ways(m, index)) found(Cause::closed, place, phrase<"can be read in two ways">());
  if (p.inside != mime::Inside::leaf) return;
  see(place, names.all);
  const bool mail = p.type.is("message", "rfc822") || p.type.is("message", "global") || std::ranges::any_of(names.all, is_mail);
  const bool doubtful = p.encoding == mime::Encoding::unknown || m.count(index, "Content-Transfer-Encoding") > 1;
  using enum mime::Encoding;
  static constexpr std::array kAny{identity, quoted_printable, base64};
  const auto encodings = doubtful ? std::span<const mime::Encoding>(kAny) : std::span(&p.encoding, 1);
  for (const auto encoding : encodings) {
    auto decoded = DecodedBody::open(raw, p.body, encoding);
    if (!decoded) return closed(decoded.error(), place);
    body(*decoded, place, is_attached(m, index, names), mail);
  }
}

void Looker::body(Octets& octets, const Place& place, bool attached, bool mail) {
  auto scan = scan_at(place);
  for (std::uint64_t at = 0; at < octets.size();) {
    const auto piece = octets.read(at, kAtOnce);
    if (!piece) return closed(piece.error(), place);
    if (!budget_.in_time()) return found(Cause::closed, place, budget_.why());
    scan.feed(*piece);
    at += piece->size();
  }
  scan.finish();
  judge(scan.kind(), place, attached);
  open(octets, scan, place, mail);
}

// What is packed in something whose octets are known as a whole.
void Looker::open(Octets& octets, const Scan& scan, const Place& place, bool mail) {
  const auto kind = scan.kind();
  const bool packed = group_of(kind) == Group::archive;
  if (packed && kind != Kind::tnef) return open_archive(octets, kind, place);
  if (scan.zip_inside()) open_archive(octets, kind, place);
  if (kind != Kind::tnef && !mail) return;
  if (!deeper(place)) return;
  const auto text = read_all(octets, room());
  if (!text) return closed(text.error(), place);
  held_ += text->size();
  if (kind == Kind::tnef) {
    open_tnef(*text, place);
  } else {
    TextOctets inner(*text);
    message(mime::parse(*text), inner, Place{place.part, place.where, place.depth + 1});
  }
  held_ -= text->size();
}

bool Looker::deeper(const Place& place) {
  if (place.depth < rules_.limits.depth) return true;
  found(Cause::closed, place, phrase<"is packed too deep in others">());
  return false;
}

void Looker::open_archive(Octets& octets, Kind kind, const Place& place) {
  if (!deeper(place)) return;
  const auto on_entry = [&](const ArchiveEntry& one, const EntryOctets& next) { return entry(one, next, place); };
  const auto read = read_archive(octets, budget_, on_entry);
  // Headers of zip in the midst of something else need not be an archive; their names have been judged.
  if (!read && (group_of(kind) == Group::archive || !budget_.why().empty())) closed(read.error(), place);
}

bool Looker::entry(const ArchiveEntry& one, const EntryOctets& next, const Place& archive) {
  const auto place = archive.inside(one.names.empty() ? "" : one.names.front());
  judge(one.names, place);
  if (one.names.empty() && !one.is_nameless) found(Cause::closed, place, phrase<"has a name that cannot be read">());
  if (one.is_folder) return true;
  see(place, one.names);
  if (one.is_encrypted) {
    found(Cause::closed, place, phrase<"is encrypted">());
    return true;
  }
  const bool mail = std::ranges::any_of(one.names, is_mail);
  auto scan = scan_at(place);
  std::string held;
  for (;;) {
    const auto piece = next();
    if (!piece) {
      closed(piece.error(), place);
      return budget_.why().empty() && !failure_;
    }
    if (piece->empty()) break;
    scan.feed(*piece);
    const bool known = scan.first().size() >= kSniffed;
    const bool holds = !known || mail || scan.zip_inside() || group_of(scan.kind()) == Group::archive;
    if (!holds && scan.kind() != Kind::ole) break;  // nothing further on would make it another thing
    if (holds) held += *piece;
    if (held.size() <= room()) continue;
    found(Cause::closed, place, phrase<"is too large to be looked into there">());
    return true;
  }
  scan.finish();
  judge(scan.kind(), place, true);
  TextOctets octets(held);
  held_ += held.size();
  open(octets, scan, place, mail);
  held_ -= held.size();
  return budget_.why().empty() && !failure_;
}

void Looker::open_tnef(std::string_view text, const Place& place) {
  const bool whole = read_tnef(text, [&](const TnefFile& file) {
    const auto inner = place.inside(file.names.empty() ? "" : file.names.front());
    if (!budget_.take_entry()) return found(Cause::closed, place, budget_.why());
    judge(file.names, inner);
    see(inner, file.names);
    TextOctets octets(file.content);
    body(octets, inner, true, std::ranges::any_of(file.names, is_mail));
  });
  if (!whole) found(Cause::closed, place, phrase<"is damaged">());
}

void Looker::header_name(std::string_view name, const Place& place) {
  if (++header_names_ > 3ULL * rules_.limits.entries) {
    budget_.refuse(phrase<"has too many files in it">());
    return;
  }
  const auto text = mime::to_utf8(name, "");
  if (const auto extension = rules_.extensions.found_in(text); !extension.empty())
    found(Cause::name, place.inside(text), extension);
}

void Looker::judge(const std::vector<std::string>& names, const Place& place) {
  for (const auto& name : names) {
    const auto extension = rules_.extensions.found_in(name);
    if (!extension.empty()) return found(Cause::name, place, extension);
  }
}

void Looker::judge(Kind kind, const Place& place, bool attached) {
  if (!report_.seen.empty() && report_.seen.back().where == place.where) report_.seen.back().kind = kind;
  const auto group = group_of(kind);
  if (is_text_like(group) && !attached) return;
  if (is_listed(group)) found(Cause::content, place, words(kind));
  if (group == Group::macro_document) found(Cause::macros, place, words(kind));
  if (group == Group::closed) found(Cause::closed, place, why_closed(kind));
}

void Looker::closed(const Error& error, const Place& place) {
  if (error.temporary() && !failure_) failure_ = error;
  found(Cause::closed, place, error.text);
}

void Looker::found(Cause cause, const Place& place, std::string_view what) {
  Finding finding{cause, place.part, place.where, std::string(what)};
  auto& all = report_.findings;
  // Parts come in order, so those of one stand together.
  std::size_t of_part = 0;
  for (auto at = all.rbegin(); at != all.rend() && at->part == place.part; ++at) {
    if (*at == finding || ++of_part == kMostFindings) return;
  }
  all.push_back(std::move(finding));
}

}  // namespace

Result<Report> look_into(const mime::Message& m, Octets& raw, const Rules& rules, const TimeSource& time) {
  Looker looker(rules, time);
  looker.message(m, raw, {});
  return looker.finish();
}

}  // namespace postern::attachments
