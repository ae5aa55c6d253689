// One group of intents: runs them in turn on the engine's state as this group will leave it. Committer thread only.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "kv/engine.h"
#include "kv/overlay.h"

namespace postern::kv {

class Group final : public Transaction {
 public:
  // With `one_shard` an intent that writes keys of two shards fails: the rule that keeps sharding possible.
  Group(Engine& engine, bool one_shard) : engine_(engine), one_shard_(one_shard) {}

  // Runs one intent. When it fails, what it changed and what it wanted to tell are dropped.
  Result<void> run(Intent&);

  [[nodiscard]] std::size_t bytes() const { return overlay_.bytes(); }
  [[nodiscard]] std::span<const Change> changes();
  [[nodiscard]] std::span<const std::shared_ptr<const Notice>> notices() const { return notices_; }
  // Begins the next group; the changes must have been written.
  void clear();
  // Begins the next group without the changes of this one, which are not there.
  void forget();

  Result<std::optional<std::string>> get(Family, std::string_view key) override;
  Result<void> scan(Family, std::string_view from, std::string_view to,
                    const std::function<bool(std::string_view, std::string_view)>& visit) override;
  void put(Family, std::string_view key, std::string_view value) override;
  void erase(Family, std::string_view key) override;
  void erase_range(Family, std::string_view from, std::string_view to) override;
  void notify(std::shared_ptr<const Notice>) override;

 private:
  Result<void> outcome_of(Intent&);
  bool may_write(std::string_view key);

  Engine& engine_;
  const bool one_shard_;
  Overlay overlay_;
  Overlay last_;  // what the group before this one wrote: a busy account's head is found here without asking the engine
  std::vector<Change> changes_;
  std::vector<std::shared_ptr<const Notice>> notices_;
  Result<void> broken_;     // the first limit the running intent went over
  std::string home_;        // the shard its first write was in
  std::size_t before_ = 0;  // bytes() when it started
};

}  // namespace postern::kv
