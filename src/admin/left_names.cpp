// The directory notes a name that is left in the commit that leaves it, and forgets it once the queue has followed: a server that ends in
// between goes on where it was.
#include "admin/left_names.h"

namespace postern::admin {
namespace {

// Mail that was taken for its owner under the old name is his, whoever has that name from now on. A client that had named its recipients
// before may have brought the message after.
constexpr std::chrono::minutes kLatecomers{10};

Task<Result<void>> follow(directory::Directory& directory, queue::Queue& queue, directory::LeftName left) {
  const auto all = directory.snapshot();
  const auto change = [&](address::Mailbox& mailbox) {
    const auto home = all->domain(mailbox.domain());
    auto now = home && home->id == left.domain ? directory::renamed(mailbox, left.old, left.fresh) : std::nullopt;
    if (now) mailbox = std::move(*now);
    return now.has_value();
  };
  auto done = co_await queue.rename(change, left.at + kLatecomers);
  if (!done) co_return pass_on(done);
  co_return co_await directory.forget_left_name(std::move(left));
}

}  // namespace

// In the order of the renames: who was renamed twice is followed twice.
Task<Result<void>> follow_left_names(directory::Directory& directory, queue::Queue& queue) {
  auto left = co_await directory.left_names();
  if (!left) co_return pass_on(left);
  for (auto& one : *left) {
    auto done = co_await follow(directory, queue, std::move(one));
    if (!done) co_return done;
  }
  co_return Result<void>{};
}

}  // namespace postern::admin
