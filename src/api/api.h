// The administration API: the operations of admin/operation.h over HTTP, under /api/v1.
// Use: Api api({world, doorkeeper, time, names}, doors);  http::serve(stream, ..., {api, ...});  ...  api.stop();
// Promises: nobody is served whom the doorkeeper does not know, and nothing that may() does not allow; whoever may not call an
//   operation with any argument is told before his body is read, and who may not any more when it is there. Operations run on threads of their own, never on a reactor.
#pragma once
#include <expected>
#include <functional>
#include <memory>
#include <shared_mutex>
#include <string_view>

#include "admin/world.h"
#include "api/doorkeeper.h"
#include "api/entrance.h"
#include "api/live.h"
#include "api/replays.h"
#include "api/routes.h"
#include "api/settings.h"
#include "auth/hash_pool.h"
#include "base/locked.h"
#include "config/config.h"
#include "http/http.h"

namespace postern::api {

class Api final : public http::Site {
 public:
  struct Ports {
    admin::World& world;
    Doorkeeper& doorkeeper;
    const TimeSource& time;
    std::function<bool(std::string_view)> is_name;  // of this server, in lower case
  };

  Api(Ports, Doors);
  ~Api() override { stop(); }

  [[nodiscard]] bool is_called(std::string_view host, const IpAddress& local) const override;
  Task<http::Opened> open(const http::Request& request, const http::Client& client) override {
    return open(request, client, OpenDoors());
  }
  // At a listener that has not all of the doors: nobody gets in by another, whatever he shows.   H02
  Task<http::Opened> open(const http::Request&, const http::Client&, OpenDoors);
  [[nodiscard]] http::Response problem(std::uint16_t status, std::string_view why) const override;
  // Ends what is followed, and waits for it.
  void stop() { live_.stop(); }

 private:
  class Call;
  struct Work;

  std::optional<http::Response> turned_away(const http::Client&);
  static std::optional<http::Response> refused(const Found&, const admin::Visitor&);
  // Who calls, and which of the routes that there are for him, as things are now.
  struct Known {
    admin::Visitor visitor;
    Found found;
  };
  Task<std::expected<Known, http::Response>> known(const http::Request&, const auth::Peer& from);
  Task<http::Opened> open_to_stranger(const http::Request&, const http::Client&, OpenDoors, Found);
  Task<http::Opened> open_to_visitor(const http::Request&, const http::Client&, OpenDoors);
  void carry_out(Work&);
  void run(Work&);

  Ports ports_;
  Entrance entrance_;
  Locked<Replays> replays_;
  std::shared_mutex changes_;  // orders calls, guards no data: one with a precondition runs while no other changes anything
  Live live_;
  auth::HashPool threads_;  // the fair queue with a few threads; what it runs here are operations
};

}  // namespace postern::api
