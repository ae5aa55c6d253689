// One change taken out of a value.
#include "admin/one_change.h"

#include <algorithm>
#include <vector>

namespace postern::admin {
namespace {

// Whether one became the other: records are called by their first field, words by themselves.
bool is_called_like(const config::Record& a, const config::Record& b) { return !a.empty() && !b.empty() && a[0] == b[0]; }
bool is_called_like(const std::string&, const std::string&) { return false; }

template <class Item>
std::vector<Item> only_in(const std::vector<Item>& all, const std::vector<Item>& others) {
  std::vector<Item> out;
  for (const auto& one : all)
    if (std::ranges::find(others, one) == others.end()) out.push_back(one);
  return out;
}

template <class Item>
std::optional<std::vector<Item>> without(const std::vector<Item>& before, const std::vector<Item>& after,
                                         std::vector<Item> now) {
  const auto made = only_in(after, before);
  auto gone = only_in(before, after);
  if (made.empty() && gone.empty()) return {};  // their order alone
  for (const auto& one : made) {
    const auto at = std::ranges::find(now, one);
    if (at == now.end()) return {};
    const auto was = std::ranges::find_if(gone, [&](const Item& g) { return is_called_like(g, one); });
    if (was == gone.end()) {
      now.erase(at);
      continue;
    }
    *at = *was;
    gone.erase(was);
  }
  for (const auto& one : gone) {
    if (std::ranges::any_of(now, [&](const Item& n) { return n == one || is_called_like(n, one); })) return {};
    const auto place = std::ranges::find(before, one) - before.begin();
    now.insert(now.begin() + std::min(place, std::ssize(now)), one);
  }
  return now;
}

template <class Item>
std::optional<config::Value> of_items(const config::Value& before, const config::Value& after, const config::Value& now) {
  const auto* was = std::get_if<std::vector<Item>>(&before.v);
  const auto* became = std::get_if<std::vector<Item>>(&after.v);
  const auto* is = std::get_if<std::vector<Item>>(&now.v);
  if (!was || !became || !is) return {};
  auto out = without(*was, *became, *is);
  if (!out) return {};
  return config::Value{std::move(*out)};
}

}  // namespace

std::optional<config::Value> without_change(const config::Entry& entry, const config::Value& before, const config::Value& after,
                                            const config::Value& now) {
  if (now == after || now == before) return before;
  if (entry.kind == config::Kind::list) return of_items<std::string>(before, after, now);
  if (entry.kind == config::Kind::records) return of_items<config::Record>(before, after, now);
  return {};
}

}  // namespace postern::admin
