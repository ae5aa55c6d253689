// Operations on SMTP blocks: senders, domains and clients that SMTP refuses by name.
#include <algorithm>

#include "address/domain.h"
#include "admin/entries.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "guard/guard.h"

namespace postern::admin {
namespace on_smtp_block {
namespace {

using guard::Named;
using guard::Way;

json::object describe(const guard::SmtpBlock& b) {
  return {{"kind", guard::name(b.what)},
          {"name", b.name},
          {"way", guard::name(b.way)},
          {"soft", b.soft},
          {"since", rfc3339(b.since)},
          {"until", b.until < guard::kForEver ? json::value(rfc3339(b.until)) : json::value()},
          {"hits", b.hits},
          {"last_hit", b.hits > 0 ? json::value(rfc3339(b.last_hit)) : json::value()},
          {"description", b.description}};
}

Result<Named> named(const Call& call) {
  for (const auto what : {Named::sender, Named::domain, Named::client})
    if (guard::name(what) == call.text("kind")) return what;
  return fail_argument("kind", "What is blocked is a sender, a domain or a client");
}

Result<Way> way_of(const Call& call) {
  const auto word = call.text("way");
  if (word.empty()) return Way::both;
  for (const auto way : {Way::inbound, Way::outbound, Way::both})
    if (guard::name(way) == word) return way;
  return fail_argument("way", "The way is inbound, outbound or both");
}

// As it is asked for: in lower case, and domains in their ASCII form.
Result<std::string> name_of(Named what, const Call& call) {
  if (what == Named::sender) {
    auto mailbox = read(call, "name", mailbox_of);
    if (!mailbox) return pass_on(mailbox);
    return to_lower(mailbox->local() + "@" + mailbox->domain().ascii());
  }
  const auto text = call.text("name");
  auto domain = address::parse_domain(text);
  if (domain) return domain->ascii();
  return fail_argument("name", "The name of a domain or client is one of letters, digits, '-' and dots: " + printable(text));
}

Task<Result<json::value>> add(World& world, const Call& call) {
  guard::SmtpBlock b;
  auto what = named(call);
  if (!what) co_return pass_on(what);
  b.what = *what;
  auto name = name_of(b.what, call);
  if (!name) co_return pass_on(name);
  b.name = std::move(*name);
  auto way = way_of(call);
  if (!way) co_return pass_on(way);
  b.way = *way;
  b.soft = call.flag("soft");
  auto description = short_text(call, "description");
  if (!description) co_return pass_on(description);
  b.description = std::move(*description);
  b.since = world.time.now();
  if (!call.text("for").empty()) {
    auto span = read(call, "for", span_of);
    if (!span) co_return pass_on(span);
    b.until = b.since + *span;
  }
  auto out = describe(b);
  auto done = co_await world.guard.smtp_blocks().add(std::move(b));
  if (!done) co_return pass_on(done);
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  auto all = co_await world.guard.smtp_blocks().list();
  if (!all) co_return pass_on(all);
  const auto text = call.text("text");
  json::array rows;
  for (const auto& b : *all)
    if (b.name.find(text) != std::string::npos || b.description.find(text) != std::string::npos) rows.push_back(describe(b));
  co_return rows;
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto what = named(call);
  if (!what) co_return pass_on(what);
  auto name = name_of(*what, call);
  if (!name) co_return pass_on(name);
  auto removed = co_await world.guard.smtp_blocks().remove(*what, std::move(*name));
  if (!removed) co_return pass_on(removed);
  if (!*removed) co_return fail(Failure::not_found, "No such block: postern smtp-block list shows those that are");
  co_return json::value();
}

Task<Result<json::object>> shown(World& world, const Call& call) {
  const auto what = named(call);
  const auto name = what ? name_of(*what, call) : Result<std::string>(std::string());
  if (!what || !name) co_return json::object{};
  auto block = co_await world.guard.smtp_blocks().block(*what, *name);
  if (!block) co_return pass_on(block);
  if (!*block) co_return json::object{};
  const auto row = describe(**block);
  json::object out;
  for (const std::string_view member : {"kind", "name", "way", "soft", "until", "description"}) out[member] = row.at(member);
  co_return out;
}

constexpr Argument kKind{"kind", Kind::text, true, true, "sender, domain (and those below), or client (what it says at EHLO)"};
constexpr Argument kName{"name", Kind::text, true, true, "ann@evil.test for a sender, evil.test for a domain or client"};
constexpr std::array kAdd{kKind,
                          kName,
                          Argument{"way", Kind::text, false, false,
                                   "inbound (from strangers), outbound (from our users) or both, which it is when not given"},
                          Argument{"soft", Kind::flag, false, false, "Refuse for now (4xx), so that a mail server tries again"},
                          Argument{"for", Kind::text, false, false, "How long: 2h, 7d; until it is removed when not given"},
                          Argument{"description", Kind::text, false, false, "Why, for whoever finds it"}};
constexpr std::array kList{Argument{"text", Kind::text, false, true, "Only those whose name or description holds this"}};
constexpr std::array kRemove{kKind, kName};

constexpr std::array kOperations{
    Operation{"smtp-block.add", "Refuse a sender, domain or client, in place of an earlier block of it",
              changes(Area::security), false, kAdd, add, "SmtpBlock"}
        .showing(shown),
    Operation{"smtp-block.list", "List what is refused by name", reads(Area::security), false, kList, list, "[SmtpBlock]"},
    Operation{"smtp-block.remove", "Take mail again", changes(Area::security), false, kRemove, remove, "none"}.showing(shown),
};

}  // namespace
}  // namespace on_smtp_block

std::span<const Operation> smtp_block_operations() { return on_smtp_block::kOperations; }

}  // namespace postern::admin
