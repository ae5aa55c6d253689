// A list in the store that grows at its end and forgets its oldest rows: the history of something.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "kv/kv.h"

namespace postern::admin {

class NumberedRows {
 public:
  static constexpr kv::Shard kShard{0};

  // All keys that begin with the prefix are its own.
  constexpr NumberedRows(std::string_view prefix, std::size_t kept) : prefix_(prefix), kept_(kept) {}

  // In an intent on kShard; gives the row's number. Numbers are not used again while a later row is there.
  Result<std::uint64_t> add(kv::Transaction&, std::string_view row) const;
  // Newest first, at most so many.
  Task<Result<std::vector<std::pair<std::uint64_t, std::string>>>> list(kv::Store&, std::size_t limit = SIZE_MAX) const;

 private:
  [[nodiscard]] std::string key(std::uint64_t number) const;
  [[nodiscard]] std::string end() const;
  [[nodiscard]] std::uint64_t number_in(std::string_view key) const;

  std::string_view prefix_;
  std::size_t kept_;
};

}  // namespace postern::admin
