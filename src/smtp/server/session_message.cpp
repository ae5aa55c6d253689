// DATA and BDAT: the message comes in, is judged as a whole and handed over.
#include <fmt/format.h>

#include <algorithm>

#include "events/table.h"
#include "mime/address_list.h"
#include "smtp/server/session.h"
#include "smtp/server/trace.h"

namespace postern::smtp {
namespace {

constexpr std::size_t kMostAuthors = 50;         // addresses in From fields
constexpr std::uint64_t kPatientWithExcess = 4;  // times the limit that is read of a message which is refused already
constexpr std::uint64_t kSizeableChunk = 1024;
constexpr std::uint64_t kBlock = 16 << 10;  // octets that a client must send in data_timeout

struct Authors {
  std::vector<address::Mailbox> mailboxes;
  bool unreadable = false;  // something in the field is no address
  bool too_many = false;
};

// RFC 5322 §3.6.2; every From field counts, should there be several.
Authors authors_of(const mime::Message& message) {
  Authors authors;
  for (const auto& value : message.all(0, "From")) {
    for (const auto& one : mime::address_list(value, kMostAuthors + 1)) {
      if (one.kind != mime::AddressKind::mailbox) continue;
      auto mailbox = address::parse_mailbox(mime::mailbox_text(one), address::Charset::utf8);
      authors.too_many = authors.mailboxes.size() == kMostAuthors;
      if (authors.too_many) return authors;
      if (mailbox) authors.mailboxes.push_back(std::move(*mailbox));
      authors.unreadable |= !mailbox;
    }
  }
  return authors;
}

// A header that was not indexed to its end could hide a From field in the rest.
bool header_is_cut(const mime::Message& message) {
  const auto& root = message.parts.front();
  return root.kept_size < root.header.size() || root.field_count >= mime::Limits{}.fields;
}

// RFC 5321 §4.2.3: storage that is full or broken now may be well again later.
Reply no_storage() { return {452, "4.3.1", "Insufficient system storage"}; }

// The one place that says to a client what kept a message from being stored.
Reply reply_to(const Error& error) {
  switch (error.kind) {
    case Failure::over_quota: return {452, "4.2.2", "Mailbox full"};
    case Failure::too_large: return {552, "5.3.4", "Message too large"};
    case Failure::denied: return {550, "5.7.1", error.text};
    case Failure::not_found: return {550, "5.1.1", "No such mailbox here"};
    case Failure::invalid: return {554, "5.6.0", error.text};
    case Failure::unavailable: return no_storage();
    case Failure::exists:
    case Failure::conflict:
    case Failure::corrupt:
    case Failure::io:
    case Failure::timeout:
    case Failure::closed: break;
  }
  return {451, "4.3.0", "Try again later"};
}

}  // namespace

void Session::begin_intake() {
  auto& t = *transaction_;
  const auto now = time_.now();
  t.envelope.origin = {.session = link_.session,
                       .id = fmt::format("{:x}.{}", link_.session.value, counts_.messages),
                       .received = now,
                       .client_ip = link_.ip,
                       .client_name = client_name_,
                       .tls = link_.tls,
                       .account = identity_.account,
                       .login = identity_.address};
  const Trace trace{listener_.host_name, link_.tls_summary, extended_, is_lmtp()};
  t.intake = std::make_unique<Intake>(Head{return_path_field(t.envelope), received_field(t.envelope, trace)}, largest_message(),
                                      t.declared_size, store::Spool(blobs_, inline_limit_),
                                      Wanted{origin_.authserv_id, judges_origin() || signs()});
  data_until_ = time_.steady() + settings_.message_timeout;
}

Session::Next Session::data(std::string_view) {
  if (transaction_->envelope.body == Body::binary_mime) {
    say({503, "5.5.1", "BINARYMIME needs BDAT"});  // RFC 3030 §3
    return {};
  }
  begin_intake();
  mode_ = Mode::data;
  say({354, "", "End data with <CR><LF>.<CR><LF>"});
  return {};
}

Session::Next Session::read_data() {
  auto& t = *transaction_;
  const auto piece = t.scanner.next(input_);
  input_.remove_prefix(piece.used);
  pace_.moved(piece.used, kBlock);
  if (t.scanner.bare_line_end()) t.intake->abandon();
  t.intake->add(piece.text);
  if (!piece.end) {
    if (t.intake->size() / kPatientWithExcess > largest_message()) return close({552, "5.3.4", "Message too large"});
    return flush_when_full();
  }
  mode_ = Mode::commands;
  pace_.done();
  return finish_message();
}

// No more of the message is read until what has come is written: a slow disk slows the client down.
Session::Next Session::flush_when_full() {
  auto& intake = *transaction_->intake;
  if (!intake.full()) return {};
  awaits_ = Awaits::flush;
  return FlushSpool{&intake.spool()};
}

Effect Session::on_flushed(Result<void> result) {
  awaits_ = Awaits::nothing;
  pace_.done();                                                        // the time was ours
  if (!result) transaction_->intake->fail(std::move(result.error()));  // the client learns it when its message has ended
  return advance();
}

Session::Next Session::bdat(std::string_view argument) { return begin_chunk(argument, {}); }

// RFC 3030 §2: the bytes of a refused chunk are read and dropped before the reply.
Session::Next Session::begin_chunk(std::string_view argument, std::optional<Reply> refusal) {
  const auto command = bdat_command(argument);
  // Where the chunk ends is not known: what follows must not be read as commands.
  if (!command) return close(command.error());
  const auto taken = transaction_ && transaction_->intake ? transaction_->intake->size() : 0;
  const auto limit = largest_message();
  if (command->size > limit - std::min(limit, taken)) {
    if (command->size / kPatientWithExcess > limit) return close({552, "5.3.4", "Message too large"});
    if (!refusal) refusal = Reply{552, "5.3.4", "Message too large"};
  }
  if (!refusal && !transaction_->intake) {
    transaction_->declared_size = std::max(transaction_->declared_size, command->size);
    begin_intake();
  }
  // RFC 3030 §2: after a chunk that could not be taken the state is indeterminate; here the transaction is over at once.
  if (refusal && refusal->code == 552) reset();
  if (refusal) data_until_ = time_.steady() + settings_.message_timeout;
  if (command->size >= kSizeableChunk) --counts_.commands;  // a large message may come in more chunks than commands are allowed
  chunk_ = {command->size, command->size, command->last, std::move(refusal)};
  if (!chunk_.refusal) state_ = State::chunks;
  mode_ = Mode::chunk;
  return {};
}

Session::Next Session::read_chunk() {
  const auto piece = input_.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(chunk_.remaining, input_.size())));
  input_.remove_prefix(piece.size());
  chunk_.remaining -= piece.size();
  pace_.moved(piece.size(), kBlock);
  if (!chunk_.refusal) {
    transaction_->intake->add(piece);  // as sent, whatever the line ends are
    if (auto flush = flush_when_full()) return flush;
  }
  if (chunk_.remaining != 0) return {};
  mode_ = Mode::commands;
  pace_.done();
  if (chunk_.refusal) {
    say(std::move(*chunk_.refusal));
    chunk_ = {};
    data_until_ = Deadline::max();
    return {};
  }
  if (chunk_.last) return finish_message();
  if (transaction_->intake->failure()) return refuse_message(no_storage(), transaction_->intake->failure()->detail);
  say({250, "2.0.0", fmt::format("{} octets received", chunk_.size)});
  return {};
}

