// What follows from opinions, by the settings.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "scanners/clamav.h"
#include "scanners/rspamd.h"
#include "scanners/scanners.h"
#include "scanners/spamd.h"

namespace postern::scanners {
namespace {

constexpr std::uint16_t kRefused = 550, kPutOff = 451;

// Fields that say what this server knows or has done, whatever the settings allow.
constexpr std::array<std::string_view, 3> kOurs{"Return-Path", "Received", "X-Spam-Verdict"};

bool may_be_added(const Settings& settings, std::string_view name) {
  const auto is_named = [&](std::string_view rule) {
    if (rule.ends_with('*')) return starts_nocase(name, rule.substr(0, rule.size() - 1));
    return equal_nocase(name, rule);
  };
  const auto is_ours = [&](std::string_view ours) { return equal_nocase(name, ours); };
  return std::ranges::any_of(settings.fields, is_named) && std::ranges::none_of(kOurs, is_ours);
}

WhenDown when_down(const Settings& settings, std::string_view scanner) {
  if (scanner == kClamav) return settings.clamav_down;
  if (scanner == kRspamd || scanner == kSpamd) return settings.spam_down;
  const auto milter = std::ranges::find(settings.milters, scanner, &Milter::place);
  return milter == settings.milters.end() ? WhenDown::put_off : milter->when_down;
}

Consequence consequence(const Settings& settings, const Opinion& opinion) {
  if (opinion.scanner == kRspamd && !settings.rspamd_acts && opinion.verdict != Verdict::unknown) return Consequence::accept;
  switch (opinion.verdict) {
    case Verdict::passes: return Consequence::accept;
    case Verdict::unknown: {
      // What will not be known later either is not waited for.
      const bool waits = !opinion.lasting && when_down(settings, opinion.scanner) == WhenDown::put_off;
      return waits ? Consequence::put_off : Consequence::accept;
    }
    case Verdict::put_off: return Consequence::put_off;
    case Verdict::quarantine: return Consequence::quarantine;
    case Verdict::refuse: break;
  }
  const bool is_held = opinion.scanner == kClamav && settings.infected == Infected::quarantine;
  return is_held ? Consequence::quarantine : Consequence::refuse;
}

std::int32_t weight(const Settings& settings, const Opinion& opinion) {
  const std::int64_t share = opinion.scanner == kRspamd  ? settings.rspamd_weight
                             : opinion.scanner == kSpamd ? settings.spamd_weight
                                                         : 0;
  constexpr std::int64_t kMost = 100'000'000;
  return static_cast<std::int32_t>(std::clamp(share * opinion.score.value_or(0) / 100, -kMost, kMost));
}

// The public half of a refusal.
void explain(const Opinion& opinion, Decision& out) {
  out.reason = opinion.scanner + ": " + opinion.words;
  out.code = out.what == Consequence::refuse ? kRefused : kPutOff;
  if (opinion.verdict == Verdict::refuse || opinion.verdict == Verdict::put_off) {
    if (opinion.code != 0) out.code = opinion.code;
    out.text = opinion.text;
  }
  if (!out.text.empty()) return;
  if (out.what != Consequence::refuse)
    out.text = "Try again later";
  else if (opinion.scanner == kClamav)
    out.text = "The message contains a virus: " + opinion.words;
  else
    out.text = "The message is refused by policy";
}

}  // namespace

Decision decide(const Settings& settings, const std::vector<Opinion>& opinions) {
  Decision out;
  for (const auto& opinion : opinions) {
    const auto what = consequence(settings, opinion);
    if (what > out.what) {
      out.what = what;
      out.text.clear();
      explain(opinion, out);
    }
    out.shares.push_back({opinion.scanner, weight(settings, opinion), opinion.words, opinion.verdict != Verdict::unknown});
    for (const auto& field : opinion.fields)
      if (may_be_added(settings, field.name)) out.fields.push_back(field);
  }
  return out;
}

}  // namespace postern::scanners
