// Where the settings that an administrator changed are kept: one record, so that a change of several keys is one step.
// Use: co_await settings.load() at start; co_await settings.change(changes) afterwards.
// Promises: a change is durable before it is live; when two come at once one of them is told conflict and nothing of it is done.
#pragma once
#include <span>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "config/registry.h"
#include "kv/kv.h"

namespace postern::admin {

class SettingsStore {
 public:
  SettingsStore(kv::Store& kv, config::Registry& registry) : kv_(kv), registry_(registry) {}

  // Puts the stored overrides in place. What no longer fits keeps its shipped value and is named in the answer.
  Task<Result<std::vector<Error>>> load();
  // What changed; empty when every key had its value already.
  Task<Result<std::vector<config::Difference>>> change(std::vector<config::Change>);

 private:
  kv::Store& kv_;
  config::Registry& registry_;
};

}  // namespace postern::admin
