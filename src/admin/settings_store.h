// Where the settings that an administrator changed are kept: one record, so that a change of several keys is one step, and what
// they were before each change.
// Use: co_await settings.load() at start; co_await settings.change(changes, {caller, now}) afterwards.
// Promises: a change is durable, with its row in the history, before it is live; when two come at once one of them is told
//   conflict and nothing of it is done. The last kKept changes are remembered. What is tried is noted in the same commit, with what was
//   there before; whoever changes that key afterwards ends the trial, so that it takes back no later decision.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "config/registry.h"
#include "kv/kv.h"

namespace postern::auth {
class Sealer;
}

namespace postern::admin {

// Who changed settings, and when.
struct Author {
  std::string name;
  Time at;

  friend bool operator==(const Author&, const Author&) = default;
};

struct SettingsChange {
  std::uint64_t number = 0;
  Author by;
  config::Overrides before;  // all that was set
  struct Row {
    std::string key, before, after;  // secrets are hidden
  };
  std::vector<Row> rows;
  std::optional<Time> until = {};  // on trial: when it was to be taken back
};

// A changed setting that goes back to what it was unless somebody says that it is to stay.
struct SettingTrial {
  std::string key;
  std::optional<std::string> before;  // none: its shipped value
  Author by;
  Time until;

  friend bool operator==(const SettingTrial&, const SettingTrial&) = default;
};
using SettingTrials = std::map<std::string, SettingTrial, std::less<>>;  // by key

class SettingsStore {
 public:
  static constexpr std::size_t kKept = 500;

  // `sealer`: secrets among the settings lie sealed in the store; none (in tests): as they are.
  SettingsStore(kv::Store& kv, config::Registry& registry, const auth::Sealer* sealer = nullptr)
      : kv_(kv), registry_(registry), sealer_(sealer) {}

  // Puts the stored overrides in place. What no longer fits keeps its shipped value and is named in the answer.
  Task<Result<std::vector<Error>>> load();
  // What changed; empty when every key had its value already.
  // `allows` is asked of the plan before anything of it is done. `as_of`: conflict when anything else is set by then.
  using Allows = std::function<Result<void>(const config::Plan&)>;
  Task<Result<std::vector<config::Difference>>> change(std::vector<config::Change>, Author, Allows allows = {},
                                                       std::optional<config::Overrides> as_of = {});

  // As change(), until then. Tried again, it begins anew and keeps what was there before the first time. No secret.
  Task<Result<std::vector<config::Difference>>> try_out(config::Change, Author, Time until, Allows allows = {});
  Task<Result<SettingTrials>> trials();
  // The end of a trial as it was seen; conflict when it has ended, or begun anew, since.
  Task<Result<void>> keep(SettingTrial);
  Task<Result<std::vector<config::Difference>>> put_back(SettingTrial, Author);

  // Newest first.
  Task<Result<std::vector<SettingsChange>>> history();
  // What brings back the state before this change; `not_found` when it is not remembered.
  Task<Result<std::vector<config::Change>>> before(std::uint64_t number);
  // What takes back this change alone; `not_found` as well. Of lists and records what it touched of them.
  struct Undo {
    config::Overrides as_of;  // what was set when it was looked at
    std::vector<config::Change> changes;
    std::vector<std::string> changed_since;  // of them: the keys that are not as the change left them, and go back all the same
  };
  Task<Result<Undo>> undo_of(std::uint64_t number);

 private:
  // What a change makes of the trials: in its commit, of what is stored then.
  using OnTrials = std::function<Result<void>(SettingTrials&)>;
  static OnTrials end_of(SettingTrial seen);
  static Result<void> change_trials(kv::Transaction&, const OnTrials&);
  // `before`: what was set before the plan was made, or earlier; conflict when anything else is by now.
  Task<Result<std::vector<config::Difference>>> make(config::Overrides before, config::Plan, Author, std::optional<Time> until,
                                                     OnTrials);

  [[nodiscard]] bool is_sealed(std::string_view key) const;
  [[nodiscard]] bool stands_for_a_secret(std::string_view key, std::string_view text) const;
  [[nodiscard]] std::string encode(const config::Overrides&) const;
  // One that cannot be opened is left out, and named.
  [[nodiscard]] Result<config::Overrides> decode(std::string_view, std::vector<Error>* problems = nullptr) const;
  [[nodiscard]] std::string encode_change(const Author&, const config::Overrides& before,
                                          const std::vector<config::Difference>&, std::optional<Time> until) const;
  [[nodiscard]] Result<SettingsChange> decode_change(std::uint64_t number, std::string_view) const;
  // A key before a change, after it, and now; none: as shipped.
  struct Around {
    std::optional<std::string> before, after, now;
  };
  struct Back {
    std::optional<std::string> text;
    bool changed_since = false;
  };
  [[nodiscard]] std::optional<config::Value> value_of(const config::Setting&, const std::optional<std::string>& text) const;
  [[nodiscard]] Back without(const std::string& key, const Around&) const;

  kv::Store& kv_;
  config::Registry& registry_;
  const auth::Sealer* sealer_;
};

}  // namespace postern::admin
