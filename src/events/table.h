// The table of events and of field names. A row is added at the end of its group; numbers are never used twice (7, 401 and 700 to 703
// have been).
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "events/events.h"

namespace postern::events {

enum class Key : std::uint8_t {
  ip,
  port,
  account,
  domain,
  mailbox,
  message,
  from,
  to,
  size,
  code,
  text,
  command,
  reason,
  tls,
  count,
  name,
  value,
  path,
  host,
  ms,
  service,
  cause,
  session,
  who,
  before,
  after,
  changes,
};

enum class Event : std::uint16_t {
  // server 1..
  server_started = 1,
  server_stopping = 2,
  server_error = 3,
  setting_changed = 4,
  log_lines_dropped = 5,
  certificate_loaded = 6,
  call_refused = 8,
  setting_trial_ended = 9,
  // connections 100.. (every protocol)
  connection_opened = 100,
  connection_closed = 101,
  connection_refused = 102,
  tls_started = 103,
  tls_failed = 104,
  // login 150..
  login_succeeded = 150,
  login_failed = 151,
  login_overloaded = 152,
  // smtp in 200..
  smtp_command = 200,
  smtp_reply = 201,
  smtp_recipient_refused = 202,
  smtp_sender_refused = 203,
  smtp_message_accepted = 204,
  smtp_message_refused = 205,
  smtp_session_without_message = 206,
  smtp_sender_without_login = 207,
  smtp_origin_judged = 208,
  smtp_origin_refused = 209,
  smtp_not_signed = 210,
  dkim_key_changed = 211,
  smtp_message_judged = 212,
  smtp_sender_listed = 213,
  smtp_attachment_found = 220,
  smtp_message_scanned = 230,
  // delivery 300..
  delivered = 300,
  delivery_failed = 301,
  queued = 302,
  delivery_overdue = 303,
  sender_told = 304,
  sent = 305,
  put_off = 306,
  given_up = 307,
  forwarded = 308,
  quarantine_ended = 309,
  throttled = 310,
  answered = 311,
  not_answered = 312,
  // reports to and from other domains 320..
  report_sent = 320,
  report_given_up = 321,
  report_read = 322,
  report_not_read = 323,
  // imap 400.., pop3 500.., web 550..
  imap_command = 400,
  imap_append = 402,
  pop3_command = 500,
  pop3_reply = 501,
  http_request = 550,
  // store 600..
  store_opened = 600,
  store_failed = 601,
  disk_low = 602,
  blob_swept = 603,
  disk_full = 604,
  disk_has_room = 605,
  // administration 700..
  administrator_acted = 704,
  administrator_told = 705,
  audit_finding = 706,
  audit_finding_gone = 707,
  audited = 708,
  notices_sent = 709,
  notices_dropped = 710,
  impersonation_began = 711,
  impersonation_ended = 712,
  password_reset_asked = 713,
  password_was_reset = 714,
  recovery_address_changed = 715,
  account_contained = 716,
  account_recovered = 717,
  scanner_silent = 720,
  scanner_answers = 721,
  // intrusion detection 800..
  rule_triggered = 800,
  account_conspicuous = 801,
  administrators_to_be_told = 802,
  countries_read = 803,
  countries_not_known = 804,
  blocks_given_up = 805,
  new_country = 806,
};

struct Row {
  Event event;
  std::string_view name;  // "smtp.recipient-refused": stable, for searching
  Log log;                // connections and logins: of those whose service has no log of its own, see log_of()
  Level level;            // written when the log is set to this level or a finer one
  std::string_view text;  // what it means, for the reference page
};

// The row of an event. Every event has one (a test walks them).
const Row& row(Event);
std::span<const Row> rows();  // in the order of their numbers
std::string_view name(Key);
std::string_view name(Log);
std::string_view name(Level);

// The log an event goes to: a connection or login is written where the rest of its session is, which its `service` field tells.
Log log_of(const Row&, std::span<const Field>);

// By name, as they are written; none when no such name is known.
std::optional<Key> key_named(std::string_view);
std::optional<Log> log_named(std::string_view);

// docs/reference/events.md.
std::string events_reference();

}  // namespace postern::events
