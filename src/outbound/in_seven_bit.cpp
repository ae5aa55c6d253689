// Three times through the message: what its parts are, what is in them, and what becomes of it.
#include "outbound/in_seven_bit.h"

#include <optional>

#include "mime/seven_bit.h"
#include "store/pieces.h"

namespace postern::outbound {
namespace {

Task<Result<void>> look(const smtp::client::Mail& mail, store::BlobStore& blobs, mime::SevenBit& text) {
  for (store::Pieces pieces(blobs, mail.content, mail.skip); pieces.more();) {
    auto piece = co_await pieces.next();
    if (!piece) co_return pass_on(piece);
    text.look(*piece);
  }
  co_return Result<void>{};
}

struct Written {
  store::Content content;
  mime::Message parsed;
};

Task<Result<Written>> write(const smtp::client::Mail& mail, store::BlobStore& blobs, mime::SevenBit& text,
                            std::uint64_t inline_limit) {
  store::Spool spool(blobs, inline_limit);
  mime::Parser parser;
  std::string out;
  for (store::Pieces pieces(blobs, mail.content, mail.skip); pieces.more();) {
    auto piece = co_await pieces.next();
    if (!piece) co_return pass_on(piece);
    out.clear();
    text.convert(*piece, out);
    parser.feed(out);
    spool.add(out);
    if (!spool.full()) continue;
    auto flushed = co_await spool.flush();
    if (!flushed) co_return pass_on(flushed);
  }
  auto content = co_await spool.finish();
  if (!content) co_return pass_on(content);
  co_return Written{std::move(*content), parser.finish()};
}

// In whose name it was signed here, whose signatures are left out then. What came from outside is vouched for by nobody here, whatever it says.
std::optional<address::Domain> leave_out_ours(const smtp::client::Mail& mail, const mime::Message& message,
                                              const delivery::Signer& signer, mime::SevenBit& text) {
  const auto& origin = mail.envelope.origin;
  if (!origin.account && !origin.client_ip.empty()) return {};
  std::optional<address::Domain> by;
  const auto& root = message.parts.front();
  for (std::uint32_t i = 0; i < root.field_count; ++i) {
    const auto& field = message.fields[root.first_field + i];
    auto domain = signer.signed_by(message, field);
    if (!domain) continue;
    text.leave_out(field);
    by = std::move(domain);
  }
  return by;
}

}  // namespace

Task<Result<SevenBitMail>> in_seven_bit(smtp::client::Mail mail, store::BlobStore& blobs, delivery::Signer& signer,
                                        std::uint64_t inline_limit) {
  auto message = co_await store::parse(blobs, mail.content, mail.skip);
  if (!message) co_return pass_on(message);
  mime::SevenBit text(*message);
  auto looked = co_await look(mail, blobs, text);
  if (!looked) co_return pass_on(looked);
  const auto by = leave_out_ours(mail, *message, signer, text);
  SevenBitMail out;
  out.obstacle = text.obstacle();
  if (!out.obstacle.empty()) co_return out;
  auto written = co_await write(mail, blobs, text, inline_limit);
  if (!written) co_return pass_on(written);
  out.content = std::move(written->content);
  if (by) out.signature = co_await signer.sign(by->ascii(), out.content, written->parsed);
  co_return out;
}

Task<void> drop(SevenBitMail mail, store::BlobStore& blobs) {
  if (!mail.content.blob) co_return;
  auto removed = co_await blobs.remove(mail.content.blob->name);
  ignore(removed, "blobs that nothing names are swept");
}

}  // namespace postern::outbound
