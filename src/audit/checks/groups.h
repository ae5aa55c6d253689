// The files that hold checks, one group a file. A further group is added here and nowhere else.
#pragma once
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "audit/check.h"

namespace postern::audit {

// Adds its checks.
using AddChecks = void (*)(const Subject&, std::vector<Check>&);

void settings_checks(const Subject&, std::vector<Check>&);
void ids_checks(const Subject&, std::vector<Check>&);
void relay_checks(const Subject&, std::vector<Check>&);
void listener_checks(const Subject&, std::vector<Check>&);
void certificate_checks(const Subject&, std::vector<Check>&);
void account_checks(const Subject&, std::vector<Check>&);
void dns_checks(const Subject&, std::vector<Check>&);
void file_checks(const Subject&, std::vector<Check>&);
void process_checks(const Subject&, std::vector<Check>&);
void system_checks(const Subject&, std::vector<Check>&);

inline constexpr std::array<AddChecks, 10> kGroups{settings_checks,    ids_checks,     relay_checks, listener_checks,
                                                   certificate_checks, account_checks, dns_checks,   file_checks,
                                                   process_checks,     system_checks};

// A check that is the same on every server: a row of its group's table.
struct FixedCheck {
  std::string_view id;
  Severity severity;
  std::string_view title, why, what_to_do;
  Outcome (*run)(const Subject&);
};
void add_fixed(Group, std::span<const FixedCheck>, std::vector<Check>&);

}  // namespace postern::audit
