// Making and using the token of the first owner.
#include "admin/first_owner.h"

#include <utility>

#include "admin/administrators.h"
#include "auth/mac.h"
#include "base/codec.h"
#include "base/text.h"
#include "events/table.h"
#include "guard/guard.h"

namespace postern::admin {
namespace {

constexpr std::string_view kFirstOwnerKey = "Y first owner";
constexpr kv::Shard kFirstOwnerShard{0};
constexpr std::size_t kFirstTokenSize = 32;
constexpr std::uint8_t kFirstTokenVersion = 1;

struct StoredToken {
  std::string hash;
  Time expires;
};

std::string encode_token(const StoredToken& s) {
  return Encoder().u8(kFirstTokenVersion).raw(s.hash).zigzag(s.expires.ms).take();
}

// What cannot be read lets nobody in.
StoredToken decode_token(std::string_view bytes) {
  Decoder in(bytes);
  if (in.u8() != kFirstTokenVersion) return {};
  StoredToken out;
  out.hash = std::string(in.raw(auth::kSha256Size));
  out.expires = Time{in.zigzag()};
  return in.done() ? out : StoredToken{};
}

bool is_administered(const World& world) { return !world.administrators.roster()->administrators.empty(); }

std::unexpected<Error> link_refused() {
  return fail(Failure::denied, "This link does not hold: it is good once, and for a day");
}

Task<Result<bool>> token_holds(World& world, std::string token) {
  auto stored = co_await world.kv.get(kv::Family::meta, std::string(kFirstOwnerKey));
  if (!stored) co_return pass_on(stored);
  const auto known = decode_token(stored->value_or(""));
  const bool same = equal_in_constant_time(known.hash, auth::sha256(token));
  co_return same && !is_administered(world) && world.time.now() < known.expires;
}

// Each wrong token is another guess.
Task<void> record_guess(World& world, auth::Peer peer, std::string token) {
  events::SecurityEvent e;
  e.at = world.time.now();
  e.signal = events::Signal::login;
  e.service = events::Service::admin;
  e.cause = events::Cause::wrong_password;
  e.tls = peer.tls;
  e.session = peer.session;
  e.ip = peer.ip;
  const auto hash = auth::sha256(token);
  e.credential = Decoder(hash).big64();
  world.guard.record(std::move(e));
  co_await world.guard.settle();
}

Task<Result<void>> forget_token(World& world) {
  kv::Intent erase = [](kv::Transaction& in) -> Result<void> {
    in.erase(kv::Family::meta, kFirstOwnerKey);
    return {};
  };
  co_return co_await world.kv.commit(kFirstOwnerShard, std::move(erase), kv::Durability::synced, kv::Purpose::shrink);
}

Administrator first_owner_of(const auth::Peer& peer, std::string name, std::string sealed, Time now) {
  Administrator out{.name = std::move(name),
                    .roles = {Role::owner},
                    .created = now,
                    .password = std::move(sealed),
                    .password_changed = now,
                    .rules = {{IpNetwork::parse("127.0.0.0/8").value(), "this server"},
                              {IpNetwork::parse("::1/128").value(), "this server"}}};
  const IpAddress from{peer.ip};
  if (!from.is_loopback()) out.rules.push_back({IpNetwork(from, 128), "where the server was set up from"});
  return out;
}

}  // namespace

Task<Result<Secret>> make_first_link(World& world) {
  if (is_administered(world)) co_return fail(Failure::conflict, "There is an administrator already");
  Secret token(to_hex(world.random.bytes(kFirstTokenSize)));
  const StoredToken fresh{auth::sha256(token.reveal()), world.time.now() + kFirstLinkHolds};
  kv::Intent put = [&](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, kFirstOwnerKey, encode_token(fresh));
    return {};
  };
  auto done = co_await world.kv.commit(kFirstOwnerShard, std::move(put));
  if (!done) co_return pass_on(done);
  co_return token;
}

namespace {

Task<Result<void>> judge_token(World& world, auth::Peer peer, std::string token) {
  auto good = co_await token_holds(world, token);
  if (!good) co_return pass_on(good);
  if (*good) co_return Result<void>{};
  co_await record_guess(world, std::move(peer), std::move(token));
  co_return link_refused();
}

}  // namespace

// Where no token holds any more none can be guessed: who opens a used link again and again is no attacker.
Task<Result<void>> may_make_first_owner(World& world, auth::Peer peer, std::string token) {
  if (is_administered(world)) co_return link_refused();
  co_return co_await judge_token(world, std::move(peer), std::move(token));
}

Task<Result<void>> make_first_owner(World& world, auth::Peer peer, std::string token, std::string name, Secret password) {
  auto may = co_await judge_token(world, peer, std::move(token));
  if (!may) co_return may;
  if (auto fits = check_name(name); !fits) co_return fits;
  auto sealed = co_await world.administrators.sealed_password(name, std::move(password));
  if (!sealed) co_return pass_on(sealed);
  const auto owner = first_owner_of(peer, name, std::move(*sealed), world.time.now());
  const auto put = [&](Roster& all) -> Result<void> {
    if (!all.administrators.empty()) return link_refused();  // of two who use it at once, one
    all.administrators.push_back(owner);
    return {};
  };
  auto done = co_await world.administrators.change(put);
  world.events.write(events::Event::administrator_acted, peer.session,
                     {{events::Key::who, name},
                      {events::Key::name, std::string_view("first-owner.make")},
                      {events::Key::text, name},
                      {events::Key::reason, done ? std::string_view("done") : postern::name(done.error().kind)}});
  if (!done) co_return done;
  auto forgotten = co_await forget_token(world);
  ignore(forgotten, "a token opens nothing any more, now that there is an owner");
  co_return Result<void>{};
}

}  // namespace postern::admin
