// Each domain of each day, one after the other.
#include "reports/sender.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "events/table.h"
#include "reports/packing.h"

namespace postern::reports {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kAtOnce = 100;         // subjects that are looked up together
constexpr std::chrono::hours kWindow{4};     // of a day, in which reports are sent
constexpr std::chrono::hours kPatience{24};  // RFC 8460 §5.4, from there on
constexpr std::chrono::seconds kCall{20};

bool is_too_late(const Subject& subject, Time now) { return now >= end_of(subject.day) + kWindow + kPatience; }

std::chrono::milliseconds up_to(std::chrono::milliseconds span, Random& random) {
  return std::chrono::milliseconds(random.below(static_cast<std::uint64_t>(span.count())));
}

}  // namespace

Time next_sending(Time now, bool left, Random& random) {
  if (left) return now + 1h + up_to(30min, random);
  return end_of(day_of(now)) + up_to(kWindow, random);
}

Time first_sending(Time now, Random& random) {
  const auto over = begin_of(day_of(now)) + kWindow;
  return now + up_to(over > now ? over - now : std::chrono::milliseconds(30min), random);
}

template <class Report>
Task<Result<Sent>> Sender<Report>::send(Day last) {
  Sent sent;
  Subject after;
  for (bool more = true; more;) {
    auto waiting = co_await collected_.waiting(last, kAtOnce, after);
    if (!waiting) co_return pass_on(waiting);
    more = waiting->size() == kAtOnce;
    for (const auto& subject : *waiting) {
      if (!ports_.goes_on()) co_return sent;
      auto done = co_await send_one(subject, sent);
      if (!done) co_return pass_on(done);
      after = subject;
    }
  }
  co_return sent;
}

template <class Report>
Task<Result<void>> Sender<Report>::leave(const Subject& subject, std::string_view why, Sent& sent) {
  if (!is_too_late(subject, ports_.time.now())) {
    ++sent.waiting;
    co_return Result<void>{};
  }
  ++sent.given_up;
  ports_.events.write(events::Event::report_given_up, {},
                      {{events::Key::domain, subject.domain},
                       {events::Key::name, kind_.name},
                       {events::Key::value, subject.day},
                       {events::Key::reason, why}});
  co_return co_await collected_.remove(subject);
}

template <class Report>
Task<Result<void>> Sender<Report>::send_one(Subject subject, Sent& sent) {
  auto destinations = co_await kind_.destinations(ports_.dns, subject);
  if (!destinations) co_return co_await leave(subject, "The DNS does not say where it is to go", sent);
  if (destinations->empty()) {
    ++sent.unasked;
    co_return co_await collected_.remove(subject);
  }
  auto row = co_await collected_.row(subject);
  if (!row) co_return pass_on(row);
  const auto letter = kind_.letter(row->report, subject, ports_.reporter());
  std::string why;
  auto told = row->told;
  for (const auto& one : *destinations) {
    if (std::ranges::find(told, one.text) != told.end()) continue;
    auto brought = co_await bring(letter, one);
    if (!brought && brought.error().temporary()) {
      why = brought.error().text + ": " + brought.error().detail;
      continue;
    }
    told.push_back(one.text);
    if (!brought) continue;
    ++sent.reports;
    tell(subject, one, letter);
  }
  if (why.empty()) co_return co_await collected_.remove(subject);
  if (told != row->told) {
    auto noted = co_await collected_.note_told(subject, std::move(told));
    if (!noted) co_return noted;
  }
  co_return co_await leave(subject, why, sent);
}

// An error that is not temporary: it is not wanted there.
template <class Report>
Task<Result<void>> Sender<Report>::bring(const Letter& letter, const Destination& to) {
  if (to.most && letter.file.size() > *to.most) co_return fail(Failure::too_large, "The report is larger than is wanted");
  if (!to.url) {
    auto addressed = letter;
    addressed.to = to.mailbox;
    auto posted = co_await ports_.post(std::move(addressed));
    if (!posted) co_return fail(Failure::unavailable, posted.error().text, posted.error().detail);
    co_return Result<void>{};
  }
  const auto reply = ports_.call({.method = "POST",
                                  .url = *to.url,
                                  .headers = {{"Content-Type", letter.file_type}},
                                  .body = letter.file,
                                  .extra_ca = ports_.ca,
                                  .may_be_inside = ports_.may_be_inside,
                                  .patience = kCall});
  if (!reply) co_return fail(Failure::unavailable, reply.error().text, reply.error().detail);
  if (reply->status / 100 != 2)
    co_return fail(Failure::unavailable, "The web server does not take the report", fmt::format("status {}", reply->status));
  co_return Result<void>{};
}

template <class Report>
void Sender<Report>::tell(const Subject& subject, const Destination& to, const Letter& letter) {
  ports_.events.write(events::Event::report_sent, {},
                      {{events::Key::domain, subject.domain},
                       {events::Key::name, kind_.name},
                       {events::Key::value, subject.day},
                       {events::Key::to, printable(to.text)},
                       {events::Key::size, static_cast<std::int64_t>(letter.file.size())}});
}

template class Sender<TlsReport>;
template class Sender<DmarcReport>;

}  // namespace postern::reports
