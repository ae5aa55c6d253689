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
  co_await try_report(envelope, std::move(refused), content);
  for (auto& [name, group] : by_domain) {
    auto dressed = co_await ports_.onward->forward(envelope, group.first, content, *parsed);
    auto next = envelope;
    next.recipients.clear();
    next.reverse_path = std::move(dressed.reverse_path);
    next.fields = std::move(dressed.fields) + next.fields;
    next.hold_until = ports_.time.now();  // the time to give up begins when it goes on, however long it was held before
    const auto count = group.second.size();
    auto legs = queue::legs_of(group.second, next.hold_until);
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

}  // namespace postern::delivery
