// Operations on what an account answers by itself while its owner is away.
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/rfc3339.h"

namespace postern::admin {
namespace on_auto_reply {
namespace {

using directory::AutoReply;

std::string shown(Time at) { return at == Time{} ? "" : rfc3339(at); }

json::object describe(const AutoReply& r) {
  return {{"on", r.on},
          {"subject", r.subject},
          {"text", r.text},
          {"from", shown(r.from)},
          {"until", shown(r.until)},
          {"to", r.own_domain_only ? "domain" : "all"}};
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto reply = co_await world.directory.auto_reply((*account)->id);
  if (!reply) co_return pass_on(reply);
  co_return describe(*reply);
}

// A day is the whole of it: from its beginning, until its end.
Result<void> set_time(const Call& call, std::string_view name, bool end, Time& target) {
  if (!call.arguments.contains(name)) return {};
  const auto text = call.text(name);
  if (text.empty()) {
    target = {};
    return {};
  }
  const bool is_day = text.size() == 10;
  const auto at = from_rfc3339(is_day ? text + "T00:00:00Z" : text);
  if (!at) return fail_argument(name, "A time is such as 2026-12-24 or 2026-12-24T16:00:00Z, in UTC; empty: none");
  target = is_day && end ? *at + std::chrono::days(1) : *at;
  return {};
}

std::string without_cr(std::string text) {
  std::erase(text, '\r');
  return text;
}

Result<void> apply(const Call& call, AutoReply& r) {
  r.on = true;
  if (call.arguments.contains("subject")) r.subject = call.text("subject");
  if (call.arguments.contains("text")) r.text = without_cr(call.text("text"));
  auto good = set_time(call, "from", false, r.from);
  if (good) good = set_time(call, "until", true, r.until);
  if (!good || !call.arguments.contains("to")) return good;
  const auto to = call.text("to");
  if (to != "all" && to != "domain") return fail_argument("to", "It goes to all, or to people of the domain: all, domain");
  r.own_domain_only = to == "domain";
  return {};
}

Task<Result<json::value>> set(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  if ((*account)->service) co_return fail(Failure::invalid, "A service account gets no mail that it could answer");
  const auto change = [&call](AutoReply& r) { return apply(call, r); };
  auto done = co_await world.directory.change_auto_reply((*account)->id, change);
  if (!done) co_return pass_on(done);
  co_return co_await show(world, call);
}

Task<Result<json::value>> turn_off(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto change = [](AutoReply& r) -> Result<void> {
    r.on = false;
    return {};
  };
  auto done = co_await world.directory.change_auto_reply((*account)->id, change);
  if (!done) co_return pass_on(done);
  co_return co_await show(world, call);
}

// Neither its subject nor its text: the log has no text of a message.
Task<Result<json::object>> told(World& world, const Call& call) {
  const auto account = account_at(*world.directory.snapshot(), call.text("address"));
  if (!account) co_return json::object{};
  auto reply = co_await world.directory.auto_reply((*account)->id);
  if (!reply) co_return pass_on(reply);
  const auto row = describe(*reply);
  json::object out;
  for (const std::string_view member : {"on", "from", "until", "to"}) out[member] = row.at(member);
  co_return out;
}

constexpr std::array kOne{kAccountAddress};
constexpr std::array kSet{
    kAccountAddress,
    Argument{"text", Kind::text, false, false, "What is answered; as it was when not given"},
    Argument{"subject", Kind::text, false, false, "Its subject; empty: that of the message, after \"Auto:\""},
    Argument{"from", Kind::text, false, false, "From when on: 2026-12-24, or 2026-12-24T16:00:00Z; empty: at once"},
    Argument{"until", Kind::text, false, false, "Until when, with that day; empty: until it is turned off"},
    Argument{"to", Kind::text, false, false, "Who is answered: all, or domain for people of the account's domain alone"}};

constexpr std::array kOperations{
    Operation{"auto-reply.show", "Show what an account answers by itself",
              reads(Area::domains).of_account("address").or_himself(), false, kOne, show, "AutoReply"},
    Operation{"auto-reply.set", "Let an account answer by itself; who has had the answer before gets the new one",
              changes(Area::domains).of_account("address").or_himself(), false, kSet, set, "AutoReply"}
        .showing(told),
    Operation{"auto-reply.off", "Let an account answer nobody by itself; the text is kept",
              changes(Area::domains).of_account("address").or_himself(), false, kOne, turn_off, "AutoReply"}
        .showing(told),
};

}  // namespace
}  // namespace on_auto_reply

std::span<const Operation> auto_reply_operations() { return on_auto_reply::kOperations; }

}  // namespace postern::admin
