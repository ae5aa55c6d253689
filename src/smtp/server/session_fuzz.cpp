// Any bytes at any settings from any state: the session keeps its promises.
#include <cstdint>
#include <cstdlib>

#include "support/smtp_bare_session.h"

using namespace postern;  // a fuzzer is a program of its own
using namespace postern::smtp;

namespace {

constexpr std::string_view kPrefixes[] = {
    "",
    "EHLO c.example\r\n",
    "EHLO c.example\r\nMAIL FROM:<a@far.example>\r\n",
    "EHLO c.example\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\n",
    "EHLO c.example\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\nDATA\r\n",
    "EHLO c.example\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\nBDAT 10\r\n",
    "EHLO c.example\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\n",
    "EHLO c.example\r\nAUTH LOGIN\r\n",
};

struct Run {
  std::string said;
  std::vector<World::Delivered> delivered;
  bool closed = false;
};

Run play(const std::uint8_t* head, std::string_view bytes, std::size_t step) {
  World world;
  world.trusted = (head[0] & 1) != 0;
  world.login.cleartext = (head[0] & 2) != 0;
  world.fail_port_at = head[1] % 16;
  world.failure = static_cast<Failure>(head[1] / 16 % 12);
  world.inline_limit = (head[0] & 32) != 0 ? 10u : 65'536u;
  Settings settings;
  settings.max_message_size.value = head[2] % 4 == 0 ? 0 : head[2] * 8u;
  settings.max_recipients = head[2] % 3;
  settings.client_names = (head[0] & 4) != 0 ? ClientNames::strict : ClientNames::lenient;
  Dialogue d(world, settings, (head[0] & 8) != 0 ? submission_listener() : exchange_listener(), (head[0] & 16) != 0);
  Run run;
  run.said = d.give(kPrefixes[head[3] % std::size(kPrefixes)]);
  run.said += d.give(bytes, step);
  run.delivered = world.delivered;
  run.closed = d.closed();
  return run;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kHead = 4;
  if (size <= kHead) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + kHead), size - kHead);
  const auto whole = play(data, bytes, 0);
  for (const auto& d : whole.delivered)
    require(!d.envelope.recipients.empty() && d.bytes.starts_with("Received: from ") &&
            d.return_path.starts_with("Return-Path: <"));
  require(whole.said.ends_with("\r\n"));
  if (to_lower(bytes).find("starttls") != std::string::npos) return 0;  // what STARTTLS does depends on segments
  const auto pieces = play(data, bytes, 1 + data[0] % 5);
  require(whole.said == pieces.said && whole.closed == pieces.closed && whole.delivered.size() == pieces.delivered.size());
  for (std::size_t i = 0; i < whole.delivered.size(); ++i) require(whole.delivered[i].bytes == pieces.delivered[i].bytes);
  return 0;
}
