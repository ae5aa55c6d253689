// Reading the header, and driving the dialogue on a stream.
#include "scanners/milter.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace postern::scanners {
namespace {

constexpr std::size_t kLargestHeader = 512 << 10;  // sessions take less
constexpr std::size_t kHeaderPiece = 64 << 10;

// Where the empty line ends, or npos. Lines end with LF, which a CR may precede.
std::size_t end_of_header(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    if (end == text.npos) return text.npos;
    if (end == at || (end == at + 1 && text[at] == '\r')) return end + 1;
    at = end + 1;
  }
  return text.npos;
}

Task<Result<std::string>> read_header(const Text& text) {
  std::string out;
  while (out.size() < text.size() && out.size() < kLargestHeader) {
    auto piece = co_await text.read(out.size(), kHeaderPiece);
    if (!piece) co_return pass_on(piece);
    if (piece->empty()) break;
    out += *piece;
    if (end_of_header(out) != out.npos) break;
  }
  co_return out;
}

Task<MilterDialogue::Effect> perform(net::Stream& stream, MilterDialogue& dialogue, const Text&, Deadline until,
                                     MilterDialogue::HearMore) {
  auto bytes = co_await stream.read(until);
  if (!bytes) co_return dialogue.on_failure(bytes.error());
  co_return dialogue.on_bytes(*bytes);
}

Task<MilterDialogue::Effect> perform(net::Stream&, MilterDialogue& dialogue, const Text& text, Deadline,
                                     MilterDialogue::ReadText want) {
  auto piece = co_await text.read(want.from, want.size);
  if (!piece) co_return dialogue.on_failure(piece.error());
  co_return dialogue.on_text(std::move(*piece));
}

Task<MilterDialogue::Effect> perform(net::Stream&, MilterDialogue&, const Text&, Deadline, MilterDialogue::Over over) {
  co_return MilterDialogue::Effect{over};
}

Task<void> run(net::Stream& stream, MilterDialogue& dialogue, const Text& text, Deadline until) {
  auto effect = dialogue.start();
  while (!std::holds_alternative<MilterDialogue::Over>(effect)) {
    auto written = co_await stream.write(dialogue.output(), until);
    dialogue.clear_output();
    if (!written) {
      effect = dialogue.on_failure(written.error());
      continue;
    }
    auto task = std::visit([&](auto e) { return perform(stream, dialogue, text, until, e); }, effect);
    effect = co_await std::move(task);
  }
  auto goodbye = co_await stream.write(dialogue.output(), until);
  ignore(goodbye, "it has said what it had to say");
}

}  // namespace

MilterMessage milter_message(std::string_view header, std::uint64_t size) {
  const auto body_at = end_of_header(header);
  MilterMessage out{.header = {}, .body_at = body_at == header.npos ? size : body_at, .size = size};
  header = header.substr(0, body_at);
  while (!header.empty()) {
    auto end = header.find('\n');
    while (end != header.npos && end + 1 < header.size() && is_wsp(header[end + 1])) end = header.find('\n', end + 1);
    auto line = header.substr(0, end);
    header.remove_prefix(end == header.npos ? header.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto colon = line.find(':');
    const auto name = trim(line.substr(0, colon));
    if (colon == line.npos || !is_field_name(name)) continue;
    out.header.push_back({std::string(name), std::string(line.substr(colon + 1))});
  }
  return out;
}

Task<Opinion> ask_milter(net::Connector& connector, Place place, std::string name, const Facts& facts, const Text& text,
                         std::vector<HeaderField> before, Deadline until) {
  auto header = co_await read_header(text);
  if (!header) co_return unknown(name, header.error().text);
  auto message = milter_message(*header, text.size());
  for (auto& field : before) field.value.insert(0, " ");
  message.header.insert(message.header.begin(), before.begin(), before.end());
  auto stream = co_await connect(connector, std::move(place), until);
  if (!stream) co_return unknown(name, stream.error().text);
  MilterDialogue dialogue(std::move(name), facts, message);
  co_await run(**stream, dialogue, text, until);
  co_return dialogue.opinion();
}

}  // namespace postern::scanners
