// How every operation changes settings: in the caller's name, and told to the administration log. And how those end that are on trial.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <vector>

#include "admin/operation.h"
#include "admin/settings_store.h"
#include "config/registry.h"
#include "events/events.h"

namespace postern::admin {

// Refused when they would shut out the caller, unless he means it (admin/lock_out.h), or make the server weaker, or lead mail elsewhere, in a
// session whose second factor was not shown lately.
// `as_of`: conflict when anything else is set by then.
Task<Result<std::vector<config::Difference>>> change_settings(World&, const Call&, std::vector<config::Change>,
                                                              std::optional<config::Overrides> as_of = {});
// The same until then: what was there before comes back unless the setting is kept.
Task<Result<std::vector<config::Difference>>> try_setting(World&, const Call&, config::Change, Time until);
Task<Result<void>> keep_setting(World&, const Call&, std::string key);
Task<Result<std::vector<config::Difference>>> put_back_setting(World&, const Call&, std::string key);
std::string value_before(const World&, const SettingTrial&);
// Puts back what nobody has kept by now: at a start before anything follows the settings, and by the clock. In a thread that may wait.
Task<Result<void>> end_trials(SettingsStore&, events::Sink&, Time now);

// H03: the line of the administration log on what is set otherwise than before. `of`: the domain, or the file, whose setting it is;
// else it is the server's own. By nobody, `who` being empty, when a trial has run out.
void tell_changed(events::Sink&, std::string_view who, const config::Difference&, std::optional<events::Field> of = {});

// What changed, when it takes effect, and the number by which it is undone.
json::array described(const std::vector<config::Difference>&);
// The text of a JSON value as settings take it: strings as they are, everything else as JSON.
std::string setting_text(const json::value&);

}  // namespace postern::admin
