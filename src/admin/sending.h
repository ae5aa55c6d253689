// Sending what has been collected for other domains, by hand.
#pragma once
#include <array>

#include "admin/operation.h"
#include "admin/world.h"

namespace postern::admin {

inline constexpr std::array kSendArguments{
    Argument{"day", Kind::text, false, false, "Up to which day, as 2026-11-25; yesterday when none is given"}};

Task<Result<json::value>> send_reports(World&, const Call&, ReportKind);

}  // namespace postern::admin
