// An aggregate report: who has sent mail in a domain's name, and what came of it.   RFC 9990, RFC 7489 §7.2
// Use: report.add(other) puts together what is of one domain;  text = report.text();  auto report = DmarcReport::read(xml);
// Promises: read() takes what somebody hostile wrote: a document type, entities of its own, depth and size beyond the limits are refused, rows
//   beyond kMostRows are left out and counted, text is printable and bounded; add() keeps to the same bounds.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace postern::reports {

inline constexpr std::size_t kMostRows = 2'000;  // of a report
inline constexpr std::size_t kMostResults = 20;  // of DKIM, and of SPF, of a row
inline constexpr std::size_t kMostReasons = 10;  // why a row's policy was not applied

// One method's word on one domain.
struct DmarcResult {
  std::string domain = {}, selector = {}, scope = {};  // the selector of DKIM, the scope of SPF: "mfrom" or "helo"
  std::string result = {};                             // "pass"
  std::string words = {};                              // for people
  friend bool operator==(const DmarcResult&, const DmarcResult&) = default;
};

struct DmarcReason {
  std::string type = {}, comment = {};  // "local_policy"
  friend bool operator==(const DmarcReason&, const DmarcReason&) = default;
};

// Messages of one kind: all but `count` is the same of each.
struct DmarcRow {
  std::string source;  // an IP address
  std::uint64_t count = 0;
  std::string disposition = {};     // "none", "quarantine" or "reject"; RFC 9990 has "pass" too
  std::string dkim = {}, spf = {};  // aligned, and passed: "pass" or "fail"
  std::vector<DmarcReason> reasons = {};
  std::string header_from = {}, envelope_from = {}, envelope_to = {};
  std::vector<DmarcResult> dkim_results = {}, spf_results = {};
  friend bool operator==(const DmarcRow&, const DmarcRow&) = default;
};

// What the domain asked for.
struct PublishedPolicy {
  std::string domain = {};
  std::string p = {}, sp = {}, np = {}, adkim = {}, aspf = {}, pct = {}, testing = {}, fo = {}, discovery = {};
  friend bool operator==(const PublishedPolicy&, const PublishedPolicy&) = default;
};

struct DmarcReport {
  std::string organization = {}, email = {}, contact = {}, id = {}, generator = {};
  Time begin = {}, end = {};
  std::vector<std::string> errors = {};
  PublishedPolicy published = {};
  std::vector<DmarcRow> rows = {};
  std::uint64_t left_out = 0;  // messages of rows that there was no room for

  // What the other has counted, and the policy that was published last. Whose report it is, and of when, stays.
  void add(const DmarcReport&);
  [[nodiscard]] std::string text() const;  // XML
  static Result<DmarcReport> read(std::string_view xml);
  friend bool operator==(const DmarcReport&, const DmarcReport&) = default;
};

}  // namespace postern::reports
