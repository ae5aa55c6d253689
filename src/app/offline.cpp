// Running one operation on a stopped data folder.
#include "app/offline.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "admin/operation.h"
#include "admin/socket.h"
#include "app/bindings.h"
#include "app/parts.h"
#include "app/reach.h"
#include "app/system_user.h"

namespace postern::app {
namespace {

// While it lives, root is the server's own user: what an operation makes must be the server's to read and to change.
class ServersUser {
 public:
  ServersUser() = default;
  ServersUser(const ServersUser&) = delete;
  ServersUser& operator=(const ServersUser&) = delete;
  ~ServersUser() {
    umask(mask_);
    if (!changed_) return;
    ignore(seteuid(0) == 0 && setegid(0) == 0, "without root again, what root wants next fails and says so");
  }

  Result<void> become(const std::string& name) {
    if (getuid() != 0 || name.empty()) return {};
    auto user = find_user(name);
    if (!user) return pass_on(user);
    changed_ = true;
    if (setegid(user->gid) != 0 || seteuid(user->uid) != 0)
      return fail(Failure::denied, "Cannot become user " + name, std::strerror(errno));
    return {};
  }

 private:
  bool changed_ = false;
  mode_t mask_ = umask(0077);
};

}  // namespace

Result<boost::json::value> run_offline(const Boot& boot, std::string_view operation, const boost::json::object& arguments,
                                       const admin::Progress& progress) {
  ServersUser user;
  if (auto done = user.become(boot.user); !done) return pass_on(done);
  LateSink events;
  auto parts = open_parts(boot, events, Purpose::one_operation);
  if (!parts) return pass_on(parts);
  auto world = (*parts)->world();
  Result<void> noted;
  const auto follow = [&](const NetSettings& changed) { noted = note_bindings(boot, changed); };
  const auto following = (*parts)->settings.net.observe(follow);
  const Reach reach(**parts);
  auto done = admin::run_operation(world, operation, arguments, admin::owner("local"), progress);
  if (done && !noted) return pass_on(noted);
  return done;
}

}  // namespace postern::app
