// Bookkeeping of the view cache. Everything under the lock is short; decoding a changed chunk is a few microseconds.
#include "store/cache.h"

#include <map>

#include "store/chunk.h"

namespace postern::store {

View brought_forward(View view, std::span<const MailNotice::Box* const> boxes) {
  const MailboxState* state = nullptr;
  std::map<std::uint32_t, const std::string*> images;
  for (const auto* box : boxes) {
    if (box->removed) return nullptr;
    if (box->state.highest <= view->highest()) continue;
    state = &box->state;
    for (const auto& [index, bytes] : box->chunks) images[index] = &bytes;
  }
  if (!state) return view;
  std::vector<MailboxView::ChunkPtr> chunks;
  chunks.reserve(view->chunks().size() + images.size());
  auto old = view->chunks().begin();
  for (const auto& [index, bytes] : images) {
    for (; old != view->chunks().end() && (*old)->index < index; ++old) chunks.push_back(*old);
    if (old != view->chunks().end() && (*old)->index == index) ++old;
    if (bytes->empty()) continue;
    auto chunk = decode_chunk(index, *bytes);
    if (!chunk) return nullptr;
    chunks.push_back(std::make_shared<const Chunk>(std::move(*chunk)));
  }
  chunks.insert(chunks.end(), old, view->chunks().end());
  return std::make_shared<const MailboxView>(view->account(), view->mailbox(), *state, std::move(chunks));
}

View ViewCache::find(Key key) {
  return state_.with([&](State& s) -> View {
    const auto at = s.entries.find(key);
    if (at == s.entries.end() || !at->second.view) return nullptr;
    s.used.splice(s.used.begin(), s.used, at->second.used);
    return at->second.view;
  });
}

bool ViewCache::Waiting::await_suspend(std::coroutine_handle<> who) {
  return cache.state_.with([&](State& s) {
    auto& entry = s.entries[key];
    if (entry.view) return false;
    if (entry.loading) {
      entry.waiters.push_back({Executor::here(), who});
      return true;
    }
    if (entry.used == std::list<Key>::iterator{}) entry.used = s.used.insert(s.used.begin(), key);
    loader = entry.loading = true;
    return false;
  });
}

std::optional<ViewCache::Turn> ViewCache::Waiting::await_resume() {
  if (!loader) return std::nullopt;
  return Turn(&cache, key);
}

ViewCache::Turn::~Turn() {
  if (cache_) cache_->give_up(key_);
}

void ViewCache::give_up(Key key) {
  std::vector<Waiter> waiters;
  state_.with([&](State& s) {
    waiters = std::move(s.entries[key].waiters);
    erase(s, key);
  });
  for (const auto& w : waiters) w.home->resume(w.who);
}

View ViewCache::Turn::loaded(View view) {
  std::vector<Waiter> waiters;
  cache_->state_.with([&](State& s) {
    auto& entry = s.entries[key_];
    entry.loading = false;
    waiters = std::move(entry.waiters);
    std::vector<const MailNotice::Box*> boxes;
    for (const auto& notice : entry.missed) {
      for (const auto& box : notice->boxes) {
        if (box.id == key_.mailbox) boxes.push_back(&box);
      }
    }
    view = brought_forward(std::move(view), boxes);
    entry.missed.clear();
    if (view) {
      cache_->set(s, entry, key_, view);
      cache_->evict(s);
    } else {
      cache_->erase(s, key_);
    }
  });
  cache_ = nullptr;
  for (const auto& w : waiters) w.home->resume(w.who);
  return view;
}

void ViewCache::set(State& s, Entry& entry, Key, View view) {
  s.bytes -= entry.bytes;
  entry.bytes = view->bytes();
  s.bytes += entry.bytes;
  entry.view = std::move(view);
}

void ViewCache::erase(State& s, Key key) {
  const auto at = s.entries.find(key);
  if (at == s.entries.end()) return;
  s.bytes -= at->second.bytes;
  s.used.erase(at->second.used);
  s.entries.erase(at);
}

// Least recently used first; one view alone may be larger than the budget.
void ViewCache::evict(State& s) {
  auto candidate = s.used.end();
  while (s.bytes > budget_ && candidate != s.used.begin()) {
    --candidate;
    if (candidate == s.used.begin() || s.entries.at(*candidate).loading) continue;
    const Key key = *candidate++;
    erase(s, key);
  }
}

void ViewCache::update(std::span<const std::shared_ptr<const MailNotice>> notices) {
  state_.with([&](State& s) {
    std::unordered_map<Key, std::vector<const MailNotice::Box*>, Hash> changed;
    for (const auto& notice : notices) {
      if (notice->account_removed) {
        std::vector<Key> gone;
        for (const auto& [key, entry] : s.entries) {
          if (key.account == notice->account && !entry.loading) gone.push_back(key);
        }
        for (const auto& key : gone) erase(s, key);
      }
      for (const auto& box : notice->boxes) {
        const Key key{notice->account, box.id};
        const auto at = s.entries.find(key);
        if (at == s.entries.end()) continue;
        if (at->second.loading) {
          if (at->second.missed.empty() || at->second.missed.back() != notice) at->second.missed.push_back(notice);
        } else {
          changed[key].push_back(&box);
        }
      }
    }
    for (const auto& [key, boxes] : changed) {
      const auto at = s.entries.find(key);
      if (at == s.entries.end()) continue;
      if (auto next = brought_forward(at->second.view, boxes)) {
        set(s, at->second, key, std::move(next));
      } else {
        erase(s, key);
      }
    }
    evict(s);
  });
}

std::uint64_t ViewCache::bytes() const {
  return state_.with([](const State& s) { return s.bytes; });
}

}  // namespace postern::store
