// The judgement of spam, asked and carried out.
#include "app/inspection.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/said.h"
#include "events/table.h"

namespace postern::app {
namespace {

using events::Key;
using judge::Action;

constexpr std::size_t kMostAsked = 5;  // accounts whose own opinion of a message is asked

smtp::Reply refusal(const queue::Envelope& envelope) {
  return {550, "5.7.1",
          fmt::format("This message looks like spam. If it is not, tell our postmaster of {}", envelope.origin.id)};
}

// Whom a reputation is of; empty when that is not known.
std::string known_sender(const smtp::Inspected& m) {
  if (m.relayed) return {};
  const bool proven = m.origin && m.origin->dmarc.outcome == senderauth::Outcome::pass;
  return judge::known_as(m.client, proven ? m.origin->dmarc.author.text() : std::string());
}

std::string reason_of(const judge::Verdict& verdict) {
  const auto block = std::ranges::find_if(verdict.opinions, &judge::Opinion::blocks);
  if (block != verdict.opinions.end()) return block->words;
  if (verdict.level == queue::Level::none) return said<"its sender is blocked by all who would get it">().english();
  return said<"spam of {} points: {}">(judge::points(verdict.score), fmt::format("{}", fmt::join(verdict.inbox_without, ", ")))
      .english();
}

std::string field(const judge::Settings& settings, const judge::Verdict& verdict) {
  return fmt::format("{}: {}", smtp::kJudgementField, judge::field_value(settings, verdict));
}

}  // namespace

Inspection::Inspection(Parts& parts, Scanning& scanning, const senderauth::PublicSuffixes* suffixes)
    : parts_(parts),
      scanning_(scanning),
      suffixes_(suffixes),
      judge_({parts.settings.spam, *parts.dns, system_time()}),
      actions_(parts.settings.spam, *parts.directory, judge_) {}

judge::Facts Inspection::facts_of(const smtp::Inspected& m) const {
  return {.message = m.message->parsed.get(),
          .envelope = m.envelope,
          .origin = m.origin,
          .vouched_for = m.origin && smtp::is_vouched_for(*parts_.settings.origin.current(), *m.origin),
          .ours = m.ours,
          .client = m.ours || m.relayed ? std::nullopt : std::optional(m.client),  // of users their home, of a relay itself
          .suffixes = suffixes_};
}

// What cannot be read is not judged by its text, and the verdict says so.
Task<judge::Verdict> Inspection::judged(smtp::Inspected m, std::vector<scanners::Share> shares, const Between& between) {
  auto facts = facts_of(m);
  const auto lists = actions_.lists_of(between.accounts);
  facts.lists = lists.rows;
  judge::Opinions others;
  for (auto& one : shares) others.push_back({std::move(one.scanner), one.weight, std::move(one.words), one.knows});
  const judge::Read read = [body = m.message->body.get()](std::uint64_t from, std::size_t n) { return body->read(from, n); };
  auto texts = co_await judge::texts_of(*m.message->parsed, read);
  if (texts)
    facts.texts = std::move(*texts);
  else
    others.push_back(judge::cannot_say("text", phrase<"the message cannot be read now">()));
  if (m.ours) co_return co_await judge_.judge(facts, std::move(others));
  auto learnt_of_it = co_await learnt(*m.envelope, judge::features_of(*m.message->parsed, facts.texts, nullptr));
  if (learnt_of_it) others.push_back(std::move(*learnt_of_it));
  const auto who = known_sender(m);
  const auto settings = parts_.settings.spam.current();
  if (!who.empty()) {
    auto standing = co_await parts_.reputation->opinion(who, *settings);
    if (standing) others.push_back(std::move(*standing));
  }
  auto verdict = co_await judge_.judge(facts, std::move(others));
  if (!who.empty()) parts_.reputation->learn(who, verdict);
  co_return verdict;
}

// By what its recipients have moved; where they differ, the mildest, for the verdict is one for all.
Task<std::optional<judge::Opinion>> Inspection::learnt(const queue::Envelope& envelope, std::vector<judge::Feature> features) {
  const auto settings = parts_.settings.spam.current();
  std::optional<judge::Opinion> mildest;
  std::size_t asked = 0;
  for (const auto& recipient : envelope.recipients) {
    const auto found = parts_.directory->resolve(recipient.mailbox);
    for (const auto& local : found.accounts) {
      if (++asked > kMostAsked) co_return std::nullopt;
      auto own = co_await parts_.learner->opinion(local.account, features, *settings);
      if (!own) co_return std::nullopt;
      if (!mildest || own->weight < mildest->weight) mildest = std::move(own);
    }
  }
  co_return mildest;
}

// Greylisting, of what is suspicious and from outside.
Task<bool> Inspection::comes_in(smtp::Inspected m, judge::Hundredths score, const Between& between) {
  const auto settings = parts_.settings.spam.current();
  const bool suspicious = score >= static_cast<judge::Hundredths>(settings->greylist_from) * judge::kPoint;
  if (!settings->greylist || m.ours || m.relayed || !suspicious) co_return true;
  if (is_trusted(between)) co_return true;
  if (parts_.guard->is_spared(m.client, m.service, guard::Bypass::greylisting)) co_return true;
  const auto& path = m.envelope->reverse_path;
  judge::Knock knock{.who = known_sender(m),
                     .sender = path ? path->text() : std::string(),
                     .recipient = m.envelope->recipients.front().mailbox.text()};
  co_return co_await parts_.greylist->lets_in(std::move(knock), *settings);
}

// What a scanner refuses is not weighed any more. Whom it is from is known in any case.
Task<smtp::Findings> Inspection::inspect(smtp::Inspected m) {
  auto scanned = co_await scanning_.scan(m);
  const auto sender = judge::sender_of(facts_of(m));
  smtp::Findings out;
  if (scanned.what < scanners::Consequence::put_off) out = co_await weigh(m, std::move(scanned.shares), sender);
  judge::note(sender, out.judged);
  carry_out(scanned, out);
  co_return out;
}

Task<smtp::Findings> Inspection::weigh(smtp::Inspected m, std::vector<scanners::Share> shares, const judge::Sender& sender) {
  const bool spared = parts_.guard->is_spared(m.client, m.service, guard::Bypass::spam_checks);
  if (spared || !parts_.settings.spam.current()->judge) co_return smtp::Findings{};
  const Between between{sender, actions_.accounts_of(*m.envelope)};
  const auto verdict = co_await judged(m, std::move(shares), between);
  tell_lists(m, between);
  const auto action = action_on(m, verdict.level, sender);
  auto out = findings(m, verdict, action);
  if (!out.refusal) {
    const bool in = co_await comes_in(m, verdict.score, between);
    if (!in) {
      out.refusal = smtp::Reply{451, "4.7.1", "Not known here yet: try again in some minutes"};
      out.reason = said<"greylisted with {} points">(judge::points(verdict.score)).english();
      co_return out;  // judged once it comes again: each verdict counts
    }
  }
  tell(m, verdict, action);
  co_return out;
}

judge::Action Inspection::action_on(const smtp::Inspected& m, queue::Level level, const judge::Sender& sender) const {
  if (!m.ours) return actions_.of(*m.envelope, level, sender);
  return level == queue::Level::high ? parts_.settings.spam.current()->outgoing_action : Action::inbox;
}

// By somebody who gets it: nobody is kept waiting whom one of them knows.
bool Inspection::is_trusted(const Between& between) const {
  return std::ranges::any_of(between.accounts, [&](AccountId id) {
    return judge::said_of(between.sender, actions_.lists_of(id).rows).what == judge::Listed::trusted;
  });
}

// Who has whom in his lists is for the log; in the field stands what all who get it have.
void Inspection::tell_lists(const smtp::Inspected& m, const Between& between) const {
  for (const auto id : between.accounts) {
    const auto said = judge::said_of(between.sender, actions_.lists_of(id).rows);
    if (said.words.empty()) continue;
    parts_.events.write(events::Event::smtp_sender_listed, m.envelope->origin.session,
                        {{Key::account, parts_.directory->snapshot()->name_of(id)},
                         {Key::message, m.envelope->origin.id},
                         {Key::value, judge::name(said.what)},
                         {Key::reason, said.words}});
  }
}

void Inspection::tell(const smtp::Inspected& m, const judge::Verdict& verdict, Action action) const {
  const auto reason = fmt::format("{}", fmt::join(verdict.inbox_without, ", "));
  parts_.events.write(
      events::Event::smtp_message_judged, m.envelope->origin.session,
      {{Key::ip, m.envelope->origin.client_ip},
       {Key::from, m.envelope->reverse_path ? m.envelope->reverse_path->text() : std::string()},
       {Key::to, m.envelope->recipients.empty() ? std::string() : m.envelope->recipients.front().mailbox.text()},
       {Key::message, m.envelope->origin.id},
       {Key::name, judge::name(verdict.level)},
       {Key::value, judge::name(action)},
       {Key::reason, reason},
       {Key::text, mime::unfold(field(*parts_.settings.spam.current(), verdict))}});
}

// Mail of users goes on without the field: what we think of it is not for whoever gets it elsewhere. Nor is there one where nobody knew
// anything to say.
smtp::Findings Inspection::findings(const smtp::Inspected& m, const judge::Verdict& verdict, Action action) const {
  smtp::Findings out;
  out.judged.level = verdict.level;
  out.judged.score = verdict.score;
  if (action == Action::refuse) {
    out.refusal = refusal(*m.envelope);
    out.reason = reason_of(verdict);
  }
  if (action == Action::quarantine) out.judged.hold(queue::HeldFor::spam, reason_of(verdict));
  if (!m.ours && std::ranges::any_of(verdict.opinions, &judge::Opinion::knows))
    out.fields = field(*parts_.settings.spam.current(), verdict);
  return out;
}

}  // namespace postern::app
