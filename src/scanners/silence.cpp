// Counting what scanners did not say.
#include "scanners/silence.h"

#include <algorithm>

#include "scanners/clamav.h"
#include "scanners/rspamd.h"
#include "scanners/spamd.h"

namespace postern::scanners {
namespace {

// Where it is asked; empty: it is not. A milter is called by its place.
std::string place_of(const Settings& settings, std::string_view scanner) {
  if (scanner == kClamav) return settings.clamav;
  if (scanner == kRspamd) return settings.rspamd;
  if (scanner == kSpamd) return settings.spamd;
  const auto milter = std::ranges::find(settings.milters, scanner, &Milter::place);
  return milter == settings.milters.end() ? std::string() : milter->place;
}

}  // namespace

// A message that it would never speak about says nothing of whether it is there. One that is there and has nothing to say of mail is
// silent until it says something of mail.
void Silences::note(All& all, std::vector<News>& news, const Settings& settings, const Opinion& opinion, Time now,
                    Asked asked) {
  if (opinion.verdict == Verdict::unknown && opinion.lasting) return;
  auto at = all.find(opinion.scanner);
  if (opinion.verdict != Verdict::unknown) {
    if (at == all.end() || (asked == Asked::whether_there && !at->second.gone)) return;
    if (at->second.told) news.push_back({at->second.silence, true});
    all.erase(at);
    return;
  }
  if (at == all.end()) {
    Kept first{.place = place_of(settings, opinion.scanner), .silence = {opinion.scanner, now, 0, {}}};
    at = all.emplace(opinion.scanner, std::move(first)).first;
  }
  auto& kept = at->second;
  kept.silence.why = opinion.words;
  ++kept.times;
  if (asked == Asked::of_message) ++kept.silence.messages;
  if (asked == Asked::whether_there) kept.gone = true;
  if (kept.told || (kept.times < kFailures && now < kept.silence.since + kApart)) return;
  kept.told = true;
  news.push_back({kept.silence, false});
}

std::vector<Silences::News> Silences::note(const Settings& asked, const Settings& current, const std::vector<Opinion>& opinions,
                                           Time now, Asked how) {
  std::vector<News> out;
  all_.with([&](All& all) {
    std::erase_if(all, [&](const auto& one) { return one.second.place != place_of(current, one.first); });
    for (const auto& opinion : opinions)
      if (place_of(asked, opinion.scanner) == place_of(current, opinion.scanner)) note(all, out, current, opinion, now, how);
  });
  return out;
}

std::vector<Silence> Silences::of(const Settings& settings) const {
  std::vector<Silence> out;
  all_.with([&](const All& all) {
    for (const auto& [scanner, kept] : all)
      if (kept.told && kept.place == place_of(settings, scanner)) out.push_back(kept.silence);
  });
  return out;
}

}  // namespace postern::scanners
