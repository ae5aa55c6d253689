// What the running server says of itself, and what the store and the directory say.
#include "admin/server_status.h"

#include "audit/scarce.h"

namespace postern::admin {
namespace {

namespace json = boost::json;

json::object disk_of(const kv::Disk& disk) {
  return {{"free_bytes", disk.free},
          {"whole_bytes", disk.whole},
          {"least_bytes", disk.least},
          {"scarce", audit::is_scarce(disk.free, disk.whole)},
          {"low_since", disk.low_since ? rfc3339(*disk.low_since) : std::string()}};
}

}  // namespace

json::object server_status(const World& world, SessionId caller) {
  json::object out =
      world.status ? world.status(caller) : json::object{{"running", false}, {"accepts_mail", world.kv.accepts_writes()}};
  if (const auto disk = world.kv.disk(); disk.whole > 0) out["disk"] = disk_of(disk);
  const auto all = world.directory.snapshot();
  out["domains"] = all->domains().size();
  out["accounts"] = all->account_count();
  return out;
}

}  // namespace postern::admin
