// What `postern audit --fix` changed, and what each thing was before, so that it can be taken back.
// Use: auto done = co_await mend(world, call, report.fixes());  co_await take_back(world, call, done->number);
// Promises: the record is durable before anything is changed. What somebody changed since is his, and is not taken back.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "admin/operation.h"
#include "admin/record_history.h"
#include "admin/settings_store.h"
#include "audit/fixes.h"
#include "base/ids.h"

namespace postern::admin {

struct Mending {
  static constexpr std::size_t kKept = 100;
  static constexpr NumberedRows kRows{"F/", kKept};
  static constexpr std::string_view kNone = "There is no such mending: postern audit mendings lists them";
  static Result<Mending> decode(std::uint64_t number, std::string_view);

  enum class What : std::uint8_t { setting, domain, mode };
  struct Row {
    What what = What::setting;
    DomainId domain;            // of a domain's setting
    std::string of;             // the domain's name at that time, or the path
    std::string setting;        // its key; empty for a mode
    std::string before, after;  // a mode in octal

    friend bool operator==(const Row&, const Row&) = default;
  };

  std::uint64_t number = 0;
  Author by;
  std::vector<Row> rows;
};

std::string encode(const Mending&);
std::string_view name(Mending::What);

using Mendings = RecordHistory<Mending>;

// What of the fixes changes something; with number 0 when nothing does. One that is refused leaves the later ones undone.
Task<Result<Mending>> mend(World&, const Call&, audit::Fixes);

struct TakenBack {
  Mending done;  // as another one, so that it can be taken back as well
  std::vector<Mending::Row> changed_since;
};
Task<Result<TakenBack>> take_back(World&, const Call&, std::uint64_t number);

}  // namespace postern::admin
