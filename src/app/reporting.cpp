// Wiring of the reports, and their thread.
#include "app/reporting.h"

#include "base/run_here.h"
#include "base/text.h"
#include "delivery/own_mail.h"
#include "events/table.h"
#include "mtasts/addresses.h"
#include "reports/dmarc_row.h"
#include "reports/intake.h"
#include "senderauth/results.h"

namespace postern::app {
namespace {

constexpr std::chrono::minutes kLookEvery{1};
constexpr std::size_t kMostWaiting = 20;  // messages, of up to reports::kLargestMessage each

// The domain of ours that a name is, or is below.
std::string ours(const directory::Directory& directory, const std::string& name) {
  const auto all = directory.snapshot();
  for (auto rest = dns::parse_name(name).value_or(dns::Name()); !rest.is_root(); rest = rest.parent()) {
    const auto parsed = address::parse_domain(rest.text());
    const auto domain = parsed ? all->domain(*parsed) : nullptr;
    if (domain) return domain->name.ascii();
  }
  return {};
}

}  // namespace

Reporting::Reporting(Parts& parts, delivery::Delivery& delivery, const senderauth::PublicSuffixes* suffixes)
    : parts_(parts),
      delivery_(delivery),
      tls_(parts.reports->tls_for_others, system_time(), parts.settings.reporting),
      tls_sender_(ports(), parts.reports->tls_for_others, reports::tls_kind()),
      dmarc_sender_(ports(), parts.reports->dmarc_for_others, reports::dmarc_kind(suffixes)),
      reader_(*parts.reports, parts.events,
              [&directory = *parts.directory](const auto& name) { return ours(directory, name); }) {}

reports::SenderPorts Reporting::ports() {
  const auto delivery = parts_.settings.delivery.current();
  return {.dns = *parts_.dns,
          .time = system_time(),
          .random = system_random(),
          .events = parts_.events,
          .reporter = [this] { return reporter(); },
          .post = [this](reports::Letter letter) { return post(std::move(letter)); },
          .call = http::Caller(mtasts::addresses_by(*parts_.dns)),
          .goes_on = [this] { return !stopping_; },
          .ca = delivery->ca,
          .may_be_inside = delivery->inside};
}

reports::Reporter Reporting::reporter() const {
  const auto host = host_name(*parts_.settings.server.current());
  auto domain = domain_of_postmaster(*parts_.directory, host);
  if (domain.empty()) domain = host;
  const auto& organization = parts_.settings.reporting.current()->organization;
  return {.organization = organization.empty() ? host : organization, .domain = std::move(domain), .host = host};
}

// RFC 8460 §3: a report by mail is signed by the domain that sends it.
Task<Result<void>> Reporting::post(reports::Letter letter) {
  const auto now = system_time().now();
  delivery::Whole mail{letter.to, letter.from, reports::compose(letter, system_random(), now)};
  co_return co_await delivery::post_whole(delivery_, *parts_.blobs, std::move(mail), system_random(), now);
}

void Reporting::judged(const smtp::JudgedOrigin& one) {
  using reports::Applied;
  if (!parts_.settings.reporting.current()->send_dmarc) return;
  const auto applied = one.refused ? Applied::refused : one.vouched_for ? Applied::vouched_for : Applied::taken;
  const auto note = reports::note_of({one.origin, one.query, one.message, applied});
  if (!note) return;
  parts_.reports->dmarc_for_others.note({reports::day_of(system_time().now()), note->domain}, note->report);
}

bool Reporting::wants(const queue::Envelope& envelope, const mime::Message& message, std::uint64_t size) const {
  const auto settings = parts_.settings.reporting.current();
  if (!settings->read || size > reports::kLargestMessage || envelope.origin.account) return false;
  const auto to_reports = [&](const queue::Recipient& one) {
    return equal_nocase(one.mailbox.local(), settings->local_part) && parts_.directory->is_local(one.mailbox.domain());
  };
  if (std::ranges::none_of(envelope.recipients, to_reports) || !reports::may_carry_report(message)) return false;
  const auto results = senderauth::combined_results(message, host_name(*parts_.settings.server.current()));
  return !settings->proven_only || senderauth::says(results, "dmarc", senderauth::Outcome::pass);
}

void Reporting::take(std::string message) {
  if (waiting_.fetch_add(1) < kMostWaiting && messages_.put(std::move(message))) return;
  waiting_.fetch_sub(1);
  parts_.events.write(events::Event::report_not_read, {}, {{events::Key::reason, "Too many reports wait to be read"}});
}

Task<Result<reports::Sent>> Reporting::send(admin::ReportKind kind, reports::Day last) {
  if (kind == admin::ReportKind::tls) {
    auto written = co_await parts_.reports->tls_for_others.flush();
    if (!written) co_return pass_on(written);
    co_return co_await tls_sender_.send(std::move(last));
  }
  auto written = co_await parts_.reports->dmarc_for_others.flush();
  if (!written) co_return pass_on(written);
  co_return co_await dmarc_sender_.send(std::move(last));
}

void Reporting::failed(const Error& e) {
  parts_.events.write(events::Event::server_error, {}, {{events::Key::reason, e.text}, {events::Key::text, e.detail}});
}

void Reporting::start() {
  next_ = reports::first_sending(system_time().now(), system_random());
  thread_ = std::thread([this] { run(); });
}

void Reporting::stop() {
  stopping_ = true;
  messages_.close();
  if (thread_.joinable()) thread_.join();
}

void Reporting::run() {
  for (auto due = Clock::now() + kLookEvery; !stopping_;) {
    if (auto message = messages_.take_until(due)) {
      waiting_.fetch_sub(1);
      ignore(run_here(reader_.read(std::move(*message))), "the reader has told what was wrong");
    }
    if (!stopping_ && Clock::now() < due) continue;
    look();
    due = Clock::now() + kLookEvery;
  }
}

// What was counted is written down, also when the server stops.
void Reporting::look() {
  for (auto written : {run_here(parts_.reports->tls_for_others.flush()), run_here(parts_.reports->dmarc_for_others.flush())})
    if (!written) failed(written.error());
  const auto now = system_time().now();
  if (stopping_ || now < next_) return;
  auto sent = send_both();
  if (!sent) failed(sent.error());
  next_ = reports::next_sending(now, !sent || sent->waiting > 0, system_random());
}

Result<reports::Sent> Reporting::send_both() {
  const auto yesterday = reports::day_of(system_time().now() - std::chrono::hours(24));
  auto tls = run_here(send(admin::ReportKind::tls, yesterday));
  if (!tls) return tls;
  auto dmarc = run_here(send(admin::ReportKind::dmarc, yesterday));
  if (dmarc) dmarc->waiting += tls->waiting;
  return dmarc;
}

}  // namespace postern::app
