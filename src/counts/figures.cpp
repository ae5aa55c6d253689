// Adding up hours.
#include "counts/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace postern::counts {
namespace {

// What is named with a star: those that there are anything of.
void add_beginning(std::string_view begin, std::span<const Record> records, std::set<Number>& out) {
  for (const auto& record : records)
    for (const auto& [number, value] : record.values)
      if (name_of(number).starts_with(begin)) out.insert(number);
}

Result<std::set<Number>> numbers_of(std::span<const std::string> names, std::span<const Record> records) {
  std::set<Number> out;
  if (names.empty())
    for (const auto& row : rows()) out.insert(row.number);
  for (std::string_view name : names) {
    if (name.ends_with(".*")) {
      add_beginning(name.substr(0, name.size() - 1), records, out);
      continue;
    }
    const auto number = series_named(name);
    if (!number)
      return fail(Failure::invalid, fmt::format("There is no series {}: postern counts series shows all", printable(name, 64)));
    out.insert(*number);
  }
  return out;
}

}  // namespace

Result<std::map<std::string, Values>> figures_of(std::span<const Record> records, std::size_t hours,
                                                 std::span<const std::string> names) {
  auto numbers = numbers_of(names, records);
  if (!numbers) return pass_on(numbers);
  std::map<std::string, Values> out;
  std::vector<Record> steps((records.size() + hours - 1) / hours);
  for (std::size_t i = 0; i < records.size(); ++i) steps[i / hours].add(records[i]);
  for (const auto number : *numbers) {
    auto& values = out[name_of(number)];
    for (const auto& step : steps) {
      const auto at = step.values.find(number);
      values.push_back(at == step.values.end() ? 0 : at->second);
    }
  }
  return out;
}

}  // namespace postern::counts
