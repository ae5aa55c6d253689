// THREAD: RFC 5256 §3.
#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/search_keys.h"
#include "imap/search_run.h"
#include "imap/threading.h"
#include "mime/casefold.h"
#include "mime/message.h"
#include "mime/message_id.h"
#include "mime/subject.h"

namespace postern::imap::commands {
namespace {

constexpr std::size_t kReferences = 100;  // kept of one message

// References, or the first of In-Reply-To where there are none (RFC 5256 §3, REFERENCES step 1.A).
std::vector<std::string> ancestors(const mime::Message& header) {
  if (const auto* field = header.find(0, "References")) {
    auto ids = mime::message_ids(header.raw_value(*field), kReferences);
    if (!ids.empty()) return ids;
  }
  const auto* field = header.find(0, "In-Reply-To");
  return field == nullptr ? std::vector<std::string>{} : mime::message_ids(header.raw_value(*field), 1);
}

ThreadMessage thread_message(const store::StoredFacts& f, bool by_uid) {
  const auto header = mime::parse(std::string(f.headers) + "\r\n");
  ThreadMessage out;
  out.shown = by_uid ? f.row.uid.value : f.seq;
  out.sent = f.sent;
  if (const auto* field = header.find(0, "Message-ID")) {
    auto ids = mime::message_ids(header.raw_value(*field), 1);
    if (!ids.empty()) out.id = std::move(ids.front());
  }
  out.references = ancestors(header);
  if (const auto* field = header.find(0, "Subject")) {
    auto base = mime::base_subject(header.raw_value(*field));
    out.subject = mime::fold(base.text);
    out.is_reply = base.is_reply;
  }
  return out;
}

}  // namespace

Task<Outcome> thread(Context& c, grammar::ThreadArgs args) {
  const bool by_references = args.algorithm == "REFERENCES";
  if (!by_references && args.algorithm != "ORDEREDSUBJECT") co_return bad("No such threading algorithm");
  if (asks_mod_seq(args.search.key)) enable_condstore(c);
  auto seqs = co_await find_messages(c, args.search);
  if (!seqs) co_return seqs.error();
  std::vector<ThreadMessage> messages;
  const bool by_uid = c.uid;
  auto add = [&messages, by_uid](const store::StoredFacts& f) {
    messages.push_back(thread_message(f, by_uid));
    return true;
  };
  auto read = co_await c.store().facts(c.selected().view, std::move(*seqs), std::move(add));
  if (!read) co_return refused(read.error());
  auto& out = c.out.buffer();
  out += "* THREAD";
  if (!messages.empty())
    out += " " + (by_references ? references_threads(messages) : ordered_subject_threads(std::move(messages)));
  out += "\r\n";
  co_return ok("Threaded");
}

}  // namespace postern::imap::commands
