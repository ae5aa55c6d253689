// Where service accounts log in.
#include "auth/service_account.h"

#include "auth/app_password.h"

namespace postern::auth {

using events::Cause;
using events::Service;

Cause fits(const directory::ServiceScope& scope, const Peer& peer, Time now) {
  const bool sends = peer.service == Service::submission || peer.service == Service::smtp;
  if (!sends || !comes_from(peer, scope.networks)) return Cause::not_permitted;
  return scope.expired(now) ? Cause::password_expired : Cause::none;
}

}  // namespace postern::auth
