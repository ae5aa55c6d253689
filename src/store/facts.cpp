// Facts of a message: its digest, with identifiers as hashes.
#include "store/facts.h"

#include "mime/digest.h"

namespace postern::store {
namespace {

// FNV-1a with a final spread. It is stored, so it never changes; a collision only joins two threads of one account.
std::uint64_t stored_hash(std::string_view text) {
  if (text.empty()) return 0;
  std::uint64_t h = 0xCBF29CE484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  h ^= h >> 32;
  return h == 0 ? 1 : h;
}

std::shared_ptr<const Facts> from_digest(mime::Digest digest, const mime::Message& message, Time internal_date) {
  auto facts = std::make_shared<Facts>();
  facts->envelope = std::move(digest.envelope);
  facts->body_structure = std::move(digest.body_structure);
  facts->headers = std::move(digest.header_cache);
  facts->preview = std::move(digest.preview);
  facts->header_size = static_cast<std::uint32_t>(message.parts.empty() ? 0 : message.parts[0].header.size());
  facts->sent = digest.sent ? digest.sent->at : internal_date;
  facts->message_id = stored_hash(digest.message_id);
  for (const auto& reference : digest.references) facts->references.push_back(stored_hash(reference));
  facts->subject = stored_hash(digest.base_subject);
  return facts;
}

}  // namespace

Task<Result<std::shared_ptr<const Facts>>> facts_of(BlobStore& blobs, Content content, const mime::Message& parsed,
                                                    Time internal_date) {
  const auto range = mime::preview_range(parsed);
  const Body body = content.blob ? Body(blobs, *content.blob) : Body(std::move(content.bytes));
  auto start = co_await body.read(range.start, static_cast<std::size_t>(range.size()));
  if (!start) co_return pass_on(start);
  co_return from_digest(mime::digest_with(parsed, start->bytes), parsed, internal_date);
}

std::shared_ptr<const Facts> facts_of(std::string_view bytes, Time internal_date) {
  const auto message = mime::parse(bytes);
  return from_digest(mime::digest(message, bytes), message, internal_date);
}

}  // namespace postern::store