// The bytes are all here. From this point the message is accepted or refused as a whole, and the transaction is over.
Session::Next Session::finish_message() {
  auto& t = *transaction_;
  state_ = State::ready;
  if (t.scanner.bare_line_end()) return refuse_message({554, "5.5.2", "Bare CR or LF in the message"});
  if (t.intake->too_large()) return refuse_message({552, "5.3.4", "Message too large"});
  if (t.intake->failure()) return refuse_message(no_storage(), t.intake->failure()->detail);
  t.message = t.intake->finish();
  // RFC 5321 §6.3; our own field is one of them. A Delivered-To is no proof of a loop: delivery here writes none, and anybody
  // may.
  if (settings_.max_hops != 0 && mime::received_count(*t.message.parsed) > settings_.max_hops + 1)
    return refuse_message({554, "5.4.6", "Too many hops"});
  if (header_is_cut(*t.message.parsed)) return refuse_message({554, "5.6.0", "The header is too large"});
  // RFC 9989 §5.3: of several nobody knows which one is shown. One without any is only noted.
  if (judges_origin() && t.message.parsed->count(0, "From") > 1)
    return refuse_message({550, "5.7.1", "More than one From field"});
  auto authors = authors_of(*t.message.parsed);
  if (authors.too_many) return refuse_message({554, "5.6.0", "Too many addresses in the From field"});
  // Someone who logged in answers for every author; of a stranger only those are asked about that can be read.
  if (authors.unreadable && client().logged_in) return refuse_message({554, "5.6.0", "The From field cannot be read"});
  t.authors = std::move(authors.mailboxes);
  if (!judges_origin()) return check_authors();
  awaits_ = Awaits::origin;
  return JudgeOrigin{t.intake->evidence(), origin_query()};
}

