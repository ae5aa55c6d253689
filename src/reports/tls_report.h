// A report on how TLS to the servers of a domain went.   RFC 8460 §4
// Use: report.add(other) puts together what is of one domain;  text = write(report);  auto report = TlsReport::read(text);
// Promises: read() takes what somebody hostile wrote: what is larger than it may be is refused or left out, text of his is printable and
//   bounded; add() keeps to the same bounds.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace postern::reports {

inline constexpr std::size_t kMostPolicies = 100;  // of a report; what is beyond is left out
inline constexpr std::size_t kMostDetails = 200;   // of a policy
inline constexpr std::size_t kMostLines = 100;     // of a policy's text

// What has failed, for which servers, how often. Two are of one kind when all but `sessions` is the same.
struct TlsFailure {
  std::string result = {};  // "certificate-expired": §4.3
  std::string sending_ip = {}, receiving_host = {}, receiving_helo = {}, receiving_ip = {};
  std::string information = {}, reason = {};
  std::uint64_t sessions = 0;
  friend bool operator==(const TlsFailure&, const TlsFailure&) = default;
};

// The sessions that were under one policy of a domain.
struct TlsPolicy {
  std::string type = {};  // "tlsa", "sts" or "no-policy-found"
  std::string domain = {};
  std::vector<std::string> text = {};   // its lines or TLSA records
  std::vector<std::string> hosts = {};  // patterns of MX names, of "sts"
  std::uint64_t successes = 0, failures = 0;
  std::vector<TlsFailure> details = {};
  friend bool operator==(const TlsPolicy&, const TlsPolicy&) = default;
};

struct TlsReport {
  std::string organization = {}, contact = {}, id = {};
  Time begin = {}, end = {};
  std::vector<TlsPolicy> policies = {};

  // What the other has counted. Whose report it is, and of when, stays.
  void add(const TlsReport&);
  [[nodiscard]] std::string text() const;  // JSON
  static Result<TlsReport> read(std::string_view json);
  friend bool operator==(const TlsReport&, const TlsReport&) = default;
};

}  // namespace postern::reports
