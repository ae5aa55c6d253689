// Idempotency keys: a POST that is sent again, because its answer was lost, is answered again and not carried out again.
// Promises: bounded in number and in time; only answers of success are kept, in memory that is wiped (they may hold a password).
#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "base/secret.h"
#include "base/time.h"

namespace postern::api {

class Replays {
 public:
  static constexpr std::chrono::hours kKept{24};

  struct Answer {
    std::uint16_t status = 200;
    std::string content_type;
    Secret body;
  };
  enum class Verdict : std::uint8_t {
    first,         // carry it out, then keep() or drop()
    again,         // here is what was answered
    under_way,     // the first one has not been answered yet
    another_call,  // the key was used for something else
  };
  struct Found {
    Verdict verdict = Verdict::first;
    std::optional<Answer> answer = {};
  };

  explicit Replays(std::size_t most = 1000) : most_(most) {}

  // `key` names caller and key; `call` is the fingerprint of what is asked.
  Found begin(const std::string& key, std::uint64_t call, Time now);
  void keep(const std::string& key, Answer);
  void drop(const std::string& key);
  [[nodiscard]] std::size_t size() const { return kept_.size(); }

 private:
  struct Entry {
    std::uint64_t call = 0;
    Time since;
    std::uint64_t number = 0;
    std::optional<Answer> answer = {};
  };
  void make_room(Time now);

  std::size_t most_;
  std::uint64_t count_ = 0;
  std::map<std::string, Entry> kept_;
  std::deque<std::pair<std::uint64_t, std::string>> in_order_;
};

}  // namespace postern::api
