// Passkeys over HTTP: what a browser's navigator.credentials asks for and answers, octets as base64url.   H10
#include <array>
#include <optional>

#include "admin/administrators.h"
#include "admin/user_passkeys.h"
#include "admin/user_sessions.h"
#include "admin/words.h"
#include "api/lists.h"
#include "api/problem.h"
#include "api/session.h"
#include "auth/base64url.h"
#include "auth/mac.h"
#include "auth/webauthn.h"
#include "directory/directory.h"

namespace postern::api {
namespace by_passkey {
namespace {

namespace json = boost::json;
using admin::Argument;
using admin::Kind;
using auth::to_base64url;
using http::Response;

// Host is one of our own names here; a browser comes over TLS, if need be to a proxy before us.
auth::WebauthnSite site_of(const Visit& v) { return {std::string(v.host), "https://" + std::string(v.authority)}; }

Error not_octets() { return fail(Failure::invalid, "The parts of a passkey are base64url without padding").error(); }

// Takes arguments as octets, and remembers whether all of them were.
class Octets {
 public:
  explicit Octets(const Visit& v) : visit_(v) {}
  std::string operator[](std::string_view name) {
    auto bytes = auth::from_base64url(visit_.text(name));
    good_ = good_ && bytes && !bytes->empty() && bytes->size() <= auth::kLongestWebauthnPart;
    return bytes.value_or(std::string());
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  const Visit& visit_;
  bool good_ = true;
};

Result<admin::PasskeyAnswer> answer_in(const Visit& v) {
  Octets in(v);
  admin::PasskeyAnswer out{.site = site_of(v),
                           .challenge = in["challenge"],
                           .credential = in["credential"],
                           .client_data = in["client_data"],
                           .authenticator_data = in["authenticator_data"],
                           .signature = in["signature"]};
  if (!in.good()) return std::unexpected(not_octets());
  return out;
}

std::optional<Failure> failure_of(const auto& done) { return done ? std::nullopt : std::optional(done.error().kind); }

const admin::Administrator* administrator_of(const Visit& v, const admin::Roster& all) {
  return all.find(v.visitor.caller.name);
}

bool is_of_user(const Visit& v) { return v.visitor.caller.account.has_value(); }

// Of a user or an administrator, as the pages show them.
template <class Passkey>
json::object describe(const Passkey& p, std::string_view id) {
  return {{"id", to_base64url(id)},
          {"label", p.label},
          {"added", rfc3339(p.added)},
          {"last_used", p.used.ms == 0 ? json::value() : json::value(rfc3339(p.used))}};
}

Task<Result<json::array>> passkeys_of(const Visit& v) {
  json::array out;
  if (!is_of_user(v)) {
    const auto all = v.world.administrators.roster();
    if (const auto* a = administrator_of(v, *all))
      for (const auto& p : a->passkeys) out.push_back(describe(p, p.key.id));
    co_return out;
  }
  auto all = co_await v.world.directory.passkeys(*v.visitor.caller.account);
  if (!all) co_return pass_on(all);
  for (const auto& p : all->list) out.push_back(describe(p, p.id));
  co_return out;
}

// As that is done by who calls, a user or an administrator. Recovery codes are a user's.
Task<Result<std::vector<Secret>>> add_his(const Visit& v, admin::NewPasskey wanted) {
  if (is_of_user(v)) co_return co_await admin::add_user_passkey(v.world, v.visitor, std::move(wanted));
  auto done = co_await v.world.administrators.add_passkey(v.from, v.visitor, std::move(wanted));
  if (!done) co_return pass_on(done);
  co_return std::vector<Secret>();
}
Task<Result<void>> remove_his(const Visit& v, std::string id) {
  if (is_of_user(v)) co_return co_await admin::remove_user_passkey(v.world, v.visitor, std::move(id));
  co_return co_await v.world.administrators.remove_passkey(v.visitor, std::move(id));
}
Task<Result<void>> prove_him(const Visit& v, admin::PasskeyAnswer said) {
  if (is_of_user(v)) co_return co_await v.world.users->prove_by_passkey(v.visitor, std::move(said));
  co_return co_await v.world.administrators.refresh_by_passkey(v.from, v.visitor, std::move(said));
}

Task<Response> challenge(Visit v) {
  co_return answer(json::object{{"challenge", to_base64url(v.world.administrators.passkey_challenge())}, {"site", v.host}});
}

Task<Response> log_in(Visit v) {
  auto said = answer_in(v);
  if (!said) co_return problem(said.error());
  const auto owner = co_await v.world.directory.passkey_owner(said->credential);
  const bool is_user = v.world.users && owner;
  if (auto no = v.shut(is_user ? Door::webmail : Door::console)) co_return std::move(*no);
  if (is_user) {
    auto user = co_await v.world.users->login_with_passkey(v.from, std::move(*said), v.agent);
    co_return entered(v, user);
  }
  auto entry = co_await v.world.administrators.login_with_passkey(v.from, std::move(*said), v.agent);
  co_return entered(v, entry);
}

// The handle tells the authenticator whose passkey it keeps; it is not the name, for it may be shown to others.
Task<Response> own_challenge(Visit v) {
  auto passkeys = co_await passkeys_of(v);
  if (!passkeys) co_return problem(passkeys.error());
  json::array known;
  for (const auto& one : *passkeys) known.push_back(one.at("id"));
  co_return answer(json::object{
      {"challenge", to_base64url(v.world.administrators.passkey_challenge(&v.visitor))},
      {"site", v.host},
      {"name", v.visitor.caller.name},
      {"user_handle", to_base64url(auth::sha256((is_of_user(v) ? "user " : "administrator ") + v.visitor.caller.name))},
      {"passkeys", std::move(known)}});
}

Task<Response> list(Visit v) {
  auto all = co_await passkeys_of(v);
  if (!all) co_return problem(all.error());
  co_return answer(std::move(*all));
}

Task<Response> add(Visit v) {
  Octets in(v);
  admin::NewPasskey wanted{.site = site_of(v),
                           .challenge = in["challenge"],
                           .client_data = in["client_data"],
                           .attestation = in["attestation"],
                           .label = v.text("label")};
  if (!in.good()) co_return problem(not_octets());
  auto codes = co_await add_his(v, std::move(wanted));
  tell(v, "session.add-passkey", failure_of(codes));
  if (!codes) co_return problem(codes.error());
  if (is_of_user(v)) v.world.users->showed_code(v.visitor.caller.session);
  json::array shown;
  for (const auto& code : *codes) shown.emplace_back(std::string(code.reveal()));
  co_return answer(json::object{{"recovery_codes", std::move(shown)}});
}

Task<Response> remove(Visit v) {
  Octets in(v);
  auto id = in["id"];
  if (!in.good()) co_return problem(404, "There is no such passkey");
  auto done = co_await remove_his(v, std::move(id));
  tell(v, "session.remove-passkey", failure_of(done));
  if (!done) co_return problem(done.error());
  co_return Response{.status = 204};
}

Task<Response> prove(Visit v) {
  auto said = answer_in(v);
  if (!said) co_return problem(said.error());
  auto done = co_await prove_him(v, std::move(*said));
  if (!done) co_return problem(done.error());
  co_return Response{.status = 204};
}

constexpr Argument kChallenge{"challenge", Kind::text, true, false, "The one that was asked for, base64url"};
constexpr Argument kClientData{"client_data", Kind::text, true, false, "response.clientDataJSON, base64url"};
constexpr std::array kAnswer{kChallenge, Argument{"credential", Kind::text, true, false, "rawId, base64url"}, kClientData,
                             Argument{"authenticator_data", Kind::text, true, false, "response.authenticatorData, base64url"},
                             Argument{"signature", Kind::text, true, false, "response.signature, base64url"}};
constexpr std::array kNew{kChallenge, kClientData,
                          Argument{"attestation", Kind::text, true, false, "response.attestationObject, base64url"},
                          Argument{"label", Kind::text, true, false, "What you call it, such as \"key on my desk\""}};
constexpr std::array kId{Argument{"id", Kind::text, true, true, "As the list shows it"}};

using admin::Operation;
constexpr admin::Access kLooks = admin::reads(admin::Area::nobody), kChanges = admin::changes(admin::Area::nobody);

constexpr std::array kRows{
    SessionRow{Operation{"session.passkey-challenge",
                         "Get what a passkey has to sign to log in",
                         kChanges,
                         true,
                         {},
                         nullptr,
                         "PasskeyChallenge"},
               Standing::stranger, challenge},
    SessionRow{Operation{"session.log-in-by-passkey", "Log in by a passkey alone, and get the cookie of a session",
                         kChanges.heavy(), true, kAnswer, nullptr, "Session"},
               Standing::stranger, log_in},
    SessionRow{Operation{"session.own-challenge",
                         "Get what a new passkey, or one to prove yourself by, has to sign",
                         kChanges.also_enrolling(),
                         true,
                         {},
                         nullptr,
                         "OwnPasskeyChallenge"},
               Standing::session, own_challenge, Users::also},
    SessionRow{Operation{"session.passkeys", "List your passkeys", kLooks, true, {}, nullptr, "[Passkey]"}, Standing::session,
               list, Users::also_in_his_name},
    SessionRow{
        Operation{
            "session.add-passkey",
            "Add a passkey; an administrator's first one makes the session a full one, a user's comes with recovery codes",
            kChanges.also_enrolling(), true, kNew, nullptr, "{recovery_codes: [text]}"},
        Standing::session, add, Users::proven},
    SessionRow{Operation{"session.remove-passkey", "Remove one of your passkeys", kChanges, true, kId, nullptr, "none"},
               Standing::enrolled, remove, Users::proven},
    SessionRow{Operation{"session.prove-by-passkey", "Show a passkey again, before what only who did so lately may do",
                         kChanges, true, kAnswer, nullptr, "none"},
               Standing::enrolled, prove, Users::also},
};

}  // namespace
}  // namespace by_passkey

std::span<const SessionRow> passkey_rows() { return by_passkey::kRows; }

}  // namespace postern::api
