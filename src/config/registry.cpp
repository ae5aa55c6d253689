// All settings by key; plans of changes, checked as a whole before anything moves.
#include "config/registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace postern::config {
namespace {

std::string shown(const Entry& entry, const Value& value) {
  const auto text = print(entry, value);
  return entry.meta.secret && !text.empty() ? std::string(kHidden) : text;
}

// Who sends back what he was shown does not mean it.
std::unexpected<Error> stands_for_a_secret(std::string_view key) {
  return fail(Failure::invalid,
              fmt::format("{}: {} stands for a secret that is not shown: give the secret itself", key, kHidden));
}

void require_sound(std::string_view room, const Table& table, const void* shipped) {
  for (const Entry& entry : table.entries) {
    const auto key = fmt::format("{}.{}", room, entry.meta.key);
    if (const auto fine = check(entry, entry.get(shipped), key); !fine)
      throw std::logic_error("shipped value of " + fine.error().text);
  }
  if (const auto problem = table.check(shipped); !problem.empty())
    throw std::logic_error(fmt::format("shipped values of {}: {}", room, problem));
}

Result<Plan> unless_wrong(Plan plan, std::vector<Error> problems) {
  if (problems.empty()) return plan;
  auto first = std::move(problems.front());
  for (std::size_t i = 1; i < problems.size(); ++i) first.text += "; " + problems[i].text;
  return std::unexpected(std::move(first));
}

}  // namespace

Registry::Registry() = default;
Registry::~Registry() = default;

std::shared_ptr<Cell> Registry::add(std::string_view name, std::string_view title, const Table& table) {
  if (std::ranges::find(rooms_, name, &Room::name) != rooms_.end())
    throw std::logic_error(fmt::format("settings of {} are there twice", name));
  const std::shared_ptr<const void> shipped = table.make();
  require_sound(name, table, shipped.get());
  rooms_.push_back({std::string(name), std::string(title), &table, std::make_shared<Cell>(shipped), shipped});
  return rooms_.back().cell;
}

void Registry::judge_by(std::string_view name, const Table& table, Judge judge) {
  const auto room = std::ranges::find(rooms_, name, &Room::name);
  if (room == rooms_.end() || room->table != &table)
    throw std::logic_error(fmt::format("there are no such settings of {}", name));
  judges_.with([&](auto& judges) { judges[static_cast<std::size_t>(room - rooms_.begin())] = std::move(judge); });
}

Result<Registry::Place> Registry::locate(std::string_view key) const {
  for (std::size_t i = 0; i < rooms_.size(); ++i) {
    const auto& room = rooms_[i];
    if (!key.starts_with(room.name) || key.size() <= room.name.size() || key[room.name.size()] != '.') continue;
    if (const Entry* entry = room.table->find(key.substr(room.name.size() + 1))) return Place{i, entry};
  }
  const auto meant = likely(key);
  return fail(Failure::not_found, fmt::format("There is no setting {}{} (postern settings list names all)", printable(key),
                                              meant.empty() ? "" : "; did you mean " + meant));
}

// The key that resembles this one, else the first whose part behind the dot does: a room is forgotten or mixed up more easily.
std::string Registry::likely(std::string_view key) const {
  std::vector<std::string> keys, names;
  for (const auto& room : rooms_)
    for (const Entry& entry : room.table->entries) {
      keys.push_back(fmt::format("{}.{}", room.name, entry.meta.key));
      names.emplace_back(entry.meta.key);
    }
  auto found = nearest(key, keys);
  if (!found.empty()) return found;
  const auto dot = key.rfind('.');
  const auto same = std::ranges::find(names, nearest(dot == key.npos ? key : key.substr(dot + 1), names));
  return same == names.end() ? std::string() : keys[static_cast<std::size_t>(same - names.begin())];
}

Setting Registry::describe(const Room& room, const Entry& entry, const Overrides& overrides) const {
  Setting setting;
  setting.key = fmt::format("{}.{}", room.name, entry.meta.key);
  setting.entry = &entry;
  setting.text = shown(entry, entry.get(room.cell->current().get()));
  setting.shipped = shown(entry, entry.get(room.shipped.get()));
  setting.origin = overrides.contains(setting.key) ? Origin::system : Origin::shipped;
  return setting;
}

Result<Setting> Registry::find(std::string_view key) const {
  auto place = locate(key);
  if (!place) return pass_on(place);
  return state_.with([&](const State& state) { return describe(rooms_[place->room], *place->entry, state.overrides); });
}

std::vector<Setting> Registry::settings() const {
  return state_.with([&](const State& state) {
    std::vector<Setting> all;
    for (const auto& room : rooms_)
      for (const Entry& entry : room.table->entries) all.push_back(describe(room, entry, state.overrides));
    return all;
  });
}

Overrides Registry::overrides() const {
  return state_.with([](const State& state) { return state.overrides; });
}

