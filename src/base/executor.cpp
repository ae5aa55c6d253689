// The mark that tells a thread which executor it serves.
#include "base/executor.h"

#include <utility>

namespace postern {
namespace {
thread_local Executor* current = nullptr;  // set once by each reactor thread, read by awaitables
}

Executor* Executor::here() noexcept { return current; }
Executor::Here::Here(Executor* e) noexcept : before_(std::exchange(current, e)) {}
Executor::Here::~Here() { current = before_; }

}  // namespace postern
