// What was set in many domains at once, and what each had before, so that it can be taken back.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "admin/record_history.h"
#include "admin/settings_store.h"
#include "base/ids.h"

namespace postern::admin {

struct Propagation {
  static constexpr std::size_t kKept = 100;
  static constexpr NumberedRows kRows{"P/", kKept};
  static constexpr std::string_view kNone = "There is no such propagation: postern domain propagations lists them";
  static Result<Propagation> decode(std::uint64_t number, std::string_view);

  std::uint64_t number = 0;
  Author by;
  struct Row {
    DomainId domain;
    std::string name, setting, before, after;  // name: of the domain at that time

    friend bool operator==(const Row&, const Row&) = default;
  };
  std::vector<Row> rows;
};

std::string encode(const Propagation&);

using Propagations = RecordHistory<Propagation>;

}  // namespace postern::admin
