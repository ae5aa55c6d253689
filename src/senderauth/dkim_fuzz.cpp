// DKIM signatures and key records from any bytes: the message, and after a NUL the record that every name has.
#include <cstdlib>
#include <string_view>

#include "senderauth/dkim_verify.h"
#include "senderauth/key_record.h"

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(text.find('\0'), size);
  const auto raw = text.substr(0, end);
  const std::string record(text.substr(std::min(end + 1, size)));
  const auto message = mime::parse(raw);
  const auto signatures = senderauth::dkim_signatures(message);
  senderauth::BodyHasher body;
  for (const auto& one : signatures)
    if (one.usable()) body.want(one.signature.body_form);
  body.feed(raw.substr(message.parts[0].body.start, message.parts[0].body.size()));
  body.finish();
  dns::Answers answers;
  for (int round = 0; round < 2; ++round) {
    const auto verdicts = senderauth::verify_dkim(message, signatures, body, Time{1'700'000'000'000}, answers);
    if (verdicts && verdicts->size() != signatures.size()) std::abort();
    if (verdicts) return 0;
    for (const auto& question : answers.take_wanted())
      answers.put(question, {.status = dns::Status::found, .records = {record}});
  }
  std::abort();
}
