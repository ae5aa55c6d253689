// Whoever hands mail to other servers, as delivery sees him: a port, so that the order in which mail goes is tested without a network.
// Promises asked of it: an answer for each recipient, whatever happens, within the deadlines of the protocol; what was answered as taken
//   is taken. Many calls at once, each resumed where it was called.
#pragma once
#include <string>
#include <vector>

#include "base/task.h"
#include "queue/record.h"
#include "store/spool.h"

namespace postern::delivery {

enum class Fate : std::uint8_t {
  taken,    // the other server has it
  later,    // not now
  refused,  // never
};

struct Answer {
  Fate fate = Fate::later;
  std::string status;      // RFC 3463: "5.1.1"; always there
  std::string text;        // for people, in one line
  std::string diagnostic;  // what the server said, "550 5.1.1 No such user"; empty: nothing was asked of any
  std::string server;      // whose answer it is; empty: nobody's
};

struct Handed {
  std::vector<Answer> recipients;  // as many as were asked for, in their order
  bool nobody_there = false;       // of the whole hop: other mail for it would have fared no better
  bool nobody_for_it = false;      // as secret as it must be, or from where it comes: other mail may fare better
  bool reports = false;            // the server tells the sender of its success itself (RFC 3461)
  bool keeps_time = false;         // and minds by when it is to be there (RFC 2852)
};

class Elsewhere {
 public:
  // The recipients are those of the leg. The entry and its content live until the answer.
  virtual Task<Handed> hand_over(const queue::Entry&, store::Content) = 0;

 protected:
  ~Elsewhere() = default;
};

}  // namespace postern::delivery
