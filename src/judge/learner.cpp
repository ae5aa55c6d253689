// A move, what it means, and one commit of what was learnt by it.
#include "judge/learner.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/said.h"
#include "store/keys.h"
#include "store/view.h"

namespace postern::judge {
namespace {

constexpr std::size_t kMostOfBody = 256 << 10;  // octets of a message that are read to learn from it

// In the range of the account, so that it goes with it.
std::string model_key(AccountId account) { return store::keys::account(account) + 'J'; }

store::Role role_of(const std::vector<store::Mailbox>& all, MailboxId id) {
  const auto found = std::ranges::find(all, id, &store::Mailbox::id);
  return found == all.end() ? store::Role::none : found->role;
}

std::vector<MessageNumber> numbers_of(const store::MailboxView& view, const store::UidRanges& uids, std::size_t most) {
  std::vector<MessageNumber> out;
  view.each(1, view.exists(), [&](std::uint32_t, const store::Row& row) {
    const bool wanted = std::ranges::any_of(uids, [&](const auto& r) { return row.uid >= r.first && row.uid <= r.last; });
    if (wanted && out.size() < most) out.push_back(row.number);
  });
  return out;
}

}  // namespace

// Out of the junk is a word, wherever it goes but the trash. Out of the inbox to be kept is one, too.
std::optional<Class> meaning_of(store::Role from, store::Role to) {
  using enum store::Role;
  if (from == to) return {};
  if (to == junk) return Class::junk;
  const bool thrown_away = to == trash || to == drafts || to == sent;
  if (!thrown_away && (from == junk || from == inbox)) return Class::wanted;
  return {};
}

Task<std::optional<Class>> Learner::meaning(AccountId account, MailboxId from, MailboxId to) {
  auto all = co_await store_.list(account);
  if (!all) co_return std::nullopt;
  co_return meaning_of(role_of(*all, from), role_of(*all, to));
}

Task<std::optional<Learner::Lesson>> Learner::lesson(AccountId account, MessageNumber number) {
  auto body = co_await store_.body(account, number);
  if (!body) co_return std::nullopt;
  auto start = co_await body->read(0, kMostOfBody);
  if (!start) co_return std::nullopt;
  const auto message = mime::parse(start->bytes);
  const Read read = [&](std::uint64_t from, std::size_t n) -> Task<Result<std::string>> {
    co_return std::string(start->bytes.substr(static_cast<std::size_t>(std::min<std::uint64_t>(from, start->bytes.size())), n));
  };
  auto texts = co_await texts_of(message, read);
  if (!texts) co_return std::nullopt;
  co_return Lesson{number, features_of(message, *texts, suffixes_)};
}

Task<void> Learner::learn(AccountId account, Class c, std::vector<Lesson> lessons) {
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    auto stored = t.get(kv::Family::meta, model_key(account));
    if (!stored) return pass_on(stored);
    auto model = (*stored ? decode_model(**stored) : std::nullopt).value_or(Model{});
    bool changed = false;
    for (const auto& one : lessons) changed |= model.learn(one.number, c, one.features);
    if (changed) t.put(kv::Family::meta, model_key(account), encode(model));
    return {};
  };
  auto done = co_await kv_.commit(store::keys::shard(account), std::move(intent), kv::Durability::relaxed);
  ignore(done, "the messages have been moved; what was not learnt is learnt from others");
}

Task<void> Learner::moved(AccountId account, MailboxId from, MailboxId to, store::UidRanges uids) {
  const auto means = co_await meaning(account, from, to);
  if (!means) co_return;
  auto view = co_await store_.open(account, to);
  if (!view) co_return;
  std::vector<Lesson> lessons;
  for (const auto number : numbers_of(**view, uids, kMostOfMove)) {
    auto one = co_await lesson(account, number);
    if (one) lessons.push_back(std::move(*one));
  }
  if (!lessons.empty()) co_await learn(account, *means, std::move(lessons));
}

Task<std::optional<Opinion>> Learner::opinion(AccountId account, std::vector<Feature> features, const Settings& settings) {
  auto stored = co_await kv_.get(kv::Family::meta, model_key(account));
  if (!stored) co_return cannot_say("learnt", said<"the store does not answer">().english());
  const auto model = *stored ? decode_model(**stored) : std::nullopt;
  const auto likeness = model ? model->likeness(features) : std::nullopt;
  if (!likeness) co_return std::nullopt;
  const auto tilt = static_cast<std::int64_t>((*likeness - 0.5) * 2 * kPoint);
  const auto percent = static_cast<int>(*likeness * 100);
  co_return Opinion{.stage = "learnt",
                    .weight = static_cast<Hundredths>(tilt * settings.learnt),
                    .words = said<"{} of 100 like what was moved into junk">(percent).english()};
}

}  // namespace postern::judge