// Changes that fail are left out and named in `problems`.
Plan Registry::plan_from(const State& state, std::span<const Change> changes, std::vector<Error>& problems) const {
  Plan plan;
  plan.overrides = state.overrides;
  plan.made_from = state.version;
  std::map<std::size_t, std::shared_ptr<void>> copies;
  for (const Change& change : changes) {
    const auto place = locate(change.key);
    if (!place) {
      problems.push_back(place.error());
      continue;
    }
    const auto& room = rooms_[place->room];
    if (place->entry->meta.secret && change.text == kHidden) {
      problems.push_back(stands_for_a_secret(change.key).error());
      continue;
    }
    const auto value = change.text ? parse(*place->entry, *change.text, change.key) : place->entry->get(room.shipped.get());
    if (!value) {
      problems.push_back(value.error());
      continue;
    }
    auto& copy = copies[place->room];
    if (copy == nullptr) copy = room.table->copy(room.cell->current().get());
    place->entry->put(copy.get(), *value);
    if (change.text)
      plan.overrides[change.key] = print(*place->entry, *value);
    else
      plan.overrides.erase(change.key);
  }
  for (auto& [room, copy] : copies) plan.rooms.emplace_back(room, std::move(copy));
  return plan;
}

// Holds each changed room against its own check of the whole, and lists what differs.
void Registry::settle(Plan& plan, std::vector<Error>& problems) const {
  for (const auto& [index, after] : plan.rooms) {
    const auto& room = rooms_[index];
    if (const auto problem = room.table->check(after.get()); !problem.empty())
      problems.push_back(
          Error{Failure::invalid, fmt::format("{}: {}", room.name, problem), {}, std::source_location::current()});
    const auto before = room.cell->current();
    for (const Entry& entry : room.table->entries) {
      const auto was = entry.get(before.get());
      const auto is = entry.get(after.get());
      if (was != is)
        plan.differences.push_back(
            {fmt::format("{}.{}", room.name, entry.meta.key), shown(entry, was), shown(entry, is), entry.meta.apply});
    }
  }
}

// Asks the judge of each room that changes; outside the lock, since it may take a while.
void Registry::judge(Plan& plan, std::vector<Error>& problems) const {
  for (const auto& [index, after] : plan.rooms) {
    const auto prefix = rooms_[index].name + '.';
    const auto of_room = [&](const Difference& d) { return d.key.starts_with(prefix); };
    if (std::ranges::none_of(plan.differences, of_room)) continue;
    const auto ask = judges_.with([&](const auto& judges) {
      const auto found = judges.find(index);
      return found == judges.end() ? Judge() : found->second;
    });
    auto judgement = ask ? ask(after.get()) : Result<Judgement>();
    if (!judgement) {
      problems.push_back(std::move(judgement.error()));
      continue;
    }
    for (auto& difference : plan.differences)
      if (of_room(difference)) difference.note = judgement->note;
    plan.held.push_back(std::move(judgement->held));
  }
}

Plan Registry::plan_unjudged(std::span<const Change> changes, std::vector<Error>& problems) const {
  return state_.with([&](const State& state) {
    auto made = plan_from(state, changes, problems);
    settle(made, problems);
    return made;
  });
}

Result<Plan> Registry::plan(std::span<const Change> changes) const {
  std::vector<Error> problems;
  auto plan = plan_unjudged(changes, problems);
  if (problems.empty()) judge(plan, problems);
  return unless_wrong(std::move(plan), std::move(problems));
}

Result<Plan> Registry::plan_back(std::span<const Change> changes) const {
  std::vector<Error> problems;
  auto plan = plan_unjudged(changes, problems);
  return unless_wrong(std::move(plan), std::move(problems));
}

std::shared_ptr<const void> Registry::after(const Plan& plan, std::string_view name, const Table& table) const {
  for (const auto& [index, value] : plan.rooms)
    if (rooms_[index].name == name && rooms_[index].table == &table) return value;
  return nullptr;
}

// The cells are set while the state is held: no other plan comes between the rooms of this one.
Result<void> Registry::apply(Plan plan) {
  return state_.with([&](State& state) -> Result<void> {
    if (plan.made_from != state.version)
      return fail(Failure::conflict, "The settings were changed by someone else; look again");
    ++state.version;
    state.overrides = std::move(plan.overrides);
    for (auto& [room, value] : plan.rooms) rooms_[room].cell->set(std::move(value));
    return {};
  });
}

// A room whose values do not go together keeps its shipped values as a whole.
std::vector<Error> Registry::load(const Overrides& stored) {
  std::vector<Error> problems;
  for (std::size_t i = 0; i < rooms_.size(); ++i) {
    const auto& room = rooms_[i];
    Overrides kept;
    const auto copy = room.table->make();
    for (const Entry& entry : room.table->entries) {
      const auto found = stored.find(fmt::format("{}.{}", room.name, entry.meta.key));
      if (found == stored.end()) continue;
      const auto value = parse(entry, found->second, found->first);
      if (!value) {
        problems.push_back(value.error());
        continue;
      }
      entry.put(copy.get(), *value);
      kept.insert(*found);
    }
    if (const auto problem = room.table->check(copy.get()); !problem.empty()) {
      problems.push_back(
          Error{Failure::invalid, fmt::format("{}: {}", room.name, problem), {}, std::source_location::current()});
      continue;
    }
    room.cell->set(copy);
    state_.with([&](State& state) { state.overrides.merge(kept); });
  }
  for (const auto& [key, text] : stored)
    if (auto place = locate(key); !place) problems.push_back(place.error());
  return problems;
}

}  // namespace postern::config
