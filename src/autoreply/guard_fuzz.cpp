// Any message: it is answered or not; an answer to it has each of its fields once, and no answer of its own. Any row of the memory: what
// decodes encodes to the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "autoreply/guard.h"
#include "autoreply/memory.h"
#include "autoreply/reply.h"
#include "base/random.h"

namespace {

struct Zeroes final : postern::Random {
  void fill(char* bytes, std::size_t n) override { std::fill_n(bytes, n, '\0'); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace postern;
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  if (const auto row = autoreply::decode_answered(in);
      row && autoreply::decode_answered(autoreply::encode(*row))->list != row->list)
    std::abort();
  static const auto ann = address::parse_mailbox("ann@home.test", address::Charset::ascii).value();
  static const auto bob = address::parse_mailbox("bob@far.example", address::Charset::ascii).value();
  const std::function<bool(const address::Mailbox&)> is_ann = [](const auto& one) { return one == ann; };
  const std::function<bool(const address::Mailbox&)> is_bob = [](const auto& one) { return one == bob; };
  queue::Envelope envelope;
  envelope.reverse_path = bob;
  envelope.judged.path_is_proven = true;
  const auto message = mime::parse(in);
  (void)autoreply::may_answer({message, envelope, false, is_ann});
  static const directory::AutoReply reply{.on = true, .text = "away"};
  Zeroes random;
  const auto made = autoreply::compose(reply, {ann, "Ann", bob}, message, random, Time{1'795'000'000'000});
  const auto answer = mime::parse(made.message);
  for (const auto* field : {"From", "To", "Subject", "Auto-Submitted"})
    if (answer.count(0, field) != 1) std::abort();
  if (answer.fields.size() > 11 || answer.count(0, "Bcc") > 0 || answer.parts.size() != 1) std::abort();
  envelope.reverse_path = ann;
  if (autoreply::may_answer({answer, envelope, false, is_bob}) == autoreply::Withheld::no) std::abort();
  return 0;
}
