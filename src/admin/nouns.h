// The files that hold operations: one noun a file. A new noun is added here and nowhere else.
#pragma once
#include <array>
#include <span>

#include "admin/operation.h"

namespace postern::admin {

std::span<const Operation> server_operations();
std::span<const Operation> domain_operations();
std::span<const Operation> account_operations();
std::span<const Operation> alias_operations();
std::span<const Operation> settings_operations();
std::span<const Operation> log_operations();
std::span<const Operation> certificate_operations();
std::span<const Operation> queue_operations();

inline constexpr std::array kNouns{&server_operations,   &domain_operations, &account_operations,     &alias_operations,
                                   &settings_operations, &log_operations,    &certificate_operations, &queue_operations};

}  // namespace postern::admin
