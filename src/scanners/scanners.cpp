// Asking all of them at once.
#include "scanners/scanners.h"

#include <utility>

#include "base/all_of.h"
#include "base/said.h"
#include "scanners/clamav.h"
#include "scanners/milter.h"
#include "scanners/rspamd.h"
#include "scanners/spamd.h"

namespace postern::scanners {
namespace {

using Opinions = std::vector<Opinion>;

// Their fields are before those of the next.
Task<Opinions> ask_milters(net::Connector& connector, std::vector<Milter> milters, const Facts& facts, const Text& text,
                           Deadline until) {
  Opinions out;
  std::vector<HeaderField> added;
  for (const auto& milter : milters) {
    const auto place = parse_place(milter.place);
    if (!place) continue;
    auto opinion = co_await ask_milter(connector, *place, milter.place, facts, text, added, until);
    const bool ends = opinion.verdict == Verdict::refuse || opinion.verdict == Verdict::put_off;
    added.insert(added.begin(), opinion.fields.begin(), opinion.fields.end());
    out.push_back(std::move(opinion));
    if (ends) break;
  }
  co_return out;
}

Task<Opinions> alone(Task<Opinion> task) {
  Opinions out;
  auto opinion = co_await std::move(task);
  out.push_back(std::move(opinion));
  co_return out;
}

Task<Opinion> too_large(std::string_view scanner) {
  co_return never_known(scanner, phrase<"the message is too large for it">());
}

}  // namespace

Task<std::vector<Opinion>> ask(net::Connector& connector, const Settings& settings, const Facts& facts, const Text& text,
                               Deadline until) {
  std::vector<Task<Opinions>> tasks;
  const bool for_clamav = text.size() <= settings.clamav_largest.value;
  const bool for_spam = text.size() <= settings.spam_largest.value;
  if (const auto place = parse_place(settings.clamav))
    tasks.push_back(alone(for_clamav ? ask_clamav(connector, *place, text, until) : too_large(kClamav)));
  if (const auto place = parse_place(settings.rspamd))
    tasks.push_back(
        alone(for_spam ? ask_rspamd(connector, *place, settings.rspamd_password, facts, text, until) : too_large(kRspamd)));
  if (const auto place = parse_place(settings.spamd))
    tasks.push_back(alone(for_spam ? ask_spamd(connector, *place, settings.spamd_user, text, until) : too_large(kSpamd)));
  tasks.push_back(ask_milters(connector, settings.milters, facts, text, until));
  auto all = co_await all_of(std::move(tasks));
  Opinions out;
  for (auto& some : all)
    for (auto& one : some) out.push_back(std::move(one));
  co_return out;
}

}  // namespace postern::scanners
