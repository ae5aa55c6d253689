// Running one operation on a stopped data folder.
#include "app/offline.h"

#include "admin/socket.h"
#include "app/bindings.h"
#include "app/parts.h"

namespace postern::app {

Result<boost::json::value> run_offline(const Boot& boot, std::string_view operation, const boost::json::object& arguments,
                                       const admin::Progress& progress) {
  LateSink events;
  auto parts = open_parts(boot, events);
  if (!parts) return pass_on(parts);
  auto world = (*parts)->world();
  auto done = admin::run_operation(world, operation, arguments, admin::Role::owner, progress);
  if (!done) return done;
  auto noted = write_bindings(boot, *(*parts)->settings.net.current());
  if (!noted) return pass_on(noted);
  return done;
}

}  // namespace postern::app
