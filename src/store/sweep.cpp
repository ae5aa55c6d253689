// Removing blobs that nothing names: list the blobs, mark what is named, remove old ones without a mark. The list is taken
// first: a blob written later is not on it, and one on it that is old cannot become named without being named already.
#include <algorithm>

#include "base/codec.h"
#include "store/keys.h"
#include "store/parts.h"

namespace postern::store {
namespace {

Task<Result<void>> mark_account(kv::Store& kv, AccountId account, std::vector<BlobName>& marked) {
  const auto from = keys::blobs(account);
  kv::Visitor visit = [&](std::string_view key, std::string_view) {
    BlobName name;
    const auto bytes = key.substr(from.size());
    if (bytes.size() >= name.bits.size()) std::copy_n(bytes.begin(), name.bits.size(), name.bits.begin());
    if (marked.empty() || marked.back() != name) marked.push_back(name);
    return true;
  };
  co_return co_await kv.scan(kv::Family::meta, from, keys::blobs_end(account), std::move(visit));
}

}  // namespace

Task<Result<std::size_t>> Store::sweep_blobs(std::function<Task<Result<std::vector<BlobName>>>()> named_elsewhere) {
  auto blobs = co_await parts_->blobs.list();
  if (!blobs) co_return pass_on(blobs);
  std::vector<BlobName> marked;
  if (named_elsewhere) {
    auto theirs = co_await named_elsewhere();
    if (!theirs) co_return pass_on(theirs);
    marked = std::move(*theirs);
  }
  constexpr std::size_t kPage = 1000;
  AccountId from;
  for (;;) {
    auto accounts = co_await parts_->accounts(from, kPage);
    if (!accounts) co_return pass_on(accounts);
    for (const auto account : *accounts) {
      auto done = co_await mark_account(parts_->kv, account, marked);
      if (!done) co_return pass_on(done);
    }
    if (accounts->size() < kPage) break;
    from = AccountId(accounts->back().value + 1);
  }
  std::sort(marked.begin(), marked.end());
  const auto due = parts_->time.now() - parts_->settings.orphans_kept;
  std::size_t removed = 0;
  for (const auto& blob : *blobs) {
    if (blob.written > due || std::binary_search(marked.begin(), marked.end(), blob.name)) continue;
    auto done = co_await parts_->blobs.remove(blob.name);
    if (!done) co_return pass_on(done);
    ++removed;
  }
  co_return removed;
}

}  // namespace postern::store
