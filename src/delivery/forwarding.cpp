// Mail that goes on for somebody here.
#include <algorithm>
#include <iterator>
#include <map>

#include "delivery/delivery.h"
#include "events/table.h"

namespace postern::delivery {
namespace {

// RFC 3463 §3.8: the administrator does not allow it.
Outcome not_allowed(queue::Recipient recipient) {
  return {.recipient = std::move(recipient),
          .action = Action::failed,
          .status = "5.7.1",
          .text = "Mail is not forwarded to this address."};
}

}  // namespace

Task<std::vector<queue::Recipient>> Delivery::forward(const queue::Envelope& envelope, store::Content content,
                                                      std::shared_ptr<const mime::Message> parsed, std::size_t skip,
                                                      std::vector<Forwarded> who) {
  std::vector<queue::Recipient> left;
  std::vector<Outcome> refused;
  std::map<std::string, std::pair<address::Domain, std::vector<queue::Recipient>>> by_domain;
  for (auto& one : who) {
    if (one.not_allowed) {
      refused.push_back(not_allowed(std::move(one.recipient)));
      continue;
    }
    auto& group = by_domain[one.by.ascii()];
    group.first = one.by;
    group.second.push_back(std::move(one.recipient));
  }
  if (!refused.empty()) co_await report_refused(envelope, std::move(refused), content);
  for (auto& [name, group] : by_domain) {
    auto dressed = co_await ports_.onward->forward(envelope, group.first, content, *parsed);
    auto next = envelope;
    next.recipients.clear();
    next.reverse_path = std::move(dressed.reverse_path);
    next.fields = std::move(dressed.fields) + next.fields;
    const auto count = group.second.size();
    auto legs = queue::legs_of(group.second, envelope.origin.received);
    auto queued = co_await ports_.queue.add(std::move(next), content, std::move(legs), skip);
    if (queued) {
      ports_.events.write(
          events::Event::forwarded, envelope.origin.session,
          {{events::Key::message, envelope.origin.id}, {events::Key::domain, name}, {events::Key::count, count}});
    } else {
      std::ranges::move(group.second, std::back_inserter(left));
    }
  }
  co_return left;
}

Task<void> Delivery::report_refused(const queue::Envelope& about, std::vector<Outcome> outcomes, store::Content content) {
  auto told = co_await report(about, std::move(outcomes), std::move(content));
  if (!told)
    ports_.events.write(events::Event::server_error, about.origin.session,
                        {{events::Key::reason, told.error().text}, {events::Key::text, told.error().detail}});
}

}  // namespace postern::delivery
