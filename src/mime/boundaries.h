// The boundaries of all multiparts that are open, innermost last.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mime/message.h"

namespace postern::mime {

class OpenBoundaries {
 public:
  static constexpr std::size_t kLongest = 256;
  struct Entry {
    std::string text;
    PartIndex part = kNoPart;
    PartIndex last_child = kNoPart;
  };
  struct Match {
    std::size_t level = 0;
    std::size_t size = 0;  // 0: no match
  };

  void push(std::string_view text, PartIndex part);
  void shrink(std::size_t levels);  // keeps the outermost ones
  [[nodiscard]] bool empty() const { return stack_.empty(); }
  Entry& operator[](std::size_t level) { return stack_[level]; }

  // The longest open boundary that the text starts with; of equal ones the innermost. RFC 2046 §5.1.1 asks for no more than that
  // the line starts with it. One pass over the text, however many are open.
  [[nodiscard]] Match find(std::string_view text) const;

 private:
  std::vector<Entry> stack_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> levels_of_hash_;
  std::array<std::uint32_t, kLongest + 1> count_of_size_{};
};

}  // namespace postern::mime
