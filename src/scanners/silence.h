// Which scanners do not answer, and since when: known by what each says of the messages that it is shown, and when it is asked
// whether it is there.
// Use: for (const auto& news : silences.note(asked, current, opinions, now, Asked::of_message)) tell;
//      silences.of(settings) are those that are silent.
// Promises: one that failed once is not silent yet, and is told of once until it answers again. What settings no longer name, or have
//   elsewhere, is forgotten. Kept in memory: a start begins at nothing. For any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/locked.h"
#include "base/time.h"
#include "scanners/opinion.h"
#include "scanners/settings.h"

namespace postern::scanners {

struct Silence {
  std::string scanner;         // as in an opinion
  Time since;                  // when it did not answer first
  std::uint64_t messages = 0;  // that it did not answer for
  std::string why;             // the last time, in one line

  friend bool operator==(const Silence&, const Silence&) = default;
};

enum class Asked : std::uint8_t { of_message, whether_there };

class Silences {
 public:
  // So many questions in a row without an answer are silence, or two that lie so far apart.
  static constexpr std::uint64_t kFailures = 3;
  static constexpr std::chrono::minutes kApart{5};

  struct News {
    Silence silence;
    bool answers = false;  // it does again
  };

  // What was asked by settings that do not hold any more says nothing of a scanner that is elsewhere since: a slow answer outlives them.
  std::vector<News> note(const Settings& asked, const Settings& current, const std::vector<Opinion>&, Time now, Asked);
  [[nodiscard]] std::vector<Silence> of(const Settings&) const;

 private:
  struct Kept {
    std::string place;
    Silence silence;
    std::uint64_t times = 0;  // that it did not answer
    bool gone = false;        // also when it was asked whether it is there
    bool told = false;
  };
  using All = std::map<std::string, Kept, std::less<>>;
  static void note(All&, std::vector<News>&, const Settings&, const Opinion&, Time now, Asked);

  Locked<All> all_;
};

}  // namespace postern::scanners
