// One row an event, one name a key: what is logged, where, at which level and what it means.
#include "events/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace postern::events {
namespace {

constexpr auto kExceptions = Level::exceptions;
constexpr auto kNormal = Level::normal;
constexpr auto kDetailed = Level::detailed;

using enum Event;

constexpr std::array kRows{
    Row{server_started, "server.started", Log::server, kExceptions, "The server answers on its ports."},
    Row{server_stopping, "server.stopping", Log::server, kExceptions,
        "The server takes no new connections and ends the open ones."},
    Row{server_error, "server.error", Log::server, kExceptions, "Something inside the server failed that no peer caused."},
    Row{setting_changed, "server.setting-changed", Log::administration, kExceptions,
        "A setting, of the server or of a domain, has another value, or its shipped one again: who has set it, and from "
        "what to what."},
    Row{log_lines_dropped, "server.log-lines-dropped", Log::server, kExceptions,
        "Lines came faster than the disk took them; so many were left out."},
    Row{certificate_loaded, "server.certificate-loaded", Log::server, kNormal, "A certificate and its key are in use."},
    Row{call_refused, "server.call-refused", Log::server, kExceptions,
        "The process asked for a system call that a mail server never makes, and did not get it: look for an intruder."},
    Row{setting_trial_ended, "server.setting-trial-ended", Log::administration, kExceptions,
        "A setting was on trial and nobody kept it: it is put back to what it was."},

    Row{connection_opened, "connection.opened", Log::server, kNormal, "A peer connected."},
    Row{connection_closed, "connection.closed", Log::server, kNormal, "A connection ended, by either side."},
    Row{connection_refused, "connection.refused", Log::server, kNormal,
        "A peer was refused before anything was said: a block or a limit."},
    Row{tls_started, "connection.tls-started", Log::server, kDetailed, "TLS stands; version and cipher."},
    Row{tls_failed, "connection.tls-failed", Log::server, kNormal, "The TLS handshake failed."},

    Row{login_succeeded, "login.succeeded", Log::server, kNormal, "An account is logged in."},
    Row{login_failed, "login.failed", Log::server, kNormal,
        "A login was refused; the cause is for the log alone, the peer hears one text for all."},
    Row{login_overloaded, "login.overloaded", Log::server, kExceptions,
        "A login was put off for a reason of ours, such as too many password checks that wait."},

    Row{smtp_command, "smtp.command", Log::smtp_in, kDetailed, "A command of an SMTP session, without credentials."},
    Row{smtp_reply, "smtp.reply", Log::smtp_in, kDetailed, "Our reply to it."},
    Row{smtp_recipient_refused, "smtp.recipient-refused", Log::smtp_in, kNormal, "A recipient was refused, and why."},
    Row{smtp_sender_refused, "smtp.sender-refused", Log::smtp_in, kNormal, "A sender was refused, and why."},
    Row{smtp_message_accepted, "smtp.message-accepted", Log::smtp_in, kNormal,
        "A message is ours: durable, and answered with 250."},
    Row{smtp_message_refused, "smtp.message-refused", Log::smtp_in, kNormal, "A message was refused after its data, and why."},
    Row{smtp_session_without_message, "smtp.session-without-message", Log::smtp_in, kNormal,
        "A session ended and no message was accepted in it."},
    Row{smtp_sender_without_login, "smtp.sender-without-login", Log::smtp_in, kExceptions,
        "An entry of the allow list let an address send in this sender's name without a login."},
    Row{smtp_origin_judged, "smtp.origin-judged", Log::smtp_in, kNormal,
        "What SPF, DKIM, DMARC, ARC and the reverse DNS say of a message from outside, in the words of "
        "Authentication-Results."},
    Row{smtp_origin_refused, "smtp.origin-refused", Log::smtp_in, kExceptions,
        "A message was refused for where it comes from: what its domain asks for, and why it was not proven."},
    Row{smtp_not_signed, "smtp.not-signed", Log::smtp_in, kExceptions, "A message of ours goes on without a DKIM signature."},
    Row{dkim_key_changed, "dkim.key-changed", Log::administration, kExceptions,
        "A DKIM key of a domain was made, began to sign, was retired or removed."},
    Row{smtp_message_judged, "smtp.message-judged", Log::smtp_in, kNormal,
        "What a message is worth to its first recipient: its level, what becomes of it, and in the text the sum and what each "
        "stage "
        "thinks. The reason is what it would have gone to the inbox without."},
    Row{smtp_sender_listed, "smtp.sender-listed", Log::smtp_in, kNormal,
        "A list of an account or its domain names the sender of a message: what it says, by which entry, and why trust applies "
        "or "
        "not."},
    Row{smtp_attachment_found, "smtp.attachment-found", Log::smtp_in, kExceptions,
        "A message carries what is not taken, or what cannot be looked into: what becomes of it, and why."},
    Row{smtp_message_scanned, "smtp.message-scanned", Log::smtp_in, kNormal,
        "What the scanners say of a message, and what follows from it."},

    Row{delivered, "delivery.delivered", Log::delivery, kNormal, "A message is in a mailbox."},
    Row{delivery_failed, "delivery.failed", Log::delivery, kExceptions, "A message could not be put into a mailbox."},
    Row{queued, "delivery.queued", Log::delivery, kNormal,
        "A message waits in the queue: for another server, or for an account that could not be given it."},
    Row{delivery_overdue, "delivery.overdue", Log::delivery, kExceptions,
        "A message has waited for an account longer than mail is to wait, and nobody can be told; it is kept and tried "
        "further."},
    Row{sender_told, "delivery.sender-told", Log::delivery, kNormal,
        "A report goes to the sender of a message: failed, delayed, relayed or delivered. The text is the report's own id."},
    Row{sent, "delivery.sent", Log::delivery, kNormal, "Another server has taken a message for a recipient, and what it said."},
    Row{put_off, "delivery.put-off", Log::delivery, kNormal,
        "A message for a recipient elsewhere could not be handed over yet: why, and which try it was."},
    Row{given_up, "delivery.given-up", Log::delivery, kNormal,
        "A message will not reach a recipient: refused for good, or too late."},
    Row{forwarded, "delivery.forwarded", Log::delivery, kNormal,
        "A message goes on to people elsewhere for an address here: the domain in whose name, and to how many."},
    Row{quarantine_ended, "delivery.quarantine-ended", Log::delivery, kNormal,
        "A message has left quarantine: released, deleted, or kept long enough; what kind of reason it was there for, and "
        "which."},
    Row{throttled, "delivery.throttled", Log::delivery, kNormal,
        "An account has sent to more recipients than it or its domain may in an hour: whose limit, which, and until when the "
        "message waits; without a time it was refused."},
    Row{answered, "delivery.answered", Log::delivery, kNormal,
        "An account has answered a message by itself: to whom, and the answer's own id in the text."},
    Row{not_answered, "delivery.not-answered", Log::delivery, kNormal,
        "An account that answers by itself has not answered a message, and why."},

    Row{report_sent, "report.sent", Log::delivery, kNormal,
        "Another domain was told of its mail of a day, as its record asks for: by which report, and where to."},
    Row{report_given_up, "report.given-up", Log::delivery, kExceptions,
        "A report could not be brought to where another domain wants it, and is given up; why, at last."},
    Row{report_read, "report.read", Log::delivery, kNormal,
        "Somebody has reported on a domain of ours: the domain's page, postern tlsrpt list and postern dmarc reports show what "
        "it says."},
    Row{report_not_read, "report.not-read", Log::delivery, kExceptions,
        "A message that came to where reports go looks like one and could not be read, and why. It was delivered all the "
        "same."},

    Row{imap_command, "imap.command", Log::imap, kDetailed,
        "A command of an IMAP session and how it ended, without credentials and literals."},
    Row{imap_append, "imap.append", Log::imap, kNormal, "A message was added by APPEND."},

    Row{pop3_command, "pop3.command", Log::pop3, kDetailed, "A command of a POP3 session, without credentials."},
    Row{pop3_reply, "pop3.reply", Log::pop3, kDetailed, "The first line of our reply to it."},
    Row{http_request, "web.request", Log::web, kNormal, "A client asked for something over HTTP, and how it was answered."},

    Row{store_opened, "store.opened", Log::store, kNormal, "The store is open; its folder."},
    Row{store_failed, "store.failed", Log::store, kExceptions, "The engine failed; nothing is acknowledged any more."},
    Row{disk_low, "store.disk-low", Log::store, kExceptions,
        "The disk is below its low watermark: mail is refused for now, reading goes on."},
    Row{blob_swept, "store.blob-swept", Log::store, kDetailed, "A blob that no message names was removed."},
    Row{disk_full, "store.disk-full", Log::store, kExceptions,
        "A write found no room on the disk: nothing is taken until there is some again, reading goes on; what the system "
        "said."},
    Row{disk_has_room, "store.disk-has-room", Log::store, kExceptions,
        "The disk has room again, and mail is accepted as before; how many bytes are free."},

    Row{administrator_acted, "administration.acted", Log::administration, kExceptions,
        "An administrator ran a command that may change something: which, on whom or what, how it ended, and what it has "
        "changed, from what to what; where it was refused, what was answered."},
    Row{administrator_told, "administration.told", Log::administration, kExceptions,
        "An administrator is to know what became of another one's login: who, whose, and what."},
    Row{audit_finding, "audit.finding", Log::administration, kExceptions,
        "The daily audit found a weakness that was not there the day before: its check, how bad, and what."},
    Row{audit_finding_gone, "audit.finding-gone", Log::administration, kExceptions,
        "What the daily audit had found is there no more."},
    Row{audited, "audit.done", Log::administration, kNormal,
        "The daily audit ran: the score, and how many weaknesses there are."},
    Row{notices_sent, "administration.notices-sent", Log::administration, kNormal,
        "What administrators are to know was sent to them: where to, and how many notices."},
    Row{notices_dropped, "administration.notices-dropped", Log::administration, kExceptions,
        "What administrators are to know could not be sent, and is given up: where to, how many notices, and why."},
    Row{impersonation_began, "administration.impersonation-began", Log::administration, kExceptions,
        "An administrator acts in a user's name from now on: who, in whose, and for what reason."},
    Row{impersonation_ended, "administration.impersonation-ended", Log::administration, kExceptions,
        "An administrator no longer acts in a user's name: who, in whose, for what reason, and how it ended."},
    Row{password_reset_asked, "administration.password-reset-asked", Log::administration, kExceptions,
        "Somebody asked for a forgotten password to be set anew, of an account that may: whose, and what came of it."},
    Row{password_was_reset, "administration.password-reset", Log::administration, kExceptions,
        "A forgotten password was set anew by a token: whose."},
    Row{recovery_address_changed, "administration.recovery-address-changed", Log::administration, kExceptions,
        "Where an account is reached when its password is forgotten: who changed it, of whom, from what and to what."},
    Row{account_contained, "administration.account-contained", Log::administration, kExceptions,
        "An account was shut to whoever had got into it: by whom, for what reason, and how much of its mail is held."},
    Row{account_recovered, "administration.account-recovered", Log::administration, kExceptions,
        "A contained account was given back to its owner: by whom, how he gets in, and what became of the mail that was held."},

    Row{scanner_silent, "scanners.silent", Log::administration, kExceptions,
        "A scanner that settings name has not answered several times: which, for how many messages, and why not the last time. "
        "It is told once, until it answers."},
    Row{scanner_answers, "scanners.answers", Log::administration, kExceptions,
        "A scanner that was silent answers again: which, and for how many messages it did not."},

    Row{rule_triggered, "ids.rule-triggered", Log::ids, kExceptions,
        "An address did too much of something within a rule's time frame; what the rule says happens."},
    Row{account_conspicuous, "ids.account-conspicuous", Log::ids, kExceptions,
        "An account did, or suffered, too much of something within a rule's time frame."},
    Row{administrators_to_be_told, "ids.notice", Log::ids, kExceptions,
        "What a rule that tells administrators has found; once for each address or account within the rule's time frame."},
    Row{countries_read, "ids.countries-read", Log::ids, kNormal, "The country database was replaced, and is read again."},
    Row{countries_not_known, "ids.countries-not-known", Log::ids, kExceptions,
        "A country rule cannot be applied, for there is no database that can be read: nobody is refused by it."},
    Row{blocks_given_up, "ids.blocks-given-up", Log::ids, kExceptions,
        "There are more blocks than there is room for, and those of so many networks that end first are given up; told once, "
        "until "
        "half of the room is free."},
    Row{new_country, "ids.new-country", Log::ids, kExceptions,
        "An account was logged in to rightly from a country that it had not been seen in for a year: from where, and at which "
        "door."},
};

static_assert(std::ranges::is_sorted(kRows, {}, &Row::event));

constexpr std::array<std::string_view, 27> kKeys{"ip",    "port",    "account", "domain", "mailbox", "message", "from",
                                                 "to",    "size",    "code",    "text",   "command", "reason",  "tls",
                                                 "count", "name",    "value",   "path",   "host",    "ms",      "service",
                                                 "cause", "session", "who",     "before", "after",   "changes"};
constexpr std::array<std::string_view, kLogs> kLogNames{"smtp_in", "smtp_out", "delivery",       "imap",  "pop3",  "web",
                                                        "ids",     "spam",     "administration", "store", "server"};
constexpr std::array<std::string_view, 3> kLevels{"exceptions", "normal", "detailed"};

template <class E, std::size_t N>
std::optional<E> named(const std::array<std::string_view, N>& names, std::string_view wanted) {
  const auto found = std::ranges::find(names, wanted);
  if (wanted.empty() || found == names.end()) return {};
  return static_cast<E>(found - names.begin());
}

// Services as their settings name them; those with TLS from the first octet end in s.
Log service_log(std::string_view service, Log otherwise) {
  if (service.starts_with("smtp") || service.starts_with("submission")) return Log::smtp_in;
  if (service.starts_with("imap")) return Log::imap;
  if (service.starts_with("pop3")) return Log::pop3;
  if (service.starts_with("api") || service.starts_with("web")) return Log::web;
  return otherwise;
}

}  // namespace

