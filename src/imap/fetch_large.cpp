// Sections are ranges of the stored octets once the structure is known, which is found in one pass beforehand. A BINARY literal
// tells its size first, so a part is decoded twice: counted, then written.
#include "imap/fetch_large.h"

#include <algorithm>

#include "mime/section.h"
#include "mime/transfer.h"

namespace postern::imap {
namespace {

using grammar::FetchAttribute;
using grammar::FetchItem;
using grammar::SectionText;

constexpr std::uint64_t kMostHeader = 1 << 20;  // octets in which HEADER.FIELDS looks for fields

// The octets that a client sees of `size`.
mime::Range shown(const FetchAttribute& a, std::uint64_t size) {
  if (!a.partial) return {0, size};
  const auto from = std::min<std::uint64_t>(a.partial->offset, size);
  return {from, from + std::min<std::uint64_t>(a.partial->length, size - from)};
}

// The decoded octets of a stretch of the message, piece by piece.
class Decoded {
 public:
  Decoded(const store::Body& body, mime::Encoding encoding, mime::Range range)
      : body_(body), decoder_(encoding), rest_(range) {}

  // Empty at the end.
  Task<Result<std::string>> next() {
    std::string out;
    while (out.empty() && rest_.size() > 0) {
      auto slice = co_await body_.read(rest_.start, std::min<std::uint64_t>(rest_.size(), Output::kPiece));
      if (!slice) co_return pass_on(slice);
      if (slice->bytes.empty()) co_return fail(Failure::corrupt, "The message is shorter than it should be");
      rest_.start += slice->bytes.size();
      decoder_.feed(slice->bytes, out);
      if (rest_.size() == 0) decoder_.finish(out);
    }
    co_return out;
  }

 private:
  const store::Body& body_;
  mime::TransferDecoder decoder_;
  mime::Range rest_;
};

class LargeFetch {
 public:
  LargeFetch(Context& c, const FetchForm& form, FetchSource& m, const store::Body& body)
      : c_(c), form_(form), m_(m), body_(body) {}

  Task<Result<bool>> run() {
    auto found = co_await find_structure();
    if (!found) co_return pass_on(found);
    if (std::ranges::any_of(form_.items(), [this](const FetchForm::Item& i) { return is_undecodable(*i.asked); }))
      co_return false;
    auto& out = c_.out.buffer();
    out += "* ";
    grammar::append_number(out, m_.seq);
    out += " FETCH (";
    bool first = true;
    for (const auto& item : form_.items()) {
      if (!std::exchange(first, false)) out += ' ';
      auto done = co_await one(item);
      if (done) done = co_await c_.out.drain();
      if (!done) co_return broken(done.error());
    }
    out += ")\r\n";
    auto drained = co_await c_.out.drain();
    if (!drained) co_return pass_on(drained);
    co_return true;
  }

 private:
  [[nodiscard]] bool takes_octets(const FetchForm::Item& item) const {
    const auto kind = item.asked->item;
    if (kind == FetchItem::section) return !item.from_facts || m_.facts == nullptr;
    return kind == FetchItem::binary || kind == FetchItem::binary_size;
  }

  Task<Result<void>> find_structure() {
    const auto wants = [this](const FetchForm::Item& item) {
      return item.asked->item == FetchItem::body || (takes_octets(item) && !whole_message(*item.asked));
    };
    if (std::ranges::none_of(form_.items(), wants)) co_return Result<void>{};
    mime::Parser parser;
    for (std::uint64_t at = 0; at < body_.size();) {
      auto slice = co_await body_.read(at, Output::kPiece);
      if (!slice) co_return pass_on(slice);
      if (slice->bytes.empty()) co_return fail(Failure::corrupt, "The message is shorter than it should be");
      at += slice->bytes.size();
      parser.feed(slice->bytes);
    }
    m_.parsed = parser.finish();
    co_return Result<void>{};
  }

  [[nodiscard]] const mime::Part* part_of(const FetchAttribute& a) const {
    if (whole_message(a)) return nullptr;
    const auto index = mime::find_part(*m_.parsed, {a.section.part, mime::SectionText::all});
    return index ? &m_.parsed->parts[*index] : nullptr;
  }
  [[nodiscard]] bool is_undecodable(const FetchAttribute& a) const {
    if (a.item != FetchItem::binary && a.item != FetchItem::binary_size) return false;
    const auto* part = part_of(a);
    return part != nullptr && part->encoding == mime::Encoding::unknown;
  }
  [[nodiscard]] std::optional<mime::Range> range_of(const FetchAttribute& a) const {
    if (whole_message(a)) return mime::Range{0, body_.size()};
    return mime::find_section(*m_.parsed, {a.section.part, mime_text(a.section.text)});
  }

