// What was done in an account since a moment: who got in, what was sent, what was changed (H18).
#include "admin/account_trail.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "admin/account_facts.h"
#include "admin/log_lines.h"
#include "admin/queue_words.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/rfc3339.h"
#include "base/text.h"
#include "events/table.h"
#include "guard/guard.h"
#include "logs/logs.h"
#include "queue/queue.h"

namespace postern::admin {
namespace {

using Logins = std::vector<events::SecurityEvent>;  // the newest first

constexpr std::chrono::hours kLoginsKnown{30 * 24}, kLookedBack{7 * 24};
constexpr std::size_t kMostLogins = 5000;

bool got_in(const events::SecurityEvent& e) { return e.cause == events::Cause::none; }

// The right logins from addresses that none had come from before them. The oldest that is known is none: whoever it is has had it then.
std::set<std::size_t> fresh_ones(const Logins& logins) {
  std::set<std::array<std::uint8_t, 16>> known;
  std::set<std::size_t> out;
  for (std::size_t i = logins.size(); i-- > 0;) {
    if (!got_in(logins[i])) continue;
    const bool is_first = known.empty();
    if (known.insert(logins[i].ip).second && !is_first) out.insert(i);
  }
  return out;
}

// When the first of them began to try; none: nobody came from elsewhere lately.
std::optional<Time> first_suspicion(const Logins& logins, const std::set<std::size_t>& fresh, Time lately) {
  std::set<std::array<std::uint8_t, 16>> strangers;
  for (const auto i : fresh)
    if (logins[i].at >= lately) strangers.insert(logins[i].ip);
  for (const auto& e : std::views::reverse(logins))
    if (e.at >= lately && strangers.contains(e.ip)) return e.at;
  return {};
}

json::array describe_logins(const World& world, const Logins& logins, const std::set<std::size_t>& fresh, Time since) {
  json::array out;
  for (std::size_t i = 0; i < logins.size() && logins[i].at >= since; ++i) {
    auto row = describe_login(world, logins[i]);
    row["fresh"] = fresh.contains(i);
    out.push_back(std::move(row));
  }
  return out;
}

// What still waits of an account: whether it is held, by the id that the log knows the message by.
struct Waiting {
  std::map<std::string, bool> held;
  [[nodiscard]] std::string_view standing(const std::string& message) const {
    const auto at = held.find(message);
    return at == held.end() ? "gone" : at->second ? "held" : "waiting";
  }
  [[nodiscard]] auto count_held() const {
    return std::ranges::count_if(held, [](const auto& one) { return one.second; });
  }
};

Task<Result<Waiting>> waiting_of(World& world, AccountId account) {
  queue::Search what;
  what.account = account;
  what.limit = kMostChanged;
  auto entries = co_await world.queue.list(std::move(what));
  if (!entries) co_return pass_on(entries);
  Waiting out;
  for (const auto& e : *entries) out.held[e.message.envelope.origin.id] |= e.leg.due == queue::kNever;
  co_return out;
}

json::object describe_sent(const json::object& line, const Waiting& waiting) {
  const auto message = word_of(line, "message");
  return {{"at", word_of(line, "t")},
          {"message", message},
          {"session", word_of(line, "s")},
          {"ip", word_of(line, "ip")},
          {"from", word_of(line, "from")},
          {"to", word_of(line, "to")},
          {"recipients", number_of(line, "count")},
          {"size", number_of(line, "size")},
          {"standing", waiting.standing(message)}};
}

// Whether the line is about this account, and not about one whose name has this one's in it.
bool is_of(const json::object& line, const std::string& address) {
  const auto who = word_of(line, "who");
  return word_of(line, "account") == address || word_of(line, "text") == address || who == address ||
         who.ends_with(" as " + address);
}

json::object describe_change(const json::object& line) {
  const bool acted = word_of(line, "e") == events::row(events::Event::administrator_acted).name;
  const auto after = word_of(line, "after");
  return {{"at", word_of(line, "t")},
          {"who", word_of(line, "who")},
          {"event", word_of(line, "e")},
          {"what", word_of(line, "name")},
          {"about", acted ? word_of(line, "text") : after},
          {"outcome", acted ? word_of(line, "reason") : std::string("done")},
          {"why", word_of(line, acted ? "cause" : "reason")},
          {"changes", word_of(line, "changes")}};
}

struct Asked {
  std::string address;
  Time since;
};

Result<json::array> sent_since(const World& world, const Asked& asked, const Waiting& waiting, json::object& out,
                               bool& complete) {
  const auto accepted = events::row(events::Event::smtp_message_accepted).name;
  auto found = newest_lines(
      world, {.logs = {events::Log::smtp_in}, .from = asked.since, .text = std::string(accepted), .account = asked.address},
      complete);
  if (!found) return pass_on(found);
  json::array sent;
  std::int64_t recipients = 0;
  for (const auto& line : *found) {
    if (word_of(line, "e") != accepted || word_of(line, "account") != asked.address) continue;
    sent.push_back(describe_sent(line, waiting));
    recipients += number_of(line, "count");
  }
  out["recipients"] = recipients;
  return sent;
}

// Whether the act wrote this line itself, which was before it: it is told once.
bool is_written_by(const json::object& act, const json::object& line) {
  using events::Event;
  const auto event = word_of(line, "e"), what = word_of(act, "what");
  const bool its_own = (event == events::row(Event::account_contained).name && what == "account.contain") ||
                       (event == events::row(Event::account_recovered).name && what == "account.recover");
  return its_own && word_of(act, "outcome") == "done" && word_of(act, "why").empty() &&
         word_of(act, "who") == word_of(line, "who");
}

Result<json::array> changes_since(const World& world, const Asked& asked, bool& complete) {
  auto found =
      newest_lines(world, {.logs = {events::Log::administration}, .from = asked.since, .text = asked.address}, complete);
  if (!found) return pass_on(found);
  json::array out;
  for (const auto& line : *found) {
    if (!is_of(line, asked.address)) continue;
    if (!out.empty() && is_written_by(out.back().get_object(), line))
      out.back().get_object()["why"] = word_of(line, "reason");
    else
      out.push_back(describe_change(line));
  }
  return out;
}

// The newest line of this event about the account; null when there is none. `complete`: as far as was looked.
Result<json::value> newest_of(const World& world, events::Event event, const std::string& address, std::optional<Time> from,
                              bool& complete) {
  const auto name = events::row(event).name;
  logs::Query query{.logs = {events::Log::administration}, .text = std::string(name), .account = address};
  if (from) query.from = *from;
  auto found = newest_lines(world, std::move(query), complete);
  if (!found) return pass_on(found);
  const auto newest = std::ranges::find_if(
      *found, [&](const json::object& line) { return word_of(line, "e") == name && word_of(line, "account") == address; });
  return newest == found->end() ? json::value() : json::value(*newest);
}

// The last time that it was, while it still is.
Result<json::value> containment(const World& world, const directory::Account& account, const std::string& address) {
  if (account.status != directory::Status::contained) return json::value();
  bool complete = true;
  auto line = newest_of(world, events::Event::account_contained, address, {}, complete);
  if (!line || !line->is_object()) return line;
  const auto& told = line->get_object();
  return json::object{{"at", word_of(told, "t")}, {"by", word_of(told, "who")}, {"reason", word_of(told, "reason")}};
}

Result<bool> in_doubt_when(const World& world, const std::string& address, const json::value& contained) {
  if (!contained.is_object()) return false;
  const auto at = from_rfc3339(word_of(contained.get_object(), "at"));
  if (!at) return true;
  bool complete = true;
  auto changed = newest_of(world, events::Event::recovery_address_changed, address, *at - kLookedBack, complete);
  if (!changed) return pass_on(changed);
  if (!changed->is_object()) return !complete;
  return from_rfc3339(word_of(changed->get_object(), "t")).value_or(*at) <= *at;
}

}  // namespace

Result<bool> recovery_is_in_doubt(const World& world, const directory::Account& account) {
  const auto address = world.directory.snapshot()->address_of(account).text();
  world.logs.settle();
  auto contained = containment(world, account, address);
  if (!contained) return pass_on(contained);
  return in_doubt_when(world, address, *contained);
}

Task<Result<json::value>> trail(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto account = account_at(*all, call, "address");
  if (!account) co_return pass_on(account);
  auto wanted = moment_of(world, call, "since");
  if (!wanted) co_return pass_on(wanted);
  const auto now = world.time.now();
  auto logins =
      co_await world.guard.logins_of((*account)->id, std::min(wanted->value_or(now), now - kLoginsKnown), kMostLogins);
  if (!logins) co_return pass_on(logins);
  const auto fresh = fresh_ones(*logins);
  const auto suspicion = first_suspicion(*logins, fresh, now - kLookedBack);
  const Asked asked{all->address_of(**account).text(), wanted->value_or(suspicion.value_or(now - kLookedBack))};
  auto waiting = co_await waiting_of(world, (*account)->id);
  if (!waiting) co_return pass_on(waiting);

  world.logs.settle();  // what was done a moment ago is in it
  bool complete = logins->size() < kMostLogins;
  json::object out{{"since", rfc3339(asked.since)}, {"suspected", suspicion == asked.since}};
  auto sent = sent_since(world, asked, *waiting, out, complete);
  if (!sent) co_return pass_on(sent);
  auto changed = changes_since(world, asked, complete);
  if (!changed) co_return pass_on(changed);
  auto contained = containment(world, **account, asked.address);
  if (!contained) co_return pass_on(contained);
  auto in_doubt = in_doubt_when(world, asked.address, *contained);
  if (!in_doubt) co_return pass_on(in_doubt);
  out["contained"] = std::move(*contained);
  out["recovery_in_doubt"] = *in_doubt;
  out["logins"] = describe_logins(world, *logins, fresh, asked.since);
  out["sent"] = std::move(*sent);
  out["changes"] = std::move(*changed);
  out["held"] = waiting->count_held();
  out["waiting"] = waiting->held.size() - static_cast<std::size_t>(waiting->count_held());
  out["complete"] = complete;
  out["mail_is_logged"] = world.events.wants(events::Event::smtp_message_accepted);
  co_return out;
}

}  // namespace postern::admin
