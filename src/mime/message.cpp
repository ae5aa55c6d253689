// Reading a parsed message: fields by name, unfolding, hops, disposition, file names.
#include "mime/message.h"

#include <algorithm>

#include "base/text.h"
#include "mime/encoded_word.h"
#include "mime/parameters.h"
#include "mime/parser.h"

namespace postern::mime {

bool ContentType::is(std::string_view t, std::string_view s) const { return is(t) && equal_nocase(subtype, s); }
bool ContentType::is(std::string_view t) const { return equal_nocase(type, t); }

Parser::Parser(const Limits& limits) : impl_(std::make_unique<ParserImpl>(limits)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;
void Parser::feed(std::string_view bytes) { impl_->feed(bytes); }
Message Parser::finish() { return impl_->finish(); }
std::uint64_t Parser::work_for_test() const { return impl_->work(); }

Message parse(std::string_view bytes, const Limits& limits) {
  ParserImpl parser(limits);
  parser.feed(bytes);
  return parser.finish();
}

std::string_view Message::name(const Field& f) const { return std::string_view(headers).substr(f.at, f.name_size); }
std::string_view Message::raw_value(const Field& f) const { return std::string_view(headers).substr(f.value_at, f.value_size); }
std::string_view Message::line(const Field& f) const { return std::string_view(headers).substr(f.at, f.size); }

std::string_view Message::header_text(PartIndex i) const {
  return std::string_view(headers).substr(parts[i].kept_at, parts[i].kept_size);
}

const Field* Message::find(PartIndex i, std::string_view wanted) const {
  const Field* first = fields.data() + parts[i].first_field;
  const Field* last = first + parts[i].field_count;
  const auto* found =
      std::find_if(first, last, [&](const Field& f) { return f.name_size == wanted.size() && equal_nocase(name(f), wanted); });
  return found == last ? nullptr : found;
}

std::string Message::unfolded(PartIndex i, std::string_view wanted) const {
  const Field* field = find(i, wanted);
  return field ? unfold(raw_value(*field)) : std::string();
}

std::vector<std::string> Message::all(PartIndex i, std::string_view wanted) const {
  std::vector<std::string> values;
  for (std::uint32_t k = 0; k < parts[i].field_count; ++k) {
    const Field& field = fields[parts[i].first_field + k];
    if (equal_nocase(name(field), wanted)) values.push_back(unfold(raw_value(field)));
  }
  return values;
}

std::size_t Message::count(PartIndex i, std::string_view wanted) const {
  std::size_t n = 0;
  for (std::uint32_t k = 0; k < parts[i].field_count; ++k)
    if (equal_nocase(name(fields[parts[i].first_field + k]), wanted)) ++n;
  return n;
}

std::string unfold(std::string_view raw) {
  std::string out(trim(raw));
  std::erase_if(out, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  return out;
}

std::size_t received_count(const Message& m) { return m.count(0, "Received"); }

std::optional<Disposition> disposition(const Message& m, PartIndex i) {
  const Field* field = m.find(i, "Content-Disposition");
  return field ? parse_disposition(m.raw_value(*field)) : std::nullopt;
}

// Content-Language = 1#language-tag (RFC 3282 §2)
std::vector<std::string> languages(const Message& m, PartIndex i) {
  std::vector<std::string> tags;
  const std::string value = m.unfolded(i, "Content-Language");
  std::string_view rest = value;
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    const auto tag = trim(rest.substr(0, comma));
    if (!tag.empty()) tags.emplace_back(tag);
    rest.remove_prefix(comma == rest.npos ? rest.size() : comma + 1);
  }
  return tags;
}

std::string file_name(const Message& m, PartIndex i) {
  if (const auto d = disposition(m, i))
    if (auto name = parameter_text(d->parameters, "filename"); name && !name->empty()) return *std::move(name);
  return parameter_text(m.parts[i].type.parameters, "name").value_or("");
}

}  // namespace postern::mime
