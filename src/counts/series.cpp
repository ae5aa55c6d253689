// The table of series.
#include "counts/series.h"

#include <algorithm>
#include <array>

namespace postern::counts {
namespace {

using events::Service;

constexpr std::array kRows{
    Row{series::kReceived, "mail.received", "Messages taken in from other servers"},
    Row{series::kSubmitted, "mail.submitted", "Messages that people and devices here have handed in"},
    Row{series::kDelivered, "mail.delivered", "Messages put into mailboxes, once for each account"},
    Row{series::kSent, "mail.sent", "Recipients elsewhere whose server has taken a message"},
    Row{series::kDeferred, "mail.deferred", "Recipients elsewhere for whom the first try was put off"},
    Row{series::kBounced, "mail.bounced", "Recipients whom a message will not reach"},
    Row{series::kForwarded, "mail.forwarded", "Messages that go on to people elsewhere for an address here"},
    Row{series::kRefused, "mail.refused", "Messages refused after their data"},
    Row{series::kRecipientsRefused, "mail.recipients-refused", "Recipients refused"},
    Row{series::kClean, "verdict.clean", "Messages that nothing spoke against"},
    Row{series::kSpam, "verdict.spam", "Messages held for spam, and put into the inbox"},
    Row{series::kJunk, "verdict.junk", "Messages put into the folder for spam"},
    Row{series::kQuarantined, "verdict.quarantined", "Messages held in quarantine for spam"},
    Row{series::kRejected, "verdict.rejected", "Messages refused as spam"},
    Row{series::kForged, "verdict.forged", "Messages refused for where they come from"},
    Row{series::kAttachments, "verdict.attachment", "Messages with an attachment that is not taken"},
    Row{series::kScanned, "verdict.scanned", "Messages that a scanner has spoken against"},
    Row{series::kBlocks, "blocks.made", "Blocks by rules and by hand"},
    Row{of_service(series::kBlocks, Service::smtp), "blocks.made.smtp", "Blocks for what was done at this service"},
    Row{of_service(series::kBlocks, Service::submission), "blocks.made.submission", "Blocks for what was done at this service"},
    Row{of_service(series::kBlocks, Service::imap), "blocks.made.imap", "Blocks for what was done at this service"},
    Row{of_service(series::kBlocks, Service::pop3), "blocks.made.pop3", "Blocks for what was done at this service"},
    Row{of_service(series::kBlocks, Service::web), "blocks.made.web", "Blocks for what was done at this service"},
    Row{of_service(series::kBlocks, Service::admin), "blocks.made.admin", "Blocks for what was done at this service"},
    Row{of_service(series::kBlocks, Service::sieve), "blocks.made.sieve", "Blocks for what was done at this service"},
    Row{series::kBlocksByHand, "blocks.by-hand", "Blocks made by an administrator"},
    Row{series::kLogins, "logins.ok", "Logins"},
    Row{of_service(series::kLogins, Service::smtp), "logins.ok.smtp", "Logins to this service"},
    Row{of_service(series::kLogins, Service::submission), "logins.ok.submission", "Logins to this service"},
    Row{of_service(series::kLogins, Service::imap), "logins.ok.imap", "Logins to this service"},
    Row{of_service(series::kLogins, Service::pop3), "logins.ok.pop3", "Logins to this service"},
    Row{of_service(series::kLogins, Service::web), "logins.ok.web", "Logins to this service"},
    Row{of_service(series::kLogins, Service::admin), "logins.ok.admin", "Logins to this service"},
    Row{of_service(series::kLogins, Service::sieve), "logins.ok.sieve", "Logins to this service"},
    Row{series::kLoginsFailed, "logins.failed", "Refused logins"},
    Row{of_service(series::kLoginsFailed, Service::smtp), "logins.failed.smtp", "Refused logins to this service"},
    Row{of_service(series::kLoginsFailed, Service::submission), "logins.failed.submission", "Refused logins to this service"},
    Row{of_service(series::kLoginsFailed, Service::imap), "logins.failed.imap", "Refused logins to this service"},
    Row{of_service(series::kLoginsFailed, Service::pop3), "logins.failed.pop3", "Refused logins to this service"},
    Row{of_service(series::kLoginsFailed, Service::web), "logins.failed.web", "Refused logins to this service"},
    Row{of_service(series::kLoginsFailed, Service::admin), "logins.failed.admin", "Refused logins to this service"},
    Row{of_service(series::kLoginsFailed, Service::sieve), "logins.failed.sieve", "Refused logins to this service"},
    Row{series::kLoginsPutOff, "logins.put-off", "Logins put off because too many were tried at once"},
    Row{series::kConnectionsRefused, "connections.refused", "Connections refused before anything was said"},
    Row{series::kQueueLength, "queue.length", "Messages in the queue, by where they go: the most at once"},
    Row{series::kQueueOldest, "queue.oldest", "Seconds that the oldest of them has waited: the most"},
    Row{series::kConnections, "connections.open", "Open connections: the most at once"},
};
static_assert(std::ranges::is_sorted(kRows, {}, &Row::number));

constexpr std::string_view kFrom = "logins.ok.country.", kFailedFrom = "logins.failed.country.";
constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

constexpr std::size_t place_of(std::string_view letters) {
  const bool is_country = letters.size() == 2 && is_letter(letters[0]) && is_letter(letters[1]);
  if (!is_country) return kCountries - 1;
  return static_cast<std::size_t>(letters[0] - 'A') * 26 + static_cast<std::size_t>(letters[1] - 'A');
}

std::string with_country(std::string_view of, std::size_t place) {
  std::string out(of);
  out += static_cast<char>('A' + place / 26);
  out += static_cast<char>('A' + place % 26);
  return out;
}

}  // namespace

std::span<const Row> rows() { return kRows; }

Number of_country(Number of, std::string_view letters) { return static_cast<Number>(of + place_of(letters)); }

std::string name_of(Number n) {
  if (n >= series::kLoginsFailedFrom && n < kMostSeries)
    return with_country(kFailedFrom, static_cast<std::size_t>(n - series::kLoginsFailedFrom));
  if (n >= series::kLoginsFrom && n < series::kLoginsFrom + kCountries)
    return with_country(kFrom, static_cast<std::size_t>(n - series::kLoginsFrom));
  const auto at = std::ranges::lower_bound(kRows, n, {}, &Row::number);
  return at != kRows.end() && at->number == n ? std::string(at->name) : std::string();
}

std::optional<Number> series_named(std::string_view name) {
  const auto at = std::ranges::find(kRows, name, &Row::name);
  if (at != kRows.end()) return at->number;
  for (const auto& [of, begin] : {std::pair(series::kLoginsFrom, kFrom), std::pair(series::kLoginsFailedFrom, kFailedFrom)}) {
    if (!name.starts_with(begin)) continue;
    const auto number = of_country(of, name.substr(begin.size()));
    if (name_of(number) == name) return number;
  }
  return {};
}

}  // namespace postern::counts