std::span<const Row> rows() { return kRows; }

const Row& row(Event event) {
  const auto found = std::ranges::lower_bound(kRows, event, {}, &Row::event);
  return found != kRows.end() && found->event == event ? *found : kRows[2];  // a number without a row is a server error
}

std::string_view name(Key key) { return kKeys[static_cast<std::size_t>(key)]; }
std::string_view name(Log log) { return kLogNames[static_cast<std::size_t>(log)]; }
std::string_view name(Level level) { return kLevels[static_cast<std::size_t>(level)]; }

std::optional<Key> key_named(std::string_view wanted) { return named<Key>(kKeys, wanted); }
std::optional<Log> log_named(std::string_view wanted) { return named<Log>(kLogNames, wanted); }

Log log_of(const Row& row, std::span<const Field> fields) {
  if (row.event < connection_opened || row.event > login_overloaded) return row.log;
  for (const Field& field : fields)
    if (const auto* service = std::get_if<std::string_view>(&field.value); field.key == Key::service && service != nullptr)
      return service_log(*service, row.log);
  return row.log;
}

std::string events_reference() {
  std::string out =
      "# Events\n\nGenerated from the table in src/events; do not edit. Names and numbers are stable: search logs by them. A "
      "line is written\n"
      "when its log is set to the level of the event or a finer one. Connections and logins are in the log of their "
      "service.\n\n"
      "| number | event | log | level | meaning |\n| --- | --- | --- | --- | --- |\n";
  for (const Row& r : kRows)
    fmt::format_to(std::back_inserter(out), "| {} | `{}` | {} | {} | {} |\n", static_cast<unsigned>(r.event), r.name,
                   name(r.log), name(r.level), r.text);
  return out;
}

}  // namespace postern::events
