// Free lists of coroutine frames, one set a thread. Address sanitizer builds skip them, so that it sees every frame's end.
#include "base/frame_pool.h"

#include <array>
#include <cstdint>
#include <new>
#include <utility>

namespace postern {
namespace {

constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
constexpr std::size_t kStep = 64;
constexpr std::size_t kClasses = 32;
constexpr std::uint32_t kKeep = 64;

struct Free {
  Free* next;
};

struct Shelf {
  Free* top = nullptr;
  std::uint32_t count = 0;
};

struct Shelves {
  std::array<Shelf, kClasses> of;
  ~Shelves() {
    for (auto& shelf : of)
      while (shelf.top) ::operator delete(std::exchange(shelf.top, shelf.top->next));
  }
};

thread_local Shelves shelves;

}  // namespace

void* take_frame(std::size_t bytes) {
  const std::size_t i = (bytes + kStep - 1) / kStep;
  if (kSanitized || i >= kClasses) return ::operator new(bytes);
  auto& shelf = shelves.of[i];
  if (!shelf.top) return ::operator new(i * kStep);
  --shelf.count;
  return std::exchange(shelf.top, shelf.top->next);
}

void give_frame(void* frame, std::size_t bytes) noexcept {
  const std::size_t i = (bytes + kStep - 1) / kStep;
  if (kSanitized || i >= kClasses || shelves.of[i].count >= kKeep) return ::operator delete(frame);
  auto& shelf = shelves.of[i];
  shelf.top = new (frame) Free{shelf.top};
  ++shelf.count;
}

}  // namespace postern