  Task<Result<void>> one(const FetchForm::Item& item) {
    auto& out = c_.out.buffer();
    if (!takes_octets(item)) {
      append_item(out, form_, item, m_);
      co_return Result<void>{};
    }
    const auto& a = *item.asked;
    const auto range = range_of(a);
    out += item.label;
    if (!range) {
      out += a.item == FetchItem::binary_size ? "0" : "NIL";
      co_return Result<void>{};
    }
    if (a.item != FetchItem::section) co_return co_await binary(a, *range);
    if (item.which) co_return co_await header_fields(item, *range);
    co_return co_await octets(a, *range);
  }

  Task<Result<void>> header_fields(const FetchForm::Item& item, mime::Range range) {
    auto header = co_await body_.read(range.start, std::min(range.size(), kMostHeader));
    if (!header) co_return pass_on(header);
    const auto fields = mime::header_fields(header->bytes, item.fields, *item.which);
    const auto wanted = cut(fields, item.asked->partial);
    c_.writer().literal_head(wanted.size()).octets(wanted);
    co_return Result<void>{};
  }

  Task<Result<void>> octets(const FetchAttribute& a, mime::Range range) {
    const auto piece = shown(a, range.size());
    const mime::Range from_start{0, piece.size()};
    Decoded content(body_, mime::Encoding::identity, {range.start + piece.start, range.start + piece.end});
    c_.writer().literal_head(piece.size());
    co_return co_await written(std::move(content), from_start);
  }

  // RFC 3516 §4.2
  Task<Result<void>> binary(const FetchAttribute& a, mime::Range range) {
    const auto* part = part_of(a);
    const auto encoding = part != nullptr ? part->encoding : mime::Encoding::identity;
    std::uint64_t size = 0;
    bool nul = false;  // in what is shown
    Decoded counted(body_, encoding, range);
    const auto window = shown(a, UINT64_MAX);
    for (;;) {
      auto piece = co_await counted.next();
      if (!piece) co_return pass_on(piece);
      if (piece->empty()) break;
      nul = nul || within(*piece, size, window).contains('\0');
      size += piece->size();
    }
    auto& out = c_.out.buffer();
    if (a.item == FetchItem::binary_size) {
      grammar::append_number(out, size);
      co_return Result<void>{};
    }
    const auto exact = shown(a, size);
    Decoded again(body_, encoding, range);
    c_.writer().literal_head(exact.size(), nul);
    co_return co_await written(std::move(again), exact);
  }

  // What of a piece that begins at `at` lies in the window.
  static std::string_view within(std::string_view piece, std::uint64_t at, mime::Range window) {
    const auto from = std::clamp(window.start, at, at + piece.size()), to = std::clamp(window.end, at, at + piece.size());
    return piece.substr(static_cast<std::size_t>(from - at), static_cast<std::size_t>(to - from));
  }

  Task<Result<void>> written(Decoded content, mime::Range window) {
    for (std::uint64_t at = 0; at < window.end;) {
      auto piece = co_await content.next();
      if (!piece) co_return pass_on(piece);
      if (piece->empty()) co_return fail(Failure::corrupt, "The message is shorter than it should be");
      c_.out.buffer() += within(*piece, at, window);
      at += piece->size();
      auto drained = co_await c_.out.drain();
      if (!drained) co_return drained;
    }
    co_return Result<void>{};
  }

  // The line has begun: no answer can follow it.
  std::unexpected<Error> broken(const Error& error) {
    c_.session.state = State::logout;
    c_.stream.close();
    return std::unexpected(error);
  }

  Context& c_;
  const FetchForm& form_;
  FetchSource& m_;
  const store::Body& body_;
};

}  // namespace

Task<Result<bool>> fetch_large(Context& c, const FetchForm& form, FetchSource source, const store::Body& body) {
  LargeFetch fetch(c, form, source, body);
  co_return co_await fetch.run();
}

}  // namespace postern::imap
