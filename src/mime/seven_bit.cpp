// The message as a row of segments: headers, bodies of leaves, and what is between them.
#include "mime/seven_bit.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "mime/parameters.h"

namespace postern::mime {
namespace {

constexpr std::size_t kLongestLine = 998;  // RFC 5322 §2.1.1
constexpr std::string_view kEncodingField = "Content-Transfer-Encoding";

bool is_sealed(const Part& part) {
  return part.inside == Inside::parts && (part.type.is("multipart", "signed") || part.type.is("multipart", "encrypted"));
}

// RFC 6532 §3.7, RFC 6533 §5: these may be encoded, as no other message may.
bool is_global(const ContentType& type) { return type.is("message") && starts_nocase(type.subtype, "global"); }

// RFC 6152 §3 leaves the choice; text stays readable.
Encoding encoding_for(const Part& part) { return part.type.is("text") ? Encoding::quoted_printable : Encoding::base64; }

// Octets of the blank line that ends a header; 0: there is none.
std::size_t blank_line(std::string_view header) {
  if (header == "\r\n" || header.ends_with("\n\r\n")) return 2;
  return header == "\n" || header.ends_with("\n\n") ? 1 : 0;
}

}  // namespace

SevenBit::SevenBit(const Message& message) : message_(message) {
  for (PartIndex i = 0; i < message.parts.size(); ++i) {
    const Part& part = message.parts[i];
    add(part.header.start, kNoPart, Kind::between);
    add(part.header.end, i, Kind::header);
    if (part.inside == Inside::leaf) add(part.body.end, i, Kind::body);
  }
  add(message.size, kNoPart, Kind::between);
}

void SevenBit::add(std::uint64_t end, PartIndex part, Kind kind) {
  const auto start = segments_.empty() ? 0 : segments_.back().end;
  if (end > start) segments_.push_back({.start = start, .end = end, .part = part, .kind = kind});
}

std::string_view SevenBit::pass(std::string_view& rest) {
  if (at_.octet == segments_[at_.segment].end) {
    ++at_.segment;
    at_.line = 0;
    at_.cr = false;
  }
  const auto left = segments_[at_.segment].end - at_.octet;
  const auto piece = rest.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(rest.size(), left)));
  rest.remove_prefix(piece.size());
  at_.octet += piece.size();
  return piece;
}

void SevenBit::look(std::string_view octets) {
  while (!octets.empty() && at_.octet < message_.size) {
    const auto piece = pass(octets);
    scan(segments_[at_.segment], piece);
  }
}

void SevenBit::scan(Segment& segment, std::string_view octets) {
  for (const char c : octets) {
    if (c == '\n') {
      segment.rough = segment.rough || !at_.cr;
      at_.cr = false;
      at_.line = 0;
      continue;
    }
    segment.rough = segment.rough || at_.cr || ++at_.line > kLongestLine + 1;
    at_.cr = c == '\r';
    segment.eight_bit = segment.eight_bit || c == '\0' || static_cast<unsigned char>(c) > 0x7F;
  }
  if (at_.cr && at_.octet == segment.end) segment.rough = true;
}

void SevenBit::leave_out(const Field& field) { left_out_.push_back(field.at); }

std::string_view SevenBit::obstacle() {
  if (message_.cut) stop("it has too many parts or fields");
  if (at_.octet != message_.size) stop("it was not read as a whole");
  if (obstacle_.empty()) judge_all();
  at_ = {};
  return obstacle_;
}

void SevenBit::judge_all() {
  for (std::size_t i = 0; i < segments_.size() && obstacle_.empty();) {
    const auto& segment = segments_[i];
    if (segment.kind == Kind::between && segment.eight_bit) return stop("text outside its parts is not in ASCII");
    if (segment.kind != Kind::header) {
      ++i;
      continue;
    }
    if (segment.eight_bit) return stop("its header is not in ASCII");
    const bool whole = judge_part(i);
    i = whole ? encode_whole(i) : is_sealed(message_.parts[segment.part]) ? seal(i) : i + 1;
  }
  // MIME-Version, and what is left out, are the whole message's.
  if (changes_ && segments_.front().action == Action::copy) replace(segments_.front(), "");
}

// The first segment that is not within the part's body.
std::size_t SevenBit::behind(std::size_t header) const {
  const auto end = message_.parts[segments_[header].part].body.end;
  auto i = header + 1;
  while (i < segments_.size() && segments_[i].start < end) ++i;
  return i;
}

std::size_t SevenBit::seal(std::size_t header) {
  const auto end = behind(header);
  for (auto i = header + 1; i < end; ++i)
    if (segments_[i].eight_bit || (segments_[i].rough && segments_[i].kind == Kind::body))
      stop("a part of it is signed or encrypted");
  return end;
}

