// Chains, authors and foreign results from any bytes.
#include "senderauth/arc.h"

#include <cstdlib>
#include <string_view>

#include "senderauth/dkim_sign.h"
#include "senderauth/results.h"

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto message = mime::parse(raw);
  const auto chain = senderauth::arc_chain(message);
  if (chain.sets.size() > senderauth::kMostArcSets) std::abort();
  senderauth::BodyHasher body;
  if (chain.usable()) body.want(chain.body_form());
  body.finish();
  dns::Answers answers;
  auto verdict = senderauth::verify_arc(message, chain, body, Time{}, answers);
  for (const auto& question : answers.take_wanted()) answers.put(question, {.status = dns::Status::no_name});
  if (!verdict) verdict = senderauth::verify_arc(message, chain, body, Time{}, answers);
  if (!verdict || verdict->outcome == senderauth::Outcome::pass) std::abort();  // there is no key
  (void)senderauth::authors_of(message);
  for (const auto index : senderauth::results_to_remove(message, "mx.example"))
    if (index >= message.fields.size()) std::abort();
  if (senderauth::combined_results(message, "mx.example").contains('\n')) std::abort();
  return 0;
}
