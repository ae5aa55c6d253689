// Passes maildrops on to the store, in its words.
#include "pop3/adapters.h"

#include <fmt/format.h>

#include "store/store.h"

namespace postern::pop3 {
namespace {

class StoredBody final : public Body {
 public:
  explicit StoredBody(store::Body body) : body_(std::move(body)) {}
  [[nodiscard]] std::uint64_t size() const override { return body_.size(); }
  Task<Result<Slice>> read(std::uint64_t from, std::size_t most) override {
    auto slice = co_await body_.read(from, most);
    if (!slice) co_return pass_on(slice);
    co_return Slice{std::move(slice->owner), slice->bytes};
  }

 private:
  store::Body body_;
};

// Clients fetch a maildrop in order, so messages are read some at a time: one trip to the reader pool for all of them.
constexpr std::uint32_t kAheadMessages = 32;
constexpr std::uint64_t kAheadOctets = 64 * 1024;

class StoredMaildrop final : public Maildrop {
 public:
  StoredMaildrop(store::Store& store, store::View view, std::vector<std::uint32_t> sizes)
      : store_(store), view_(std::move(view)), sizes_(std::move(sizes)) {}

  [[nodiscard]] std::uint32_t count() const override { return view_->exists(); }
  [[nodiscard]] std::uint64_t size_of(std::uint32_t number) const override { return sizes_[number - 1]; }
  [[nodiscard]] std::string unique_id(std::uint32_t number) const override {
    return fmt::format("{}.{}", view_->state().uidvalidity, view_->uid_of(number).value);
  }
  Task<Result<std::unique_ptr<Body>>> open(std::uint32_t number) override {
    if (number == last_ + 1 && number >= ahead_first_ + ahead_.size()) co_await read_ahead(number);
    last_ = number;
    if (auto bytes = take_ahead(number)) co_return std::make_unique<StoredBody>(store::Body(std::move(bytes)));
    auto body = co_await store_.body(view_->account(), view_->at(number).number);
    if (!body) co_return pass_on(body);
    co_return std::make_unique<StoredBody>(std::move(*body));
  }
  Task<Result<void>> remove(std::vector<std::uint32_t> numbers) override {
    store::UidRanges ranges;
    for (const auto number : numbers) {
      const Uid uid = view_->uid_of(number);
      const bool follows = !ranges.empty() && ranges.back().last.value + 1 == uid.value;
      if (follows) {
        ranges.back().last = uid;
      } else {
        ranges.push_back({uid, uid});
      }
    }
    auto gone = co_await store_.expunge(view_->account(), view_->mailbox(), std::move(ranges), store::ExpungeWhat::all_named);
    if (!gone) co_return pass_on(gone);
    co_return Result<void>{};
  }

 private:
  // The messages from `first` on that fit into what a session may hold.
  [[nodiscard]] std::uint32_t last_to_read(std::uint32_t first) const {
    std::uint64_t octets = size_of(first);
    auto last = first;
    while (last < count() && last - first + 1 < kAheadMessages && octets + size_of(last + 1) <= kAheadOctets)
      octets += size_of(++last);
    return last;
  }
  // What cannot be read is missing, and asked for again when its turn comes.
  Task<void> read_ahead(std::uint32_t first) {
    const auto last = last_to_read(first);
    if (last == first) co_return;
    ahead_first_ = first;
    ahead_.assign(last - first + 1, nullptr);
    auto keep = [this](std::uint32_t number, const store::Row&, std::string_view bytes) {
      ahead_[number - ahead_first_] = std::make_shared<const std::string>(bytes);
      return true;
    };
    std::vector<store::SeqRange> range(1, store::SeqRange{first, last});
    auto read = co_await store_.bodies(view_, std::move(range), std::move(keep));
    ignore(read, "the message itself is read again, and that error is told");
  }
  std::shared_ptr<const std::string> take_ahead(std::uint32_t number) {
    if (number < ahead_first_ || number - ahead_first_ >= ahead_.size()) return nullptr;
    return std::move(ahead_[number - ahead_first_]);
  }

  store::Store& store_;
  store::View view_;
  std::vector<std::uint32_t> sizes_;
  std::uint32_t last_ = 0;  // the message opened last
  std::uint32_t ahead_first_ = 0;
  std::vector<std::shared_ptr<const std::string>> ahead_;  // from that message on; null when taken or not read
};

}  // namespace

Task<Result<std::unique_ptr<Maildrop>>> StoreMaildrops::open(AccountId account) {
  auto view = co_await store_.open(account, store::kInbox);
  if (!view) co_return pass_on(view);
  const std::uint32_t count = (*view)->exists();
  std::vector<std::uint32_t> sizes(count);
  if (count != 0) {
    const auto note = [&sizes](std::uint32_t seq, const store::Row&, const store::Fixed& fixed) {
      sizes[seq - 1] = fixed.size;
      return true;
    };
    std::vector<store::SeqRange> all(1, store::SeqRange{1, count});
    auto read = co_await store_.fixed(*view, std::move(all), note);
    if (!read) co_return pass_on(read);
  }
  co_return std::make_unique<StoredMaildrop>(store_, std::move(*view), std::move(sizes));
}

}  // namespace postern::pop3
