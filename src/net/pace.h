// How long a peer may take for what it is sending: the deadline is for the whole of a line or a block, not for each read of it,
// so a peer that drips one octet at a time does not hold its connection for ever.
// Use: read(pace.until(now, patience));  pace.done() when a line is whole;  pace.moved(octets, block) while data comes.
#pragma once
#include <cstdint>
#include <optional>

#include "base/executor.h"

namespace postern::net {

class Pace {
 public:
  // Fixed when it is first asked, until the line or block is done.
  Deadline until(Deadline now, Clock::duration patience) {
    if (!until_) until_ = now + patience;
    return *until_;
  }
  void done() {
    until_.reset();
    moved_ = 0;
  }
  void moved(std::uint64_t octets, std::uint64_t block) {
    moved_ += octets;
    if (moved_ >= block) done();
  }

 private:
  std::optional<Deadline> until_;
  std::uint64_t moved_ = 0;  // octets of the present block
};

}  // namespace postern::net
