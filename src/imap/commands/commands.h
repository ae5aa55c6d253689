// The handlers of all commands; each has a file of its own name.
#pragma once
#include "imap/context.h"
#include "imap/grammar/append.h"
#include "imap/grammar/fetch.h"
#include "imap/grammar/list.h"
#include "imap/grammar/mailbox_commands.h"
#include "imap/grammar/notify.h"
#include "imap/grammar/search.h"
#include "imap/grammar/session_commands.h"
#include "imap/grammar/store.h"

namespace postern::imap::commands {

// Any state.
Task<Outcome> capability(Context&, grammar::NoArgs);
Task<Outcome> noop(Context&, grammar::NoArgs);  // also CHECK
Task<Outcome> logout(Context&, grammar::NoArgs);
Task<Outcome> id(Context&, grammar::IdArgs);

// Before login.
Task<Outcome> starttls(Context&, grammar::NoArgs);
Task<Outcome> login(Context&, grammar::LoginArgs);
Task<Outcome> authenticate(Context&, grammar::AuthenticateArgs);

// After login.
Task<Outcome> enable(Context&, grammar::EnableArgs);
Task<Outcome> select(Context&, grammar::SelectArgs);
Task<Outcome> examine(Context&, grammar::SelectArgs);
Task<Outcome> create(Context&, grammar::CreateArgs);
Task<Outcome> remove(Context&, grammar::MailboxArgs);  // DELETE
Task<Outcome> rename(Context&, grammar::RenameArgs);
Task<Outcome> subscribe(Context&, grammar::MailboxArgs);
Task<Outcome> unsubscribe(Context&, grammar::MailboxArgs);
Task<Outcome> list(Context&, grammar::ListArgs);
Task<Outcome> lsub(Context&, grammar::ListArgs);
Task<Outcome> name_space(Context&, grammar::NoArgs);
Task<Outcome> status(Context&, grammar::StatusArgs);
Task<Outcome> append(Context&, grammar::AppendArgs);
Task<Outcome> idle(Context&, grammar::NoArgs);
Task<Outcome> get_quota(Context&, grammar::MailboxArgs);
Task<Outcome> get_quota_root(Context&, grammar::MailboxArgs);
Task<Outcome> compress(Context&, grammar::CompressArgs);
Task<Outcome> notify(Context&, grammar::NotifyArgs);

// With a mailbox selected.
Task<Outcome> close(Context&, grammar::NoArgs);
Task<Outcome> unselect(Context&, grammar::NoArgs);
Task<Outcome> expunge(Context&, grammar::ExpungeArgs);
Task<Outcome> search(Context&, grammar::SearchArgs);
Task<Outcome> sort(Context&, grammar::SortArgs);
Task<Outcome> thread(Context&, grammar::ThreadArgs);
Task<Outcome> fetch(Context&, grammar::FetchArgs);
Task<Outcome> store(Context&, grammar::StoreArgs);
Task<Outcome> copy(Context&, grammar::CopyArgs);
Task<Outcome> move(Context&, grammar::CopyArgs);

// The part of APPEND that runs while its command is still coming in: judges an announced message literal before the client
// sends it. A refusal is the tagged answer of the whole command; otherwise the octets are to be given to append_octets() as they come.
Task<std::optional<Outcome>> begin_append_literal(Context&, const grammar::AppendArgs&);
// Returns when the octets are in memory or written, so that a slow disk slows the client down. What fails is told by APPEND itself.
Task<void> append_octets(Context&, grammar::Assembler::Streamed);

}  // namespace postern::imap::commands
