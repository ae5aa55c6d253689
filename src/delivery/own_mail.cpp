// Composing and delivering the server's own mail.
#include "delivery/own_mail.h"

#include <fmt/format.h>

#include "base/text.h"
#include "delivery/delivery.h"
#include "mime/encoded_word.h"
#include "mime/encoder.h"

namespace postern::delivery {
namespace {

constexpr std::size_t kLongestSubject = 200;

queue::Envelope envelope_to(const address::Mailbox& to, Random& random, Time now) {
  queue::Envelope envelope;
  envelope.recipients.push_back({.mailbox = to, .notify = {}, .orcpt_type = {}, .orcpt = {}});
  envelope.origin.id = new_id(random);
  envelope.origin.received = now;
  return envelope;
}

}  // namespace

std::string new_id(Random& random) { return to_hex(random.bytes(16)); }

std::string text_part(std::string_view text, Language language) {
  const bool plain = is_ascii(text);
  auto out =
      fmt::format("Content-Type: text/plain; charset=utf-8\r\nContent-Language: {}\r\nContent-Transfer-Encoding: {}\r\n\r\n",
                  name(language), plain ? "7bit" : "quoted-printable");
  if (plain) return out += text;
  mime::TransferEncoder encoder(mime::Encoding::quoted_printable);
  encoder.feed(text, out);
  encoder.finish(out);
  return out;
}

std::string compose(const OwnMail& mail, Random& random, Time now) {
  const auto subject = mail.what.subject_in(mail.language);
  return fmt::format(
      "From: Postmaster <postmaster@{0}>\r\nTo: <{1}>\r\nSubject: {2}\r\nDate: {3}\r\nMessage-ID: <{4}@{0}>\r\n"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n{5}",
      mail.host, mail.to.text(), mime::unstructured(printable(cut(subject, kLongestSubject), kLongestSubject)),
      rfc5322_date(now), new_id(random), text_part(mail.what.text_in(mail.language), mail.language));
}

Task<Result<void>> send_own(Delivery& delivery, OwnMail mail, Random& random, Time now) {
  auto text = co_await delivery.dressed(mail.host, compose(mail, random, now));
  const auto whole = std::make_shared<const std::string>(std::move(text));
  const auto parsed = std::make_shared<const mime::Message>(mime::parse(*whole));
  const auto envelope = envelope_to(mail.to, random, now);
  auto given = co_await delivery.give(envelope, store::Content(whole), parsed);
  if (!given) co_return pass_on(given);
  if (given->failed) co_return std::unexpected(*given->failed);
  if (!given->somebody()) co_return fail(Failure::not_found, "Nobody here has this address");
  co_return Result<void>{};
}

Task<Result<void>> post_whole(Delivery& delivery, store::BlobStore& blobs, Whole mail, Random& random, Time now) {
  const auto whole = co_await delivery.dressed(std::move(mail.host), std::move(mail.message));
  auto body = std::make_unique<store::Spool>(blobs, whole.size());
  body->add(whole);
  Incoming incoming{std::move(body), std::make_shared<const mime::Message>(mime::parse(whole)), kOwnPath.size()};
  auto envelope = envelope_to(mail.to, random, now);
  envelope.smtputf8 = mail.to.needs_utf8() || incoming.parsed->utf8_header;
  co_return co_await delivery.accept(std::move(envelope), std::move(incoming));
}

Task<Result<void>> post_own(Delivery& delivery, store::BlobStore& blobs, OwnMail mail, Random& random, Time now) {
  auto message = compose(mail, random, now);
  return post_whole(delivery, blobs, {std::move(mail.to), std::move(mail.host), std::move(message)}, random, now);
}

}  // namespace postern::delivery
