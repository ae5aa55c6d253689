// The declarations of the settings of notifications.
#include "notify/settings.h"

#include "config/schema.h"
#include "http/url.h"
#include "notify/notice.h"

namespace postern::notify {
namespace {

std::string check_url(std::string_view text) {
  if (text.empty()) return {};
  const auto url = http::parse_url(text);
  return url ? std::string() : url.error().text;
}
std::string check_mailbox(std::string_view text) {
  const auto at = text.rfind('@');
  return at == text.npos || at == 0 || at + 1 == text.size() ? "must be an address such as postmaster@example.org" : "";
}

std::string check_event(std::string_view text) {
  return may_be_left_out(text) ? "" : "must be an event that administrators are told of, and that may be left out";
}

}  // namespace
}  // namespace postern::notify

namespace postern {

using namespace std::chrono_literals;

template <>
struct config::Schema<notify::Settings> {
  using S = notify::Settings;
  static constexpr std::string_view title = "Notifications to administrators";
  static constexpr std::tuple fields{
      config::field(
          &S::mail_to,
          {.key = "mail_to",
           .label = "Mail to",
           .help = "Mailboxes of this server that get what rules notify of, what the daily audit finds, and changes of "
                   "administrators. Each is written to in its own language.",
           .diverts = true,
           .check = notify::check_mailbox},
          0, 20),
      config::field(
          &S::mail_without,
          {.key = "mail_without",
           .label = "Not by mail",
           .help = "Events that are not mailed, by their names, such as audit.finding-gone. The webhook gets them all the "
                   "same, and changes of administrators are mailed whatever stands here.",
           .reason = "Who reads no log learns of an attack, or of a weakness, by that mail alone.",
           .check = notify::check_event,
           .hardened = {config::Weaker::higher, config::Severity::low}},
          0, 20),
      config::field(&S::mail_every,
                    {.key = "mail_every",
                     .label = "Mail at most every",
                     .help = "What comes sooner after a mail waits, and goes together in the next one."},
                    0min, 1440min),
      config::field(
          &S::webhook_url,
          {.key = "webhook_url",
           .label = "Webhook",
           .help = "An https address that gets the same as JSON by POST. Another port than 443 can be reached from the next "
                   "start on.",
           .diverts = true,
           .check = notify::check_url},
          0, 2000),
      config::field(
          &S::webhook_secret,
          {.key = "webhook_secret",
           .label = "Secret of the webhook",
           .help =
               "Signs each call: the field Postern-Signature holds t=<seconds>,v1=<HMAC-SHA-256 of \"<seconds>.<body>\", in "
               "hex>. Without one nothing is sent.",
           .diverts = true},
          0, 500),
      config::field(
          &S::webhook_ca,
          {.key = "webhook_ca",
           .label = "Certificates of the webhook",
           .help = "A PEM file with authorities that are believed besides the system's; in the folder of postern.toml or "
                   "/etc/ssl.",
           .diverts = true},
          0, 1000),
      config::field(&S::webhook_inside,
                    {.key = "webhook_inside",
                     .label = "Webhook inside",
                     .help = "Whether the webhook may be on this host or in a private network.",
                     .reason = "Whoever may change settings could otherwise call what only this host can reach.",
                     .hardened = {config::Weaker::higher, config::Severity::medium}}),
      config::field(&S::collect,
                    {.key = "collect",
                     .label = "Collect",
                     .help = "How long what comes together is collected before it is sent.",
                     .advanced = true},
                    0s, 600s)};
};
template const config::Table& config::table<notify::Settings>();

}  // namespace postern
