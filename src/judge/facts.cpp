// Text is read by prefixes and decoded piece by piece, never a whole body.
#include "judge/facts.h"

#include <algorithm>

#include "mime/charset.h"
#include "mime/parameters.h"
#include "mime/transfer.h"
#include "senderauth/dmarc.h"

namespace postern::judge {
namespace {

std::string decoded(const mime::Part& part, std::string_view octets, std::size_t room) {
  mime::TransferDecoder transfer(part.encoding);
  std::string plain, text;
  transfer.feed(octets, plain);
  transfer.finish(plain);
  plain.resize(std::min(plain.size(), room));
  const auto* charset = mime::find_parameter(part.type.parameters, "charset");
  mime::CharsetDecoder decoder(charset ? std::string_view(*charset) : std::string_view());
  decoder.feed(plain, text);
  decoder.finish(text);
  return text;
}

}  // namespace

Task<Result<std::vector<Text>>> texts_of(const mime::Message& message, Read read, TextLimits limits) {
  std::vector<Text> texts;
  auto room = limits.total;
  for (const auto& part : message.parts) {
    if (texts.size() == limits.parts || room == 0) break;
    if (part.inside != mime::Inside::leaf || (part.type_given && !part.type.is("text"))) continue;
    auto octets =
        co_await read(part.body.start, static_cast<std::size_t>(std::min<std::uint64_t>(part.body.size(), limits.octets)));
    if (!octets) co_return pass_on(octets);
    Text text{part.type.is("text", "html"), decoded(part, *octets, room)};
    room -= std::min(room, text.utf8.size());
    texts.push_back(std::move(text));
  }
  co_return texts;
}

dns::Name author_domain(const mime::Message& message) {
  const auto authors = senderauth::authors_of(message);
  return authors.domains.size() == 1 ? authors.domains.front() : dns::Name();
}

dns::Name organisation_of(const dns::Name& domain, const senderauth::PublicSuffixes* suffixes) {
  if (!suffixes) return domain.last(2);
  auto found = suffixes->registrable_domain(domain);
  return found.is_root() ? domain : found;
}

}  // namespace postern::judge
