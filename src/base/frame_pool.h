// Memory for coroutine frames: freed frames are kept a while, by size, for the next coroutine of the same thread.
#pragma once
#include <cstddef>

namespace postern {

// Frames over 2 KiB go straight to the heap. A thread keeps at most 64 free frames of each size class (64-byte steps).
void* take_frame(std::size_t bytes);
void give_frame(void* frame, std::size_t bytes) noexcept;

}  // namespace postern
