// Encoding of automatic replies, version 1.
#include "directory/auto_reply.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kAutoReplyVersion = 1;

bool is_text(std::string_view text) {
  const auto control = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u < 32 && c != '\n' && c != '\t') || u == 127;
  };
  return is_utf8(text) && std::ranges::none_of(text, control);
}

}  // namespace

Result<void> check(const AutoReply& r) {
  if (r.subject.size() > kLongestReplySubject)
    return fail(Failure::too_large, fmt::format("The subject may have at most {} bytes of text", kLongestReplySubject));
  if (r.text.size() > kLongestReplyText)
    return fail(Failure::too_large, fmt::format("The text may have at most {} bytes of text", kLongestReplyText));
  if (!is_text(r.subject) || r.subject.contains('\n') || !is_text(r.text))
    return fail(Failure::invalid, "The reply has characters that cannot be shown");
  if (r.on && r.text.empty()) return fail(Failure::invalid, "A reply needs a text");
  if (r.until != Time{} && r.until <= r.from) return fail(Failure::invalid, "It ends before it begins");
  return {};
}

std::string encode(const AutoReply& r) {
  Encoder out;
  out.u8(kAutoReplyVersion).u8(bit(r.on)).bytes(r.subject).bytes(r.text).zigzag(r.from.ms).zigzag(r.until.ms);
  return out.u8(bit(r.own_domain_only)).zigzag(r.changed.ms).take();
}

Result<AutoReply> decode_auto_reply(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kAutoReplyVersion;
  AutoReply r;
  r.on = flag(in, good);
  r.subject = in.bytes();
  r.text = in.bytes();
  r.from = {in.zigzag()};
  r.until = {in.zigzag()};
  r.own_domain_only = flag(in, good);
  r.changed = {in.zigzag()};
  if (!good || !in.done()) return damaged("automatic reply");
  return r;
}

}  // namespace postern::directory
