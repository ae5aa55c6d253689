// Whole messages from any octets, and an attachment of any octets: archives, TNEF and messages in one another, within the limits.
#include "attachments/look.h"

#include <cstdlib>
#include <string>

#include "attachments/policy.h"
#include "attachments/strip.h"
#include "base/text.h"

using namespace postern::attachments;

static void look_at(const std::string& raw) {
  const auto message = postern::mime::parse(raw);
  TextOctets octets(raw);
  Settings settings;
  settings.inbound_name = settings.inbound_content = settings.inbound_closed = Action::strip;
  auto rules = rules_of(settings);
  rules.limits = {
      .depth = 4, .entries = 200, .unpacked = postern::operator""_MiB(4), .ratio = 100, .held = postern::operator""_MiB(1)};
  const auto report = look_into(message, octets, rules, postern::system_time());
  if (!report) std::abort();  // a text can always be read
  const auto decision = decide(message, report->findings, settings, Way::inbound);
  for (const auto& removal : decision.removals)
    if (removal.part >= message.parts.size()) std::abort();
  (void)edited(raw, edits_of(message, decision.removals));
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  look_at(text);
  look_at("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n" + postern::to_base64(text));
  return 0;
}
