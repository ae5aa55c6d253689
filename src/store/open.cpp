// Opening a mailbox: from the cache, else one scan over its counters and chunks, which is one consistent state.
#include "base/codec.h"
#include "store/keys.h"
#include "store/parts.h"

namespace postern::store {
namespace {

struct Loading {
  std::optional<MailboxState> state;
  std::vector<MailboxView::ChunkPtr> chunks;
  Result<void> outcome;
};

// The first row of the range is the counters (a key without chunk index), the others are chunks.
bool take_row(Loading& loading, std::size_t state_key_size, std::string_view key, std::string_view value) {
  if (key.size() == state_key_size) {
    auto state = decode_state(value);
    if (!state) {
      loading.outcome = pass_on(state);
    } else {
      loading.state = std::move(*state);
    }
  } else {
    auto chunk = decode_chunk(Decoder(key.substr(key.size() - 4)).big32(), value);
    if (!chunk) {
      loading.outcome = pass_on(chunk);
    } else {
      loading.chunks.push_back(std::make_shared<const Chunk>(std::move(*chunk)));
    }
  }
  return loading.outcome.has_value();
}

Task<Result<View>> load(kv::Store& kv, AccountId account, MailboxId mailbox) {
  const auto from = keys::state(account, mailbox);
  Loading loading;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) { return take_row(loading, from.size(), key, value); };
  auto scanned = co_await kv.scan(kv::Family::meta, from, keys::chunks_end(account, mailbox), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  if (!loading.outcome) co_return pass_on(loading.outcome);
  if (!loading.state) co_return fail(Failure::not_found, "No such mailbox");
  loading.chunks.shrink_to_fit();
  co_return std::make_shared<const MailboxView>(account, mailbox, std::move(*loading.state), std::move(loading.chunks));
}

}  // namespace

View Store::cached(AccountId account, MailboxId mailbox) { return parts_->cache.find({account, mailbox}); }

Task<Result<View>> Store::open(AccountId account, MailboxId mailbox) {
  for (;;) {
    if (auto view = cached(account, mailbox)) co_return view;
    auto turn = co_await parts_->cache.turn({account, mailbox});
    if (!turn) continue;
    auto loaded = co_await load(parts_->kv, account, mailbox);
    if (!loaded) co_return pass_on(loaded);
    if (auto view = turn->loaded(std::move(*loaded))) co_return view;
    co_return fail(Failure::not_found, "No such mailbox");  // removed while it loaded
  }
}

}  // namespace postern::store