std::size_t SevenBit::encode_whole(std::size_t header) {
  const auto end = behind(header);
  for (auto i = header + 1; i < end; ++i) {
    segments_[i].action = Action::encode;
    segments_[i].part = segments_[header].part;
  }
  return end;
}

bool SevenBit::has_utf8_header(std::size_t header) const {
  const auto first = segments_.begin() + static_cast<std::ptrdiff_t>(header) + 1;
  return std::any_of(first, segments_.begin() + static_cast<std::ptrdiff_t>(behind(header)),
                     [](const Segment& s) { return s.eight_bit && s.kind != Kind::body; });
}

// Why what is in this part cannot be encoded.
std::string_view SevenBit::obstacle_in(const Part& part, bool whole) const {
  if (part.encoding != Encoding::identity) return "a part of it is not what its encoding says";
  if (part.type.is("multipart")) return "a multipart of it has no parts";
  if (part.type.is("message") && !whole && !is_global(part.type)) return "a part of it may not be encoded";
  if (part.kept_size != part.header.size()) return "a header of it is too long";
  return "";
}

// What becomes of one part, whose body follows its header when it is a leaf. True: all that it encloses is encoded with it.
bool SevenBit::judge_part(std::size_t header) {
  auto& segment = segments_[header];
  const Part& part = message_.parts[segment.part];
  const bool leaf = header + 1 < segments_.size() && segments_[header + 1].kind == Kind::body;
  auto* body = leaf ? &segments_[header + 1] : nullptr;
  const bool whole = part.inside == Inside::message && is_global(part.type) && has_utf8_header(header);
  if (whole || (body && (body->eight_bit || body->rough))) {
    if (const auto why = obstacle_in(part, whole); !why.empty()) stop(why);
    replace(segment, encoding_for(part) == Encoding::base64 ? "base64" : "quoted-printable");
    if (segment.action == Action::copy) stop("a header of it has no end");
    if (body) body->action = Action::encode;
    return whole;
  }
  const auto* field = message_.find(segment.part, kEncodingField);
  const auto said = field ? transfer_encoding_word(message_.raw_value(*field)) : std::string();
  if (equal_nocase(said, "8bit") || equal_nocase(said, "binary")) replace(segment, "7bit");
  return false;
}

// A header that has no end keeps what it says: then there is nothing behind it, or it is not indexed as a whole.
void SevenBit::replace(Segment& header, std::string_view encoding) {
  const Part& part = message_.parts[header.part];
  if (part.kept_size != part.header.size() || blank_line(message_.header_text(header.part)) == 0) return;
  header.text = header_with(header.part, encoding);
  header.action = Action::replace;
  changes_ = true;
}

// An empty word leaves what is said of the encoding.
std::string SevenBit::header_with(PartIndex i, std::string_view encoding) const {
  const Part& part = message_.parts[i];
  const auto text = message_.header_text(i);
  std::string out;
  std::size_t done = 0;
  for (std::uint32_t k = 0; k < part.field_count; ++k) {
    const Field& field = message_.fields[part.first_field + k];
    const bool left_out = i == 0 && std::ranges::find(left_out_, field.at) != left_out_.end();
    if (!left_out && (encoding.empty() || !equal_nocase(message_.name(field), kEncodingField))) continue;
    out += text.substr(done, field.at - part.kept_at - done);
    done = field.at - part.kept_at + field.size;
  }
  const auto blank = blank_line(text);
  out += text.substr(done, text.size() - blank - done);
  const bool is_root = part.parent == kNoPart || message_.parts[part.parent].inside == Inside::message;
  if (is_root && !message_.find(i, "MIME-Version")) out += "MIME-Version: 1.0\r\n";
  if (encoding == "quoted-printable" && !message_.find(i, "Content-Type"))
    out += "Content-Type: text/plain; charset=unknown-8bit\r\n";
  if (!encoding.empty()) out.append(kEncodingField).append(": ").append(encoding).append("\r\n");
  out += text.substr(text.size() - blank);
  return out;
}

void SevenBit::convert(std::string_view octets, std::string& out) {
  while (!octets.empty() && at_.octet < message_.size) {
    const auto before = at_.octet;
    const auto piece = pass(octets);
    const auto& segment = segments_[at_.segment];
    if (segment.action == Action::copy) out += piece;
    if (segment.action == Action::replace && before == segment.start) out += segment.text;
    if (segment.action != Action::encode) continue;
    const Part& part = message_.parts[segment.part];
    if (!encoder_) encoder_.emplace(encoding_for(part));
    encoder_->feed(piece, out);
    if (at_.octet < part.body.end) continue;
    encoder_->finish(out);
    encoder_.reset();
  }
}

}  // namespace postern::mime
