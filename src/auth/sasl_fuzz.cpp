// Every mechanism fed by a client that sends anything, in every state; and the decoders of what is stored about passwords.
#include "auth/sasl.h"
#include "auth/sasl_prep.h"
#include "auth/sasl_scram.h"

namespace {

using namespace postern::auth;

const ScramVerifier& verifier() {
  static const auto made = make_scram_verifier("pencil", "salt", 4096);
  return made;
}

// The input is one byte for the mechanism, then messages separated by 0xFF.
void converse(std::string_view in) {
  const auto kind = static_cast<unsigned char>(in.front()) % 6;
  in.remove_prefix(1);
  const auto mechanism = kind == 3   ? scram_plus_mechanism("SRV", {"exporter", "end point"})
                         : kind == 2 ? scram_mechanism("SRV")
                                     : make_mechanism(static_cast<MechanismName>(kind), postern::system_random(), {});
  for (bool first = true;; first = false) {
    const auto end = in.find('\xFF');
    const auto message = in.substr(0, end);
    auto step = first ? mechanism->start(message) : mechanism->step(message);
    if (std::holds_alternative<WantVerifier>(step)) step = mechanism->supply({{verifier()}});
    if (!std::holds_alternative<Challenge>(step) || end == in.npos) return;
    in.remove_prefix(end + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  converse(in);
  postern::ignore(decode_scram_verifier(in.substr(1)), "it must only not crash");
  postern::ignore(sasl_prep(in), "it must only not crash");
  postern::ignore(fold_case(in), "it must only not crash");
  return 0;
}
