// The rounds of a watch.
#include "scanners/watch.h"

#include "base/executor.h"

namespace postern::scanners {

Task<void> Watch::run() {
  while (!stopping_) {
    const auto settings = ports_.settings.current();
    if (is_any(*settings)) {
      const auto opinions = co_await ports_.probe(*settings);
      ports_.tell(
          ports_.silences.note(*settings, *ports_.settings.current(), opinions, ports_.time.now(), Asked::whether_there));
    }
    co_await pause_until{ports_.time.steady() + kEvery};
  }
}

}  // namespace postern::scanners
