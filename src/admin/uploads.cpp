// The list of the settings, asked for each name.
#include "admin/uploads.h"

#include <fmt/format.h>

#include "admin/world.h"
#include "attachments/extensions.h"
#include "attachments/settings.h"

namespace postern::admin {
namespace {

constexpr std::size_t kLongestFileName = 255;  // octets, as file systems have it

}  // namespace

Result<void> take_files(const World& world, const json::object& arguments) {
  const auto* names = arguments.if_contains(kFileNames.name);
  if (!names) return {};
  const attachments::ExtensionList listed(world.attachments.current()->uploads);
  for (const auto& name : names->as_array()) {
    if (name.as_string().size() > kLongestFileName)
      return fail_argument(kFileNames.name, fmt::format("The name of a file may have at most {} bytes", kLongestFileName));
    if (const auto end = listed.found_in(name.as_string()); !end.empty())
      return fail_argument(kFileNames.name, fmt::format("Files whose names end in .{} are not taken here: "
                                                        "choose another, or change attachments.uploads",
                                                        end));
  }
  return {};
}

}  // namespace postern::admin
