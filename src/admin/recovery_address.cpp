// Checking, proposing, confirming and telling of recovery addresses.
#include "admin/recovery_address.h"

#include <algorithm>

#include "admin/words.h"
#include "auth/mac.h"
#include "auth/owned_token.h"
#include "auth/password_reset.h"
#include "auth/sealer.h"
#include "base/text.h"
#include "events/table.h"

namespace postern::admin {
namespace {

using directory::Recovery;
using events::Key;

constexpr std::chrono::minutes kLifeOfProposal{60};

std::string tag_of(const World& world, std::string_view token) {
  return auth::hmac_sha256(world.sealer.derive("tags of recovery addresses").reveal(), token);
}

// Who cannot get into the account cannot read what is sent into it.
Result<address::Mailbox> checked(const World& world, const directory::Account& account, const std::string& text) {
  if (account.service) return fail(Failure::invalid, "A service account's password is made, and cannot be forgotten");
  auto mailbox = mailbox_of(text);
  if (!mailbox) return mailbox;
  const auto found = world.directory.resolve(*mailbox);
  using directory::Verdict;
  if (std::ranges::any_of(found.accounts, [&](const auto& t) { return t.account == account.id; }))
    return fail(Failure::invalid, "Mail to this address comes into the account itself: name one elsewhere");
  if (found.verdict != Verdict::deliver && found.verdict != Verdict::elsewhere)
    return fail(Failure::invalid, "Nobody here has this address");
  return mailbox;
}

struct Change {
  std::string who, before, after;
};

Task<void> tell(World& world, AccountPointer account, Change change) {
  const auto own = world.directory.snapshot()->address_of(*account);
  world.events.write(
      events::Event::recovery_address_changed, {},
      {{Key::who, change.who}, {Key::account, own.text()}, {Key::before, change.before}, {Key::after, change.after}});
  if (!world.write_to) co_return;
  const auto shown = [](const std::string& where) { return where.empty() ? written<"nowhere">() : Said::value(where); };
  Writing what{written<"Your recovery address was changed">(),
               {written<"Where you are reached when you have forgotten your password was changed by {}.">(change.who),
                written<"Before: {}\nNow:    {}">(shown(change.before), shown(change.after)),
                written<"If that is wrong, tell the people who run this server.">()}};
  auto told = co_await world.write_to(own, std::move(what), account->id);
  ignore(told, "delivery says itself what it could not do, and the log knows");
}

}  // namespace

Task<Result<void>> set_recovery_address(World& world, AccountPointer account, std::string who, std::string address) {
  Result<address::Mailbox> mailbox = address::Mailbox{};
  if (!address.empty()) mailbox = checked(world, *account, address);
  if (!mailbox) co_return pass_on(mailbox);
  std::string before;
  const auto change = [&](Recovery& r) -> Result<void> {
    before = r.mailbox.text();
    r.mailbox = *mailbox;
    r.proposed = {};
    r.tag.clear();
    return {};
  };
  auto done = co_await world.directory.change_recovery(account->id, change);
  if (!done) co_return done;
  if (before != mailbox->text()) {
    Change what{std::move(who), std::move(before), mailbox->text()};
    co_await tell(world, account, std::move(what));
  }
  co_return Result<void>{};
}

Task<Result<void>> propose_recovery_address(World& world, AccountPointer account, std::string address) {
  auto mailbox = checked(world, *account, address);
  if (!mailbox) co_return pass_on(mailbox);
  if (!world.write_to) co_return fail(Failure::unavailable, "The server is not running");
  const auto token = auth::draw_owned_token(world.random, account->id);
  const auto now = world.time.now();
  const auto change = [&](Recovery& r) -> Result<void> {
    if (!r.take_mail(now, auth::PasswordResets::kMostMailADay))
      return fail(Failure::conflict, "There was enough mail to recovery addresses today: try again tomorrow");
    r.proposed = *mailbox;
    r.tag = tag_of(world, token.reveal());
    r.proposal_expires = now + kLifeOfProposal;
    return {};
  };
  auto done = co_await world.directory.change_recovery(account->id, change);
  if (!done) co_return done;
  const auto own = world.directory.snapshot()->address_of(*account).text();
  Writing what{written<"Your recovery address">(),
               {written<"{} wants to be reached here when the password is forgotten. If that is you, give this token where you "
                        "have named this address, until {}:">(own, now + kLifeOfProposal),
                Said::value("    " + std::string(token.reveal())), written<"If it is not, do nothing.">()}};
  co_return co_await world.write_to(*mailbox, std::move(what), account->id);
}

Task<Result<void>> confirm_recovery_address(World& world, AccountPointer account, std::string who, std::string token) {
  const auto now = world.time.now();
  Change what{std::move(who), {}, {}};
  const auto change = [&](Recovery& r) -> Result<void> {
    const bool holds = !r.tag.empty() && equal_in_constant_time(r.tag, tag_of(world, token)) && now < r.proposal_expires;
    if (!holds) return fail(Failure::denied, "The token does not hold: name the address again");
    what.before = r.mailbox.text();
    what.after = r.proposed.text();
    r.mailbox = std::exchange(r.proposed, {});
    r.tag.clear();
    return {};
  };
  auto done = co_await world.directory.change_recovery(account->id, change);
  if (done) co_await tell(world, account, std::move(what));
  co_return done;
}

}  // namespace postern::admin
