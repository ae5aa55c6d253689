// Records under numbers that grow, the newest of them kept: the history of what was done, so that it can be taken back.
// Use: using Mendings = RecordHistory<Mending>;  auto number = co_await Mendings(kv).add(mending);
//   Record has kRows, kNone (what is said when one is not there), number, and encode() and decode() found beside it.
// Promises: a record is durable when add() is done.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "admin/numbered_rows.h"
#include "base/result.h"
#include "base/task.h"
#include "kv/kv.h"

namespace postern::admin {

template <class Record>
class RecordHistory {
 public:
  explicit RecordHistory(kv::Store& kv) : kv_(kv) {}

  // Its number.
  Task<Result<std::uint64_t>> add(Record record) {
    std::uint64_t number = 0;
    const auto row = encode(record);
    kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
      auto added = Record::kRows.add(in, row);
      if (!added) return pass_on(added);
      number = *added;
      return {};
    };
    auto written = co_await kv_.commit(NumberedRows::kShard, std::move(write));
    if (!written) co_return pass_on(written);
    co_return number;
  }

  // Newest first.
  Task<Result<std::vector<Record>>> list() {
    auto rows = co_await Record::kRows.list(kv_);
    if (!rows) co_return pass_on(rows);
    std::vector<Record> out;
    for (const auto& [number, bytes] : *rows) {
      auto one = Record::decode(number, bytes);
      if (!one) co_return pass_on(one);
      out.push_back(std::move(*one));
    }
    co_return out;
  }

  // `not_found` when it is not remembered.
  Task<Result<Record>> find(std::uint64_t number) {
    auto all = co_await list();
    if (!all) co_return pass_on(all);
    const auto at = std::ranges::find(*all, number, &Record::number);
    if (at == all->end()) co_return fail(Failure::not_found, std::string(Record::kNone));
    co_return std::move(*at);
  }

 private:
  kv::Store& kv_;
};

}  // namespace postern::admin
