// A watch a rule: its detector, and what it has counted.
#include "guard/judge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "guard/detectors/detector.h"

namespace postern::guard {
namespace {

Detector detector_of(Kind kind) {
  switch (kind) {
    case Kind::denial_of_service: return detectors::denial_of_service;
    case Kind::brute_force_by_address: return detectors::brute_force_by_address;
    case Kind::brute_force_by_account: return detectors::brute_force_by_account;
    case Kind::harvesting: return detectors::harvesting;
    case Kind::internal_spammer: return detectors::internal_spammer;
    case Kind::bounces: return detectors::bounces;
    case Kind::password_retrieval: return detectors::password_retrieval;
  }
  return nullptr;
}

bool is_about_accounts(Kind kind) {
  return kind == Kind::brute_force_by_account || kind == Kind::internal_spammer || kind == Kind::bounces;
}

// Whether one can go on with what the other has counted.
bool counts_alike(const Rule& a, Rule b) {
  b.description = a.description;
  b.enabled = a.enabled;
  b.threshold = a.threshold;
  b.threshold_established = a.threshold_established;
  b.share = a.share;
  b.action = a.action;
  b.lasts = a.lasts;
  b.delay = a.delay;
  b.block_services = a.block_services;
  b.notify = a.notify;
  return a == b;
}

// Begins at nothing again for an address or an account.
void forgive(Tally& tally, bool accounts, const events::SecurityEvent& e) {
  if (accounts && e.account) tally.forget(key_of_account(e.account));
  if (!accounts && !e.account) tally.forget(key_of_address(e.ip));
}

std::uint32_t second_of(Time at) { return static_cast<std::uint32_t>(std::clamp<std::int64_t>(at.seconds(), 0, UINT32_MAX)); }

}  // namespace

bool counts(const Rule& rule, const events::SecurityEvent& e) {
  return counted_services(rule).has(e.service) && detector_of(rule.kind)(rule, e);
}

struct Judge::Watch {
  Watch(const Rule& r, Tally::Limits limits, std::uint64_t seed)
      : rule(std::make_shared<const Rule>(r)),
        counted(counted_services(r)),
        detect(detector_of(r.kind)),
        bypass(bypass_of(r.kind)),
        window(static_cast<std::uint32_t>(std::chrono::seconds(r.window).count())) {
    tally = std::make_shared<Tally>(window, limits, seed);
    if (r.kind == Kind::bounces) sent = std::make_shared<Tally>(window, limits, seed);
  }

  void go_on_with(const Watch& before) {
    tally = before.tally;
    sent = before.sent;
    begins_at_nothing = false;
  }

  std::shared_ptr<const Rule> rule;
  Services counted;
  Detector detect;
  std::optional<Bypass> bypass;  // of whom it does not count
  std::uint32_t window;
  std::shared_ptr<Tally> tally;  // with a judge that this one takes the place of
  std::shared_ptr<Tally> sent;   // bounces: what they are a share of
  bool begins_at_nothing = true;
};

Judge::Judge(const std::vector<Rule>& rules, Ports ports, std::uint64_t seed, Tally::Limits limits, const Judge* before)
    : ports_(std::move(ports)) {
  for (const auto& rule : rules) {
    if (!rule.enabled) continue;
    auto& watch = *watches_.emplace_back(std::make_unique<Watch>(rule, limits, seed));
    if (before == nullptr) continue;
    const auto same = std::ranges::find_if(before->watches_, [&](const auto& w) { return counts_alike(*w->rule, rule); });
    if (same != before->watches_.end()) watch.go_on_with(**same);
  }
}

Judge::~Judge() = default;

std::vector<Verdict> Judge::take(const events::SecurityEvent& e) {
  std::vector<Verdict> out;
  for (auto& watch : watches_) judge(*watch, e, out);
  return out;
}

void Judge::learn(const events::SecurityEvent& e) {
  for (auto& watch : watches_)
    if (watch->begins_at_nothing) ignore(count(*watch, e), "no verdict comes of what is over");
}

bool Judge::has_to_learn() const {
  return std::ranges::any_of(watches_, [](const auto& watch) { return watch->begins_at_nothing; });
}

// Nothing, when the event does not count.
std::optional<Judge::Counted> Judge::count(Watch& watch, const events::SecurityEvent& e) const {
  if (e.signal == events::Signal::forgiven) forgive(*watch.tally, is_about_accounts(watch.rule->kind), e);
  if (!watch.counted.has(e.service)) return {};
  const auto second = second_of(e.at);
  // A right login pays for that address's failures against the same account alone, else an attacker with one mailbox would
  // clear himself. One by an application password or a token pays for wrong ones of these alone: who holds one that may only read would
  // clear himself of guessing the password. A phone whose owner mistypes such a key pays as before.
  if (watch.rule->kind == Kind::brute_force_by_address && e.signal == events::Signal::login && e.cause == events::Cause::none) {
    watch.tally->forget(key_of_address(e.ip), who_of_keys(e));
    if (!is_by_key(e)) watch.tally->forget(key_of_address(e.ip), who_of(e));
    return {};
  }
  if (watch.sent && e.signal == events::Signal::message_sent && e.account)
    watch.sent->add(key_of_account(e.account),
                    {.second = second, .score = static_cast<std::uint16_t>(std::min(e.recipients, 0xFFFFu))});

  const auto found = watch.detect(*watch.rule, e);
  if (!found || (watch.bypass && ports_.spared && ports_.spared(e).has(*watch.bypass))) return {};
  const Mark mark{.second = second, .who = found->who, .credential = found->credential, .score = found->score};
  return Counted{found->key, watch.tally->add(found->key, mark)};
}

void Judge::judge(Watch& watch, const events::SecurityEvent& e, std::vector<Verdict>& out) const {
  const auto counted = count(watch, e);
  if (!counted) return;
  const auto second = second_of(e.at);
  const auto& [key, sum] = *counted;
  std::uint64_t threshold = watch.rule->threshold;
  if (watch.rule->threshold_established > 0 && ports_.is_established && ports_.is_established(e.account, e.at))
    threshold = watch.rule->threshold_established;
  if (watch.sent && sum.own * 100 < watch.sent->sum(key, second).own * watch.rule->share) return;

  const bool accounts = is_about_accounts(watch.rule->kind);
  if (sum.own >= threshold) {
    out.push_back({.rule = watch.rule,
                   .subject = accounts ? Subject::account : Subject::address,
                   .key = key,
                   .at = e.at,
                   .sum = sum.own,
                   .marks = watch.tally->marks(key, second)});
    watch.tally->forget(key);
  } else if (!accounts && sum.prefix >= threshold * kPrefixFactor) {
    out.push_back(
        {.rule = watch.rule, .subject = Subject::prefix, .key = prefix_of(key), .at = e.at, .sum = sum.prefix, .marks = {}});
    watch.tally->forget_prefix(key);
  }
}

std::chrono::seconds Judge::memory() const {
  std::chrono::seconds longest{0};
  for (const auto& watch : watches_) longest = std::max(longest, std::chrono::seconds(watch->window));
  return longest;
}

std::size_t Judge::bytes() const {
  std::size_t n = 0;
  for (const auto& watch : watches_) n += watch->tally->bytes() + (watch->sent ? watch->sent->bytes() : 0);
  return n;
}

}  // namespace postern::guard
