// Acting in a user's name: for a reason, for a while, and he is told (H09).
#include "admin/impersonate.h"

#include "admin/people_pages.h"
#include "admin/user_sessions.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"

namespace postern::admin {
namespace {

struct Told {
  std::string administrator, reason;
  Time until;
};

Said if_unknown() { return written<"If you do not know of a reason, ask the people that you know.">(); }

Writing text_of(const Told& told) {
  return {
      written<"An administrator has opened your account">(),
      {written<"An administrator, {}, has opened your account, and can look at what you see there until\n{}.">(
           told.administrator, told.until),
       written<"The reason that was given: {}">(told.reason),
       written<"Your password, your second factor and your application passwords cannot be changed by it.">(), if_unknown()}};
}

// Whether he is told: his domain may have it otherwise, and a mailbox may be full. The log knows in any case.
Task<bool> tell_him(World& world, std::shared_ptr<const directory::Account> account, Writing what) {
  const auto all = world.directory.snapshot();
  const auto home = all->domain(account->domain);
  if (!home || !home->settings.tell_impersonation || !world.write_to) co_return false;
  auto sent = co_await world.write_to(all->address_of(*account), std::move(what), account->id);
  co_return sent.has_value();
}

}  // namespace

Task<Result<json::value>> impersonate(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  if (!world.users) co_return fail(Failure::unavailable, "The server is not running");
  const auto reason = call.text("reason");
  auto granted = world.users->begin_as(call.caller, **account, reason);
  if (!granted) co_return pass_on(granted);
  auto what = text_of({call.caller.name, reason, granted->until});
  const bool told = co_await tell_him(world, *account, std::move(what));
  co_return json::object{{"token", std::string(granted->token.reveal())},
                         {"pages", people_pages(world)},
                         {"expires", rfc3339(granted->until)},
                         {"told", told}};
}

Task<void> tell_of_way_in(World& world, const Call& call, std::shared_ptr<const directory::Account> account, Said way) {
  ByAnother what{written<"An administrator has made a way into your account">(),
                 written<"has made {} that opens your account">(std::move(way)),
                 {written<"What it is for, as was said: {}">(printable(call.text("label"), kLongestReason)),
                  written<"Whoever has it can get at your mail until it is taken away.">()}};
  co_await tell_owner(world, call, std::move(account), std::move(what));
}

Task<void> tell_owner(World& world, const Call& call, std::shared_ptr<const directory::Account> account, ByAnother what) {
  if (call.caller.account == account->id) co_return;
  Writing letter{std::move(what.subject),
                 {written<"An administrator, {}, {}, on {}.">(call.caller.name, std::move(what.act), world.time.now())}};
  letter.paragraphs.insert(letter.paragraphs.end(), what.follows.begin(), what.follows.end());
  letter.paragraphs.push_back(if_unknown());
  co_await tell_him(world, std::move(account), std::move(letter));
}

}  // namespace postern::admin
