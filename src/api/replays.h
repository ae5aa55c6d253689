// Idempotency keys: a POST that is sent again, because its answer was lost, is answered again and not carried out again.
// Promises: bounded in number, of one caller and of all, and in time; what is under way is never forgotten for another; only answers of
//   success are kept, in memory that is wiped (they may hold a password).
#pragma once
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>

#include "base/locked.h"
#include "base/secret.h"
#include "base/time.h"

namespace postern::api {

class Replays {
 public:
  static constexpr std::chrono::hours kKept{24};

  struct Key {
    std::string caller, key;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Answer {
    std::uint16_t status = 200;
    std::string content_type;
    Secret body;
  };
  enum class Verdict : std::uint8_t {
    first,         // carry it out under a Claim
    again,         // here is what was answered
    under_way,     // the first one has not been answered yet
    another_call,  // the key was used for something else
    too_many,      // so many of his are under way
  };
  struct Found {
    Verdict verdict = Verdict::first;
    std::optional<Answer> answer = {};
  };

  explicit Replays(std::size_t most = 1000, std::size_t most_of_one = 50) : most_(most), most_of_one_(most_of_one) {}

  // `call` is the fingerprint of what is asked.
  Found begin(const Key&, std::uint64_t call, Time now);
  void keep(const Key&, Answer);
  void drop(const Key&);
  [[nodiscard]] std::size_t size() const { return kept_.size(); }

 private:
  using Order = std::list<Key>;  // the oldest first
  struct Entry {
    std::uint64_t call = 0;
    Time since;
    std::optional<Answer> answer = {};
    Order::iterator place = {};
  };
  using Kept = std::map<Key, Entry>;

  void forget_old(Time now);
  bool has_room_for(const std::string& caller);
  bool forget_oldest(const std::string* of_caller);
  void erase(Kept::iterator);

  std::size_t most_, most_of_one_;
  Kept kept_;
  Order in_order_;
};

// The key of a call that is under way: whoever goes without having kept an answer frees it. Any thread.
class Claim {
 public:
  Claim(Locked<Replays>& replays, Replays::Key key) : replays_(replays), key_(std::move(key)) {}
  ~Claim() {
    if (!answered_) replays_.with([&](Replays& r) { r.drop(key_); });
  }
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;

  void keep(Replays::Answer answer) {
    answered_ = true;
    replays_.with([&](Replays& r) { r.keep(key_, std::move(answer)); });
  }

 private:
  Locked<Replays>& replays_;
  Replays::Key key_;
  bool answered_ = false;
};

}  // namespace postern::api