Session::Next Session::check_authors() {
  auto& t = *transaction_;
  if (t.authors.empty()) return inspect_message();
  awaits_ = Awaits::header_from;
  return CheckSenders{t.authors, identity_.account};
}

Session::Next Session::refuse_message(const Reply& reply, std::string_view reason) {
  const auto& envelope = transaction_->envelope;
  const auto recipients = envelope.recipients.size();
  const auto& path = envelope.reverse_path;
  events_.write(
      events::Event::smtp_message_refused, link_.session,
      {{events::Key::ip, link_.ip},
       {events::Key::account, identity_.address},
       {events::Key::from, path ? std::string_view(path->text()) : std::string_view{}},
       {events::Key::to, recipients == 0 ? std::string_view{} : std::string_view(envelope.recipients.front().mailbox.text())},
       {events::Key::count, recipients},
       {events::Key::code, reply.code},
       {events::Key::text, reply.text},
       {events::Key::reason, reason},
       {events::Key::message, envelope.origin.id}});
  reset();
  say_of_message(reply, recipients);
  return {};
}

// The last question: what is in it, once it is known that it may come in at all.
Session::Next Session::inspect_message() {
  if (!inspects_) return accept_message();
  awaits_ = Awaits::inspection;
  auto& t = *transaction_;
  return InspectMessage{
      {&t.envelope, &t.message, t.origin ? &*t.origin : nullptr, is_ours(), link_.address, service(), is_lmtp()}};
}

Effect Session::on_inspected(Findings findings) {
  awaits_ = Awaits::nothing;
  auto& t = *transaction_;
  if (findings.refusal) {
    refuse_message(*findings.refusal, findings.reason);
    return advance();
  }
  t.fields += findings.fields;
  t.envelope.judged = std::move(findings.judged);
  auto next = accept_message();
  return next ? std::move(*next) : advance();
}

Session::Next Session::accept_message() {
  awaits_ = Awaits::acceptance;
  auto& t = *transaction_;
  AcceptMessage accept{t.envelope, std::exchange(t.message, {}), std::move(t.fields)};
  if (signs() && t.authors.size() == 1) {
    accept.author = t.authors.front().domain();
    const auto* another = accept.message.evidence.get();
    accept.evidence = another != nullptr ? another : t.intake->evidence();
  }
  return accept;
}

Effect Session::on_accepted(Result<void> result) {
  awaits_ = Awaits::nothing;
  if (!result) {
    refuse_message(reply_to(result.error()), result.error().detail);
    return advance();
  }
  const auto& envelope = transaction_->envelope;
  const Reply reply{250, "2.0.0", "Accepted " + envelope.origin.id};
  events_.write(
      events::Event::smtp_message_accepted, link_.session,
      {{events::Key::ip, link_.ip},
       {events::Key::account, identity_.address},
       {events::Key::from, envelope.reverse_path ? std::string_view(envelope.reverse_path->text()) : std::string_view{}},
       {events::Key::to, envelope.recipients.front().mailbox.text()},
       {events::Key::count, envelope.recipients.size()},
       {events::Key::size, transaction_->intake->size()},
       {events::Key::message, envelope.origin.id}});
  signal(events::Signal::message_sent, events::Cause::none,
         envelope.reverse_path ? std::string_view(envelope.reverse_path->text()) : std::string_view{},
         envelope.recipients.size(), transaction_->intake->size());
  ++counts_.accepted;
  counts_.commands = 0;
  const auto recipients = envelope.recipients.size();
  reset();
  say_of_message(reply, recipients);
  return advance();
}

}  // namespace postern::smtp
