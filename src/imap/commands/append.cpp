// APPEND: RFC 9051 §6.3.12, RFC 3502, RFC 4315 §3, RFC 6855 §4, RFC 7889.
#include "imap/commands/commands.h"
#include "imap/flag_names.h"
#include "imap/messages.h"
#include "mime/digest.h"
#include "store/facts.h"

namespace postern::imap::commands {
namespace {

constexpr std::size_t kReserved = 64 * 1024;  // taken at once for a message; more only as octets really come

store::NewMessage finished(IncomingMessage in, grammar::AppendMessage said, Time now) {
  store::NewMessage out;
  const auto parsed = in.parser.finish();
  out.internal_date = said.internal_date.value_or(now);
  out.facts = store::facts_of(mime::digest(parsed, *in.bytes), parsed, out.internal_date);
  out.flags = flag_names(std::move(said.flags));
  out.bytes = std::move(in.bytes);
  return out;
}

Task<std::optional<Outcome>> begin(Context& c, std::string mailbox) {
  auto to = co_await c.store().find(c.account(), std::move(mailbox));
  if (!to) co_return refused_target(to.error());
  c.session.append = std::make_unique<IncomingAppend>();
  c.session.append->mailbox = to->id;
  co_return std::nullopt;
}

}  // namespace

Task<std::optional<Outcome>> begin_append_literal(Context& c, const grammar::AppendArgs& args) {
  const auto& message = args.messages.back();
  if (message.utf8 && !c.session.utf8) co_return bad("ENABLE UTF8=ACCEPT first");
  if (args.messages.size() == 1) {
    auto refusal = co_await begin(c, args.mailbox);
    if (refusal) co_return refusal;
  }
  auto& coming = *c.session.append;
  const auto limit = c.settings().max_message_size.value;
  if (message.literal.size > limit || coming.announced + message.literal.size > limit) {
    co_return no("[TOOBIG] Larger than this server takes");
  }
  coming.announced += message.literal.size;
  auto quota = co_await c.store().quota(c.account());
  if (!quota) co_return refused(quota.error());
  if (quota->limit_bytes > 0 && quota->used_bytes + coming.announced > quota->limit_bytes) {
    co_return no("[OVERQUOTA] The mailboxes are full");
  }
  auto& in = coming.messages.emplace_back();
  in.bytes->reserve(static_cast<std::size_t>(std::min<std::uint64_t>(message.literal.size, kReserved)));
  co_return std::nullopt;
}

Task<Outcome> append(Context& c, grammar::AppendArgs args) {
  const auto coming = std::move(c.session.append);
  if (!coming || coming->messages.size() != args.messages.size()) co_return bad("A message is missing");
  std::vector<store::NewMessage> messages;
  const auto now = c.services.time.now();
  for (std::size_t i = 0; i < args.messages.size(); ++i) {
    if (coming->messages[i].bytes->empty()) co_return no("[CANNOT] An empty message cancels the command");  // RFC 3502
    messages.push_back(finished(std::move(coming->messages[i]), std::move(args.messages[i]), now));
  }
  auto done = co_await c.store().append(c.account(), coming->mailbox, std::move(messages));
  if (!done) co_return refused_target(done.error());
  if (c.session.watch && !done->uids.empty())
    c.session.watch->own_messages(coming->mailbox, {{done->uids.front(), done->uids.back()}});
  std::vector<grammar::Range> uids;
  for (const auto uid : done->uids) grammar::push(uids, uid.value);
  std::string text = "[APPENDUID ";
  grammar::append_number(text, done->uidvalidity);
  text += ' ';
  grammar::append_ranges(text, uids);
  co_return ok(text + "] Appended");
}

}  // namespace postern::imap::commands
