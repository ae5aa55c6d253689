// A hash table of values that never change, cheap to copy: copies share all buckets but those that were written since.
// Use: a snapshot holds tables; the next one starts as a copy and puts what changed.
// Promises: find() allocates nothing; a copy costs one pointer a bucket, a put into a fresh copy the copy of one bucket.
// Threads: any number may read a table while its copies are written. A table is written by one thread while its origin lives.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace postern::directory {

inline std::size_t hash_of(std::uint64_t n) { return std::hash<std::uint64_t>{}(n); }
inline std::size_t hash_of(std::string_view s) { return std::hash<std::string_view>{}(s); }

template <class Key, class Value, std::size_t Buckets = 1024>
class Table {
 public:
  // `key` is anything that hashes and compares as Key does.
  template <class Like>
  [[nodiscard]] const Value* find(const Like& key) const {
    const auto hash = hash_of(key);
    const auto& bucket = buckets_[hash % Buckets];
    if (!bucket) return nullptr;
    const auto at = place(*bucket, hash, key);
    return at == bucket->size() ? nullptr : &(*bucket)[at].value;
  }

  void put(Key key, Value value) {
    const auto hash = hash_of(key);
    auto& bucket = own(hash);
    const auto at = place(bucket, hash, key);
    if (at < bucket.size()) {
      bucket[at].value = std::move(value);
      return;
    }
    const auto after = std::ranges::upper_bound(bucket, hash, {}, &Entry::hash);
    bucket.insert(after, Entry{hash, std::move(key), std::move(value)});
    ++size_;
  }

  template <class Like>
  void erase(const Like& key) {
    if (!find(key)) return;
    const auto hash = hash_of(key);
    auto& bucket = own(hash);
    bucket.erase(bucket.begin() + static_cast<std::ptrdiff_t>(place(bucket, hash, key)));
    --size_;
  }

  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& bucket : buckets_) {
      if (!bucket) continue;
      for (const auto& entry : *bucket) visit(entry.key, entry.value);
    }
  }

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Entry {
    std::size_t hash;
    Key key;
    Value value;
  };
  using Bucket = std::vector<Entry>;  // sorted by hash

  template <class Like>
  static std::size_t place(const Bucket& bucket, std::size_t hash, const Like& key) {
    auto at = std::ranges::lower_bound(bucket, hash, {}, &Entry::hash);
    while (at != bucket.end() && at->hash == hash && !(at->key == key)) ++at;
    return at == bucket.end() || at->hash != hash ? bucket.size() : static_cast<std::size_t>(at - bucket.begin());
  }

  // The bucket, for writing. One that is shared belongs to the table this one was copied from as well, which lives on
  // meanwhile, so a count of one means that it was made by this table.
  Bucket& own(std::size_t hash) {
    auto& bucket = buckets_[hash % Buckets];
    if (!bucket)
      bucket = std::make_shared<Bucket>();
    else if (bucket.use_count() > 1)
      bucket = std::make_shared<Bucket>(*bucket);
    return *bucket;
  }

  std::array<std::shared_ptr<Bucket>, Buckets> buckets_;
  std::size_t size_ = 0;
};

}  // namespace postern::directory
