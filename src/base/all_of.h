// Runs tasks side by side on this thread and waits for all of them.
// Use: std::vector<Result<void>> results = co_await all_of(std::move(tasks));  results come in the order of the tasks.
#pragma once
#include <utility>
#include <vector>

#include "base/started.h"

namespace postern {

template <class T>
Task<std::vector<T>> all_of(std::vector<Task<T>> tasks) {
  std::vector<Started<T>> started;
  started.reserve(tasks.size());
  for (auto& task : tasks) started.emplace_back(std::move(task));
  std::vector<T> values;
  values.reserve(tasks.size());
  for (auto& one : started) {
    auto value = co_await one;
    values.push_back(std::move(value));
  }
  co_return values;
}

}  // namespace postern
