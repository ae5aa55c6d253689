// A domain is answered once it has its keys: whoever made it reads at once which records the DNS is to have.
#include "admin/new_domain.h"

#include "admin/domain_settings.h"
#include "admin/world.h"
#include "signing/keyring.h"

namespace postern::admin {

Task<Result<DomainId>> make_domain(World& world, const Caller& caller, address::Domain name) {
  auto begins = settings_of_new(world, caller, name);
  if (!begins) co_return pass_on(begins);
  auto made = co_await world.directory.create_domain(std::move(name), std::move(*begins));
  if (!made) co_return made;
  const auto keys = co_await world.keyring.begin(*made);
  ignore(keys.has_value(), "the domain is there; the clock makes them, and tells what is in the way");
  co_return made;
}

}  // namespace postern::admin
