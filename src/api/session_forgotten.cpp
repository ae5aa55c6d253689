// What is done about a forgotten password by who cannot log in: ask for a token, see what the new one has to be, set it.   H20
// Why a token does not hold is told to nobody, by whichever row it is shown.
#include <array>

#include "admin/password_facts.h"
#include "admin/words.h"
#include "api/lists.h"
#include "api/problem.h"
#include "api/session.h"
#include "auth/authenticator.h"

namespace postern::api {
namespace of_forgotten {
namespace {

using admin::Argument;
using admin::Kind;
using http::Response;

Task<Response> set(Visit v) {
  if (auto no = v.shut(Door::webmail)) co_return std::move(*no);
  if (!v.world.use_reset_token) co_return problem(503, "The server is starting");
  auto done = co_await v.world.use_reset_token(v.from, v.text("token"), Secret(v.text("password")));
  if (!done) co_return refusal(done.error());
  co_return Response{.status = 204};
}

Task<Response> policy(Visit v) {
  if (auto no = v.shut(Door::webmail)) co_return std::move(*no);
  if (!v.world.whose_reset_token) co_return problem(503, "The server is starting");
  auto account = co_await v.world.whose_reset_token(v.from, v.text("token"));
  if (!account) co_return refusal(account.error());
  co_return answer(admin::policy_facts(v.world, **account));
}

Task<Response> check(Visit v) {
  if (auto no = v.shut(Door::webmail)) co_return std::move(*no);
  if (!v.world.whose_reset_token) co_return problem(503, "The server is starting");
  auto account = co_await v.world.whose_reset_token(v.from, v.text("token"));
  if (!account) co_return refusal(account.error());
  const Secret password(v.text("password"));
  co_return answer(admin::strength_facts(v.world, **account, password.reveal()));
}

// Heard, and no more is said: to nobody, whoever there is.
Task<Response> ask(Visit v) {
  if (auto no = v.shut(Door::webmail)) co_return std::move(*no);
  if (!v.world.ask_reset) co_return problem(503, "The server is starting");
  co_await v.world.ask_reset(v.from, v.text("name"));
  co_return Response{.status = 204};
}

constexpr std::array kName{Argument{"name", Kind::text, true, false, "The account's address"}};
constexpr Argument kToken{"token", Kind::secret, true, false, "What `postern password reset-link` has made, or was sent"};
constexpr std::array kPolicy{kToken};
constexpr std::array kCheck{kToken, Argument{"password", Kind::secret, true, false, "What is to be looked at"}};
constexpr std::array kSet{kToken, Argument{"password", Kind::secret, true, false, "The new password"}};

using admin::Operation;
constexpr admin::Access kChanges = admin::changes(admin::Area::nobody);

constexpr std::array kRows{
    SessionRow{
        Operation{"password.set-forgotten", "Set a user's forgotten password anew, once, by a token; all his sessions end",
                  kChanges.heavy(), true, kSet, nullptr, "none"},
        Standing::stranger, set},
    SessionRow{Operation{"password.forgotten-policy", "What the password has to be that a token sets; the token stays good",
                         kChanges.heavy(), true, kPolicy, nullptr, "PasswordPolicy"},
               Standing::stranger, policy},
    SessionRow{
        Operation{"password.check-forgotten",
                  "How strong a password is that a token may set, and which rules it would break; nothing is set, and the "
                  "token stays good",
                  kChanges.heavy(), true, kCheck, nullptr, "{strength: number, broken: [{rule: text, text: text}]}"},
        Standing::stranger, check},
    SessionRow{Operation{"password.ask-reset",
                         "Ask for a token for a forgotten password; it goes to the account's recovery address, if it may",
                         kChanges.heavy(), true, kName, nullptr, "none"},
               Standing::stranger, ask},
};

}  // namespace
}  // namespace of_forgotten

std::span<const SessionRow> forgotten_rows() { return of_forgotten::kRows; }

}  // namespace postern::api
