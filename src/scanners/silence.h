// Which scanners do not answer, and since when: known by what each says of the messages that it is shown.
// Use: for (const auto& news : silences.note(settings, opinions, now)) tell;   silences.of(settings) are those that are silent.
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
  std::string scanner;  // as in an opinion
  Time since;           // of the first message that it did not answer for
  std::uint64_t failures = 0;
  std::string why;  // of the last one, in one line

  friend bool operator==(const Silence&, const Silence&) = default;
};

class Silences {
 public:
  // So many messages in a row without an answer are silence, or two that lie so far apart.
  static constexpr std::uint64_t kFailures = 3;
  static constexpr std::chrono::minutes kApart{5};

  struct News {
    Silence silence;
    bool answers = false;  // it does again
  };

  std::vector<News> note(const Settings&, const std::vector<Opinion>&, Time now);
  [[nodiscard]] std::vector<Silence> of(const Settings&) const;

 private:
  struct Kept {
    std::string place;
    Silence silence;
    bool told = false;
  };
  using All = std::map<std::string, Kept, std::less<>>;
  static void note(All&, std::vector<News>&, const Settings&, const Opinion&, Time now);

  Locked<All> all_;
};

}  // namespace postern::scanners
