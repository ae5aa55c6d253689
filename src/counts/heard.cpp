// The table of what counts. Names of operations and of actions are those that the rooms above write.
#include "counts/heard.h"

#include <array>

#include "events/fields.h"
#include "events/self_test.h"
#include "events/table.h"

namespace postern::counts {
namespace {

using events::Event;
using events::Key;
using Fields = std::span<const events::Field>;

// Who has logged in hands mail in; others bring it.
void accepted(Fields fields, Counter& to) {
  to.one(text_of(fields, Key::account).empty() ? series::kReceived : series::kSubmitted);
}

void recipient_refused(Fields fields, Counter& to) {
  if (text_of(fields, Key::to).find(events::kRelayTest) == std::string_view::npos) to.one(series::kRecipientsRefused);
}

// By what becomes of it; in the inbox is also what little speaks against.
void judged(Fields fields, Counter& to) {
  const auto action = text_of(fields, Key::value);
  if (action == "junk") return to.one(series::kJunk);
  if (action == "quarantine") return to.one(series::kQuarantined);
  if (action == "refuse") return to.one(series::kRejected);
  to.one(text_of(fields, Key::name) == "none" ? series::kClean : series::kSpam);
}

// Once for a recipient, as what becomes of it is counted, however often it is tried.
void put_off(Fields fields, Counter& to) {
  if (number_of(fields, Key::count) == 1) to.one(series::kDeferred);
}

void attachment(Fields fields, Counter& to) {
  if (text_of(fields, Key::value) != "accept") to.one(series::kAttachments);
}

void scanned(Fields fields, Counter& to) {
  if (text_of(fields, Key::value) != "accept") to.one(series::kScanned);
}

void login(Fields fields, Counter& to, Number all, Number from) {
  to.one(all);
  if (const auto service = events::service_named(text_of(fields, Key::service))) to.one(of_service(all, *service));
  to.one(of_country(from, to.country_of(text_of(fields, Key::ip))));
}
void logged_in(Fields fields, Counter& to) { login(fields, to, series::kLogins, series::kLoginsFrom); }
void not_logged_in(Fields fields, Counter& to) { login(fields, to, series::kLoginsFailed, series::kLoginsFailedFrom); }

// What a rule has done; those that tell administrators or answer slowly block nobody.
void ruled(Fields fields, Counter& to) {
  if (text_of(fields, Key::value) != "block") return;
  to.one(series::kBlocks);
  if (const auto service = events::service_named(text_of(fields, Key::service))) to.one(of_service(series::kBlocks, *service));
}

void acted(Fields fields, Counter& to) {
  if (text_of(fields, Key::name) != "ids.block" || text_of(fields, Key::reason) != "done") return;
  to.one(series::kBlocks);
  to.one(series::kBlocksByHand);
}

template <Number kOf>
void once(Fields, Counter& to) {
  to.one(kOf);
}

struct Hearing {
  Event event;
  void (*count)(Fields, Counter&);
};
constexpr std::array kHearings{
    Hearing{Event::connection_refused, once<series::kConnectionsRefused>},
    Hearing{Event::login_succeeded, logged_in},
    Hearing{Event::login_failed, not_logged_in},
    Hearing{Event::login_overloaded, once<series::kLoginsPutOff>},
    Hearing{Event::smtp_recipient_refused, recipient_refused},
    Hearing{Event::smtp_message_accepted, accepted},
    Hearing{Event::smtp_message_refused, once<series::kRefused>},
    Hearing{Event::smtp_origin_refused, once<series::kForged>},
    Hearing{Event::smtp_message_judged, judged},
    Hearing{Event::smtp_attachment_found, attachment},
    Hearing{Event::smtp_message_scanned, scanned},
    Hearing{Event::delivered, once<series::kDelivered>},
    Hearing{Event::sent, once<series::kSent>},
    Hearing{Event::put_off, put_off},
    Hearing{Event::given_up, once<series::kBounced>},
    Hearing{Event::forwarded, once<series::kForwarded>},
    Hearing{Event::administrator_acted, acted},
    Hearing{Event::rule_triggered, ruled},
    Hearing{Event::account_conspicuous, ruled},
};

// By the number of the event where its row is; what counts for nothing is told from the rest by one look.
constexpr std::size_t kEvents = 1000;
constexpr auto kPlaces = [] {
  std::array<std::uint8_t, kEvents> out{};
  for (std::size_t i = 0; i < kHearings.size(); ++i)
    out[static_cast<std::size_t>(kHearings[i].event)] = static_cast<std::uint8_t>(i + 1);
  return out;
}();

void delivered(Fields fields, DomainCounter& to) {
  const auto address = text_of(fields, Key::account);
  to.one(series::kDelivered, address);
  if (text_of(fields, Key::mailbox) == "Junk") to.one(series::kJunk, address);
}

void kept_from(Fields fields, DomainCounter& to) {
  const auto action = text_of(fields, Key::value);
  if (action == "quarantine") to.one(series::kQuarantined, text_of(fields, Key::to));
  if (action == "refuse") to.one(series::kRejected, text_of(fields, Key::to));
}

}  // namespace

void hear(Event event, Fields fields, Counter& to) {
  const auto number = static_cast<std::size_t>(event);
  if (number >= kEvents || kPlaces[number] == 0) return;
  kHearings[kPlaces[number] - 1U].count(fields, to);
}

void hear(Event event, Fields fields, DomainCounter& to) {
  switch (event) {
    case Event::delivered: return delivered(fields, to);
    case Event::smtp_message_judged: return kept_from(fields, to);
    case Event::smtp_message_accepted: return to.one(series::kSubmitted, text_of(fields, Key::account));
    case Event::given_up: return to.one(series::kBounced, text_of(fields, Key::account));
    case Event::login_succeeded: return to.one(series::kLogins, text_of(fields, Key::account));
    case Event::login_failed: return to.one(series::kLoginsFailed, text_of(fields, Key::name));
    default: return;
  }
}

}  // namespace postern::counts
