// The counts of one hour: what is stored of it, and how two of them are one.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "counts/series.h"

namespace postern::counts {

struct Record {
  std::map<Number, std::uint64_t> values;  // those that are not nothing

  void add(Number, std::uint64_t);  // one more, or a higher one, as the series is
  void add(const Record& other);
  friend bool operator==(const Record&, const Record&) = default;
};

std::string encode(const Record&);
// Nothing of bytes that encode() did not make.
std::optional<Record> decode_record(std::string_view);

}  // namespace postern::counts
