// A watch a rule: its detector, and what it has counted.
#include "guard/judge.h"

#include <algorithm>
#include <optional>

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
        window(static_cast<std::uint32_t>(std::chrono::seconds(r.window).count())),
        tally(window, limits, seed) {
    if (r.kind == Kind::bounces) sent.emplace(window, limits, seed);
  }

  std::shared_ptr<const Rule> rule;
  Services counted;
  Detector detect;
  std::uint32_t window;
  Tally tally;
  std::optional<Tally> sent;  // bounces: what they are a share of
};

Judge::Judge(const std::vector<Rule>& rules, Ports ports, std::uint64_t seed, Tally::Limits limits) : ports_(std::move(ports)) {
  for (const auto& rule : rules)
    if (rule.enabled) watches_.push_back(std::make_unique<Watch>(rule, limits, seed));
}

Judge::~Judge() = default;

std::vector<Verdict> Judge::take(const events::SecurityEvent& e) {
  std::vector<Verdict> out;
  if (e.signal == events::Signal::forgiven) forgive(e);
  for (auto& watch : watches_)
    if (watch->counted.has(e.service)) judge(*watch, e, out);
  return out;
}

void Judge::judge(Watch& watch, const events::SecurityEvent& e, std::vector<Verdict>& out) {
  const auto second = second_of(e.at);
  // A right login pays for that address's failures against the same account alone, else an attacker with one mailbox would
  // clear himself.
  if (watch.rule->kind == Kind::brute_force_by_address && e.signal == events::Signal::login && e.cause == events::Cause::none)
    return watch.tally.forget(key_of_address(e.ip), who_of(e));
  if (watch.sent && e.signal == events::Signal::message_sent && e.account)
    watch.sent->add(key_of_account(e.account),
                    {.second = second, .score = static_cast<std::uint16_t>(std::min(e.recipients, 0xFFFFu))});

  const auto count = watch.detect(*watch.rule, e);
  if (!count || (is_against_guessing(watch.rule->kind) && ports_.is_spared && ports_.is_spared(e))) return;
  const auto sum = watch.tally.add(
      count->key, {.second = second, .who = count->who, .credential = count->credential, .score = count->score});

  std::uint64_t threshold = watch.rule->threshold;
  if (watch.rule->threshold_established > 0 && ports_.is_established && ports_.is_established(e.account, e.at))
    threshold = watch.rule->threshold_established;
  if (watch.sent && sum.own * 100 < watch.sent->sum(count->key, second).own * watch.rule->share) return;

  const bool accounts = is_about_accounts(watch.rule->kind);
  if (sum.own >= threshold) {
    out.push_back({.rule = watch.rule,
                   .subject = accounts ? Subject::account : Subject::address,
                   .key = count->key,
                   .at = e.at,
                   .sum = sum.own,
                   .marks = watch.tally.marks(count->key, second)});
    watch.tally.forget(count->key);
  } else if (!accounts && sum.prefix >= threshold * kPrefixFactor) {
    out.push_back({.rule = watch.rule,
                   .subject = Subject::prefix,
                   .key = prefix_of(count->key),
                   .at = e.at,
                   .sum = sum.prefix,
                   .marks = {}});
    watch.tally.forget_prefix(count->key);
  }
}

// Begins at nothing again for an address or an account, under every rule.
void Judge::forgive(const events::SecurityEvent& e) {
  for (auto& watch : watches_) {
    const bool accounts = is_about_accounts(watch->rule->kind);
    if (accounts && e.account) watch->tally.forget(key_of_account(e.account));
    if (!accounts && !e.account) watch->tally.forget(key_of_address(e.ip));
  }
}

std::chrono::seconds Judge::memory() const {
  std::chrono::seconds longest{0};
  for (const auto& watch : watches_) longest = std::max(longest, std::chrono::seconds(watch->window));
  return longest;
}

std::size_t Judge::bytes() const {
  std::size_t n = 0;
  for (const auto& watch : watches_) n += watch->tally.bytes() + (watch->sent ? watch->sent->bytes() : 0);
  return n;
}

}  // namespace postern::guard
