// The strictest action of all findings is that of the message.
#include "attachments/policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/said.h"
#include "base/text.h"

namespace postern::attachments {
namespace {

Action action_for(Cause cause, const Settings& s, Way way) {
  const bool in = way == Way::inbound;
  switch (cause) {
    case Cause::name: return in ? s.inbound_name : s.outbound_name;
    case Cause::content: return in ? s.inbound_content : s.outbound_content;
    case Cause::macros: return in ? s.inbound_macros : s.outbound_macros;
    case Cause::closed: break;
  }
  return in ? s.inbound_closed : s.outbound_closed;
}

std::string in_ascii(std::string_view text) {
  std::string out;
  for (const char c : printable(text, 400)) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80) out += c;
    if (octet >= 0xC0) out += '?';
  }
  return out;
}

// A long name leaves the reason in sight, and its end: that is what it was found by.
std::string short_of(std::string_view names) {
  constexpr std::size_t kBegin = 200, kEnd = 100;
  if (names.size() <= kBegin + kEnd) return std::string(names);
  const auto begins_character = [&](std::size_t at) { return (static_cast<unsigned char>(names[at]) & 0xC0) != 0x80; };
  auto begin = kBegin, end = names.size() - kEnd;
  while (begin > 0 && !begins_character(begin)) --begin;
  while (end < names.size() && !begins_character(end)) ++end;
  return fmt::format("{}...{}", names.substr(0, begin), names.substr(end));
}

bool is_inside(const mime::Message& m, mime::PartIndex part, std::span<const Removal> removals) {
  for (auto at = m.parts[part].parent; at != mime::kNoPart; at = m.parts[at].parent)
    if (std::ranges::find(removals, at, &Removal::part) != removals.end()) return true;
  return false;
}

std::vector<Removal> removals_of(const mime::Message& m, std::span<const Finding> findings) {
  std::vector<Removal> out;
  for (const auto& finding : findings)
    if (std::ranges::find(out, finding.part, &Removal::part) == out.end()) out.push_back({finding.part, words(finding)});
  std::ranges::sort(out, {}, &Removal::part);
  std::erase_if(out, [&, all = out](const Removal& one) { return is_inside(m, one.part, all); });
  return out;
}

}  // namespace

std::string words(const Finding& f) {
  const auto where = short_of(f.where);
  switch (f.cause) {
    case Cause::name: return said<"{}: names that end in .{} are not taken">(where, f.what).english();
    case Cause::macros:
    case Cause::content: return said<"{}: it is {}, which is not taken">(where, f.what).english();
    case Cause::closed: break;
  }
  return said<"{}: it cannot be looked into, for it {}">(where, f.what).english();
}

std::string_view name(Action action) {
  switch (action) {
    case Action::accept: return "accept";
    case Action::strip: return "strip";
    case Action::quarantine: return "quarantine";
    case Action::refuse: return "refuse";
  }
  return "";
}

Decision decide(const mime::Message& m, std::span<const Finding> findings, const Settings& settings, Way way) {
  Decision decision;
  std::vector<Finding> to_strip;
  for (const auto& finding : findings) {
    const auto action = action_for(finding.cause, settings, way);
    if (action == Action::strip) to_strip.push_back(finding);
    if (action <= decision.action) continue;
    decision.action = action;
    decision.words = in_ascii(words(finding));
  }
  if (decision.action == Action::strip) decision.removals = removals_of(m, to_strip);
  return decision;
}

Rules rules_of(const Settings& settings, std::span<const std::string> more) {
  Rules rules{ExtensionList(settings.extensions), settings.limits()};
  rules.extensions.add({more.begin(), more.end()});
  return rules;
}

}  // namespace postern::attachments
