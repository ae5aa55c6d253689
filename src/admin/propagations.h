// What was set in many domains at once, and what each had before, so that it can be taken back.
// Promises: a row is durable before the change it tells of is made; the last kKept are remembered.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "admin/settings_store.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/task.h"
#include "kv/kv.h"

namespace postern::admin {

struct Propagation {
  std::uint64_t number = 0;
  Author by;
  struct Row {
    DomainId domain;
    std::string name, setting, before, after;  // name: of the domain at that time

    friend bool operator==(const Row&, const Row&) = default;
  };
  std::vector<Row> rows;
};

class Propagations {
 public:
  static constexpr std::size_t kKept = 100;

  explicit Propagations(kv::Store& kv) : kv_(kv) {}

  Task<Result<std::uint64_t>> add(Propagation);          // its number
  Task<Result<std::vector<Propagation>>> list();         // newest first
  Task<Result<Propagation>> find(std::uint64_t number);  // `not_found` when it is not remembered

 private:
  kv::Store& kv_;
};

// The record, for its fuzzer.
std::string encode(const Propagation&);
Result<Propagation> decode_propagation(std::uint64_t number, std::string_view);

}  // namespace postern::admin
