// The value of a step that fails only when the machine does.
#pragma once
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "base/result.h"

namespace roomload {

template <class T>
T must(postern::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().text + ": " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace roomload
