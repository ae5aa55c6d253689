// Any bytes of a milter, in any split: the dialogue ends, what it says is packets, and what it adds can stand in a header.
#include <cstdint>
#include <cstdlib>

#include "scanners/milter.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::scanners;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_said(std::string_view said) {
  MilterPackets packets;
  while (!said.empty()) {
    // Of ours one may be larger than what is taken of others: a header.
    require(said.size() >= 5);
    std::size_t size = 0;
    for (int i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(said[static_cast<std::size_t>(i)]);
    require(size >= 1 && said.size() >= size + 4);
    require(std::string_view("OCHMRTLNBEDQ").contains(said[4]));
    said.remove_prefix(size + 4);
  }
}

void play(std::string_view bytes, std::size_t step) {
  const Facts facts{.id = "1",
                    .our_name = "us",
                    .ip = {},
                    .client_name = "",
                    .helo = "h",
                    .sender = "s",
                    .recipients = {"a", "b"},
                    .login = ""};
  const std::string text = "A: b\r\nC: d\r\n\r\n" + std::string(150'000, 'x');
  const auto message = milter_message(text, text.size());
  MilterDialogue dialogue("m", facts, message);
  auto effect = dialogue.start();
  while (!std::holds_alternative<MilterDialogue::Over>(effect)) {
    check_said(dialogue.output());
    dialogue.clear_output();
    if (const auto* want = std::get_if<MilterDialogue::ReadText>(&effect)) {
      effect = dialogue.on_text(text.substr(want->from, want->size));
      continue;
    }
    const auto piece = bytes.substr(0, step);
    bytes.remove_prefix(piece.size());
    effect = dialogue.on_bytes(piece);
  }
  check_said(dialogue.output());
  const auto& opinion = dialogue.opinion();
  require(opinion.fields.size() <= 50);
  for (const auto& field : opinion.fields) require(is_field_name(field.name) && is_field_value(field.value));
  require(plain_words(opinion.words) == opinion.words && plain_words(opinion.text) == opinion.text);
  require(opinion.code == 0 || (opinion.code >= 400 && opinion.code <= 599));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  play(bytes, 1);
  play(bytes, bytes.size() + 1);
  milter_message(bytes, size);
  return 0;
}
