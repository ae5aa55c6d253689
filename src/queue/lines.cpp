// Lines by name, and in the order in which they come due.
#include "queue/lines.h"

#include <algorithm>

namespace postern::queue {

void Lines::State::set_next(Line& line, Time next) {
  if (!line.taken && line.next != kNever) order.erase({line.next, &line.hop});
  line.next = next;
  if (!line.taken && line.next != kNever && !(kept_back && kept_back(line.hop))) order.emplace(line.next, &line.hop);
}

void Lines::State::forget_if_empty(const std::string& hop) {
  const auto at = all.find(hop);
  if (at == all.end() || at->second.count > 0 || at->second.taken) return;
  set_next(at->second, kNever);
  all.erase(at);
}

void Lines::change(const std::string& hop, Time due, const std::function<bool(State&)>& how) {
  const auto told = state_.with([&](State& s) {
    const auto before = s.first();
    const bool matters = how(s);
    return matters || s.first() < before ? s.told : nullptr;
  });
  if (told) told(hop, due);
}

void Lines::add(const std::string& hop, Time due, std::size_t count) {
  change(hop, due, [&](State& s) {
    auto& line = s.all.try_emplace(hop, Line{.hop = hop}).first->second;
    line.count += count;
    s.count += count;
    s.set_next(line, std::min(line.next, due));
    return line.taken;
  });
}

void Lines::remove(const std::string& hop) {
  state_.with([&](State& s) {
    const auto at = s.all.find(hop);
    if (at == s.all.end() || at->second.count == 0) return;
    --at->second.count;
    --s.count;
    s.forget_if_empty(hop);
  });
}

void Lines::comes_due(const std::string& hop, Time due) {
  change(hop, due, [&](State& s) {
    if (const auto at = s.all.find(hop); at != s.all.end()) s.set_next(at->second, std::min(at->second.next, due));
    return false;
  });
}

std::optional<std::string> Lines::take(Time now) {
  return state_.with([&](State& s) -> std::optional<std::string> {
    if (s.first() > now) return {};
    auto& line = s.all.find(*s.order.begin()->second)->second;
    s.set_next(line, kNever);
    line.taken = true;
    return line.hop;
  });
}

void Lines::begin_return(const std::string& hop) {
  state_.with([&](State& s) {
    if (const auto at = s.all.find(hop); at != s.all.end()) at->second.next = kNever;
  });
}

void Lines::end_return(const std::string& hop, Time first) {
  change(hop, first, [&](State& s) {
    const auto at = s.all.find(hop);
    if (at == s.all.end()) return false;
    auto& line = at->second;
    const auto next = std::min(line.next, first);
    line.next = kNever;
    line.taken = false;
    s.set_next(line, next);
    s.forget_if_empty(hop);
    return false;
  });
}

Time Lines::next_due() const {
  return state_.with([](const State& s) { return s.first(); });
}

void Lines::when_sooner(Told told) {
  state_.with([&](State& s) { s.told = std::move(told); });
}

void Lines::keep_back(Which which) {
  std::string hop;
  Time due = kNever;
  const auto told = state_.with([&](State& s) -> Told {
    const auto before = s.first();
    s.kept_back = std::move(which);
    for (auto& [name, line] : s.all) s.set_next(line, line.next);
    if (s.first() >= before) return {};
    due = s.first();
    hop = *s.order.begin()->second;
    return s.told;
  });
  if (told) told(hop, due);
}

std::size_t Lines::count() const {
  return state_.with([](const State& s) { return s.count; });
}

std::size_t Lines::count(const std::string& hop) const {
  return state_.with([&](const State& s) {
    const auto at = s.all.find(hop);
    return at == s.all.end() ? std::size_t{0} : at->second.count;
  });
}

std::vector<Line> Lines::list() const {
  auto all = state_.with([](const State& s) {
    std::vector<Line> out;
    for (const auto& [hop, line] : s.all) out.push_back(line);
    return out;
  });
  std::ranges::sort(all, [](const Line& a, const Line& b) { return a.count != b.count ? a.count > b.count : a.hop < b.hop; });
  return all;
}

}  // namespace postern::queue
