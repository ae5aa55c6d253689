// APPEND: RFC 9051 §6.3.12, RFC 3502, RFC 4315 §3, RFC 6855 §4, RFC 7889.
#include "base/units.h"
#include "events/table.h"
#include "imap/commands/commands.h"
#include "imap/flag_names.h"
#include "imap/messages.h"
#include "store/facts.h"

namespace postern::imap::commands {
namespace {

// Of the small messages of one command; those beyond are written out as large ones are.
constexpr std::uint64_t kMostInMemory = 4_MiB;

Task<Result<store::NewMessage>> finished(Context& c, IncomingMessage in, grammar::AppendMessage said, Time now) {
  store::NewMessage out;
  out.internal_date = said.internal_date.value_or(now);
  out.flags = flag_names(std::move(said.flags));
  auto content = co_await in.body.finish();
  if (!content) co_return pass_on(content);
  out.bytes = content->bytes;
  out.blob = content->blob;
  const auto parsed = in.parser.finish();
  auto facts = co_await store::facts_of(c.store().blobs(), std::move(*content), parsed, out.internal_date);
  if (!facts) co_return pass_on(facts);
  out.facts = std::move(*facts);
  co_return out;
}

store::Spool spool_for(Context& c, IncomingAppend& coming, std::uint64_t size) {
  const auto inline_limit = c.store().settings().inline_limit.value;
  const bool small = size <= inline_limit && coming.in_memory + size <= kMostInMemory;
  if (small) coming.in_memory += size;
  store::Spool spool(c.store().blobs(), small ? inline_limit : 0);
  spool.reserve(size);
  return spool;
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
  if (c.session.who.read_only) co_return no(std::string(kMayOnlyRead));
  const auto& message = args.messages.back();
  if (message.utf8 && !c.session.utf8) co_return bad("ENABLE UTF8=ACCEPT first");
  if (args.messages.size() == 1) {
    auto refusal = co_await begin(c, args.mailbox);
    if (refusal) co_return refusal;
  }
  auto& coming = *c.session.append;
  if (coming.failure) co_return refused(*coming.failure);
  const auto limit = c.settings().max_message_size.value;
  if (message.literal.size > limit || coming.announced + message.literal.size > limit) {
    co_return no("[TOOBIG] Larger than this server takes");
  }
  coming.announced += message.literal.size;
  auto room = co_await c.store().room_for(c.account(), coming.announced);
  if (!room) co_return refused(room.error());
  coming.messages.push_back({spool_for(c, coming, message.literal.size), mime::Parser()});
  co_return std::nullopt;
}

Task<void> append_octets(Context& c, grammar::Assembler::Streamed piece) {
  auto& coming = *c.session.append;
  if (coming.failure) co_return;
  auto& in = coming.messages.back();
  in.body.add(piece.bytes);
  in.parser.feed(piece.bytes);
  Result<void> written;
  if (piece.last) {
    written = co_await in.body.seal();
  } else if (in.body.full()) {
    written = co_await in.body.flush();
  }
  if (written) co_return;
  c.services.events.write(events::Event::server_error, c.stream.session(),
                          {{events::Key::reason, written.error().text}, {events::Key::text, written.error().detail}});
  coming.failure = std::move(written.error());
  coming.messages.clear();
}

Task<Outcome> append(Context& c, grammar::AppendArgs args) {
  const auto coming = std::move(c.session.append);
  if (coming && coming->failure) co_return refused(*coming->failure);
  if (!coming || coming->messages.size() != args.messages.size()) co_return bad("A message is missing");
  std::vector<store::NewMessage> messages;
  const auto now = c.services.time.now();
  for (std::size_t i = 0; i < args.messages.size(); ++i) {
    if (coming->messages[i].body.size() == 0) co_return no("[CANNOT] An empty message cancels the command");  // RFC 3502
    auto message = co_await finished(c, std::move(coming->messages[i]), std::move(args.messages[i]), now);
    if (!message) co_return refused(message.error());
    messages.push_back(std::move(*message));
  }
  auto done = co_await c.store().append(c.account(), coming->mailbox, std::move(messages));
  if (!done) co_return refused_target(done.error());
  c.services.events.write(events::Event::imap_append, c.stream.session(),
                          {{events::Key::mailbox, args.mailbox}, {events::Key::count, done->uids.size()}});
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
