// The list of the settings, asked for each name.
#include "admin/uploads.h"

#include <fmt/format.h>

#include "admin/world.h"
#include "attachments/policy.h"

namespace postern::admin {

Result<void> take_files(const World& world, const json::object& arguments) {
  const auto* names = arguments.if_contains(kFileNames.name);
  if (!names) return {};
  const auto settings = world.attachments.current();
  for (const auto& name : names->as_array())
    if (const auto end = attachments::not_uploaded(*settings, name.as_string()); !end.empty())
      return fail_argument(kFileNames.name, fmt::format("Files whose names end in .{} are not taken here", end));
  return {};
}

}  // namespace postern::admin
