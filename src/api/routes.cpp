// The table of routes, and how a path is found in it.
#include "api/routes.h"

#include <algorithm>
#include <array>

#include "base/units.h"

namespace postern::api {
namespace {

using http::Method;

constexpr std::size_t kSmall = 16 * 1024;
constexpr std::size_t kPasskey = 64 * 1024;
constexpr std::size_t kFile = 256 * 1024;

constexpr std::string_view kSetting = "/api/v1/settings/{key}";

constexpr std::array kRoutes{
    Route{Method::get, kDocument, ""},

    Route{Method::post, "/api/v1/session", "session.log-in", kSmall},
    Route{Method::get, "/api/v1/session", "session.show"},
    Route{Method::remove, "/api/v1/session", "session.log-out"},
    Route{Method::post, "/api/v1/session/in-his-name", "session.enter", kSmall},
    Route{Method::post, "/api/v1/session/second-factor", "session.begin-second-factor", kSmall},
    Route{Method::put, "/api/v1/session/second-factor", "session.confirm-second-factor", kSmall},
    Route{Method::post, "/api/v1/session/proof", "session.prove", kSmall},
    Route{Method::post, "/api/v1/session/passkey-challenge", "session.passkey-challenge", kSmall},
    Route{Method::post, "/api/v1/session/by-passkey", "session.log-in-by-passkey", kPasskey},
    Route{Method::post, "/api/v1/session/own-challenge", "session.own-challenge", kSmall},
    Route{Method::get, "/api/v1/session/passkeys", "session.passkeys"},
    Route{Method::post, "/api/v1/session/passkeys", "session.add-passkey", kPasskey},
    Route{Method::remove, "/api/v1/session/passkeys/{id}", "session.remove-passkey"},
    Route{Method::post, "/api/v1/session/proof-by-passkey", "session.prove-by-passkey", kPasskey},
    Route{Method::post, "/api/v1/session/proof-by-password", "session.prove-by-password", kSmall},
    Route{Method::put, "/api/v1/session/own-password", "session.set-password", kSmall},
    Route{Method::put, "/api/v1/session/own-second-factor", "session.turn-on-second-factor", kSmall},
    Route{Method::get, "/api/v1/session/all", "session.list"},
    Route{Method::remove, "/api/v1/session/all", "session.end-others"},
    Route{Method::remove, "/api/v1/session/all/{id}", "session.end"},
    Route{Method::post, "/api/v1/first-owner", "first-owner.make", kSmall},
    Route{Method::post, "/api/v1/first-owner/policy", "first-owner.policy", kSmall},
    Route{Method::post, "/api/v1/first-owner/check", "first-owner.check", kSmall},
    Route{Method::post, "/api/v1/forgotten-password", "password.set-forgotten", kSmall},
    Route{Method::post, "/api/v1/forgotten-password/policy", "password.forgotten-policy", kSmall},
    Route{Method::post, "/api/v1/forgotten-password/check", "password.check-forgotten", kSmall},
    Route{Method::post, "/api/v1/session/reset-request", "password.ask-reset", kSmall},
    Route{Method::post, "/api/v1/session/recovery-address", "session.propose-recovery-address", kSmall},
    Route{Method::put, "/api/v1/session/recovery-address", "session.confirm-recovery-address", kSmall},

    Route{Method::get, "/api/v1/server", "server.status"},
    Route{Method::get, "/api/v1/server/diagnostics", "server.diagnostics"},
    Route{Method::post, "/api/v1/server/test-message", "server.test-message", kSmall},
    Route{Method::post, "/api/v1/server/plan", "server.apply", 16_MiB},

    Route{Method::get, "/api/v1/domains", "domain.list", 0, "name"},
    Route{Method::post, "/api/v1/domains", "domain.create", kSmall},
    Route{Method::get, "/api/v1/domains/{name}", "domain.show"},
    Route{Method::patch, "/api/v1/domains/{name}", "domain.update", kSmall},
    Route{Method::remove, "/api/v1/domains/{name}", "domain.delete"},
    Route{Method::post, "/api/v1/domains/{name}/names", "domain.add-name", kSmall},
    Route{Method::remove, "/api/v1/domain-names/{other_name}", "domain.remove-name"},
    Route{Method::get, "/api/v1/domains/{name}/dns", "domain.dns"},
    Route{Method::get, "/api/v1/domains/{name}/health", "domain.health"},
    Route{Method::get, "/api/v1/domains/{name}/counts", "domain.counts"},
    Route{Method::get, "/api/v1/domains/{domain}/dkim", "dkim.show"},
    Route{Method::post, "/api/v1/domains/{domain}/dkim", "dkim.rotate", kSmall},
    Route{Method::post, "/api/v1/domains/{domain}/dkim/check", "dkim.check", kSmall},
    Route{Method::get, "/api/v1/domains/{domain}/tls-reports", "tlsrpt.list"},
    Route{Method::get, "/api/v1/domains/{domain}/dmarc-reports", "dmarc.reports"},
    Route{Method::get, "/api/v1/domains/{domain}/complaints", "dmarc.complaints"},
    Route{Method::post, "/api/v1/tls-reports/send", "tlsrpt.send", kSmall},
    Route{Method::post, "/api/v1/dmarc-reports/send", "dmarc.send", kSmall},
    Route{Method::get, "/api/v1/domain-schema", "domain.schema"},
    Route{Method::get, "/api/v1/domain-drift", "domain.drift"},
    Route{Method::get, "/api/v1/domain-propagations", "domain.propagations"},
    Route{Method::post, "/api/v1/domain-propagations", "domain.propagate", kSmall},
    Route{Method::post, "/api/v1/domain-propagations/{number}/undo", "domain.undo", kSmall},

    Route{Method::get, "/api/v1/accounts", "account.list", 0, "address"},
    Route{Method::post, "/api/v1/accounts", "account.create", kSmall},
    Route{Method::get, "/api/v1/accounts/{address}", "account.show"},
    Route{Method::patch, "/api/v1/accounts/{address}", "account.update", kSmall},
    Route{Method::remove, "/api/v1/accounts/{address}", "account.delete"},
    Route{Method::post, "/api/v1/accounts/{address}/password", "account.password", kSmall},
    Route{Method::post, "/api/v1/accounts/{address}/rename", "account.rename", kSmall},
    Route{Method::get, "/api/v1/accounts/{address}/password-policy", "password.policy"},
    Route{Method::post, "/api/v1/accounts/{address}/password-check", "password.check", kSmall},
    Route{Method::get, "/api/v1/accounts/{address}/sign-ins", "account.sign-ins"},
    Route{Method::get, "/api/v1/accounts/{address}/set-up", "account.set-up"},
    Route{Method::post, "/api/v1/accounts/{address}/impersonate", "account.impersonate", kSmall},
    Route{Method::post, "/api/v1/accounts/{address}/contain", "account.contain", kSmall},
    Route{Method::post, "/api/v1/accounts/{address}/recover", "account.recover", kSmall},
    Route{Method::get, "/api/v1/accounts/{address}/trail", "account.trail"},

    Route{Method::get, "/api/v1/accounts/{address}/app-passwords", "app-password.list"},
    Route{Method::post, "/api/v1/accounts/{address}/app-passwords", "app-password.add", kSmall},
    Route{Method::remove, "/api/v1/accounts/{address}/app-passwords/{number}", "app-password.remove"},
    Route{Method::put, "/api/v1/accounts/{address}/language", "account.language", kSmall},
    Route{Method::get, "/api/v1/accounts/{address}/known-devices", "known-device.list"},
    Route{Method::remove, "/api/v1/accounts/{address}/known-devices/{id}", "known-device.forget"},
    Route{Method::get, "/api/v1/accounts/{address}/oauth-tokens", "oauth-token.list"},
    Route{Method::post, "/api/v1/accounts/{address}/oauth-tokens", "oauth-token.add", kSmall},
    Route{Method::post, "/api/v1/accounts/{address}/oauth-tokens/refresh", "oauth-token.refresh", kSmall},
    Route{Method::remove, "/api/v1/accounts/{address}/oauth-tokens/{number}", "oauth-token.remove"},
    Route{Method::get, "/api/v1/accounts/{address}/second-factor", "second-factor.show"},
    Route{Method::post, "/api/v1/accounts/{address}/second-factor", "second-factor.begin", kSmall},
    Route{Method::put, "/api/v1/accounts/{address}/second-factor", "second-factor.confirm", kSmall},
    Route{Method::remove, "/api/v1/accounts/{address}/second-factor", "second-factor.remove"},
    Route{Method::post, "/api/v1/accounts/{address}/second-factor/recovery-codes", "second-factor.new-recovery-codes", kSmall},

    Route{Method::get, "/api/v1/senders/{owner}", "sender.list"},
    Route{Method::post, "/api/v1/senders/{owner}/trusted", "sender.trust", kFile},
    Route{Method::post, "/api/v1/senders/{owner}/blocked", "sender.block", kFile},
    Route{Method::patch, "/api/v1/senders/{owner}", "sender.change", kFile},
    Route{Method::remove, "/api/v1/senders/{owner}/{sender}", "sender.forget"},
    Route{Method::get, "/api/v1/accounts/{address}/auto-reply", "auto-reply.show"},
    Route{Method::put, "/api/v1/accounts/{address}/auto-reply", "auto-reply.set", kFile},
    Route{Method::remove, "/api/v1/accounts/{address}/auto-reply", "auto-reply.off"},

    Route{Method::get, "/api/v1/aliases", "alias.list", 0, "alias"},
    Route{Method::post, "/api/v1/aliases", "alias.create", kFile},
    Route{Method::put, "/api/v1/aliases/{alias}", "alias.update", kFile},
    Route{Method::remove, "/api/v1/aliases/{alias}", "alias.delete"},

    Route{Method::get, "/api/v1/settings", "settings.list", 0, "key"},
    Route{Method::get, kSetting, "settings.show"},
    Route{Method::put, kSetting, "settings.set", kFile},
    Route{Method::post, "/api/v1/settings/{key}/trial", "settings.try", kFile, "", kSetting},
    Route{Method::post, "/api/v1/settings/{key}/keep", "settings.keep", kSmall, "", kSetting},
    Route{Method::post, "/api/v1/settings/{key}/put-back", "settings.put-back", kSmall, "", kSetting},
    Route{Method::put, "/api/v1/settings/{key}/secret", "settings.set-secret", kFile, "", kSetting},
    Route{Method::remove, kSetting, "settings.reset"},
    Route{Method::get, "/api/v1/settings-schema", "settings.schema"},
    Route{Method::get, "/api/v1/settings-file", "settings.export"},
    Route{Method::post, "/api/v1/settings-file/plan", "settings.plan", 1_MiB},
    Route{Method::put, "/api/v1/settings-file", "settings.apply", 1_MiB},
    Route{Method::get, "/api/v1/settings-history", "settings.history"},
    Route{Method::get, "/api/v1/settings-history/{number}/undo", "settings.plan-undo"},
    Route{Method::post, "/api/v1/settings-history/{number}/undo", "settings.undo", kSmall},
    Route{Method::post, "/api/v1/settings-history/{number}/rollback", "settings.rollback", kSmall},

    Route{Method::get, "/api/v1/secrets", "secret.list", 0, "name"},
    Route{Method::put, "/api/v1/secrets/{name}", "secret.set", kSmall},
    Route{Method::remove, "/api/v1/secrets/{name}", "secret.delete"},

    Route{Method::get, "/api/v1/logs", "logs.search"},
    Route{Method::get, "/api/v1/logs/stream", "logs.follow"},
    Route{Method::get, "/api/v1/messages/{id}/story", "logs.story"},
    Route{Method::get, "/api/v1/logs/verification", "logs.verify"},
    Route{Method::get, "/api/v1/logs/{log}/days/{day}", "logs.download"},

    Route{Method::get, "/api/v1/certificates", "certificate.list"},
    Route{Method::post, "/api/v1/certificates", "certificate.install", kFile},
    Route{Method::post, "/api/v1/certificates/pfx", "certificate.import", kFile},
    Route{Method::get, "/api/v1/certificates/own", "certificate.own"},
    Route{Method::post, "/api/v1/certificates/reload", "certificate.reload", kSmall},
    Route{Method::remove, "/api/v1/certificates/{name}", "certificate.delete"},

    Route{Method::get, "/api/v1/queue", "queue.list"},
    Route{Method::get, "/api/v1/queue/stream", "queue.follow", 0, "number"},
    Route{Method::get, "/api/v1/queue/domains", "queue.domains"},
    Route{Method::get, "/api/v1/queue/throttles", "queue.throttles"},
    Route{Method::get, "/api/v1/queue/status", "queue.status"},
    Route{Method::post, "/api/v1/queue/force", "queue.force", kSmall},
    Route{Method::post, "/api/v1/queue/hold", "queue.hold", kSmall},
    Route{Method::post, "/api/v1/queue/restart", "queue.restart", kSmall},
    Route{Method::post, "/api/v1/queue/redirect", "queue.redirect", kSmall},
    Route{Method::post, "/api/v1/queue/delete", "queue.delete", kSmall},
    Route{Method::get, "/api/v1/queue/{id}", "queue.show"},
    Route{Method::post, "/api/v1/queue/{id}/look", "queue.look", kSmall},
    Route{Method::get, "/api/v1/quarantine", "quarantine.list"},
    Route{Method::get, "/api/v1/quarantine/{id}", "quarantine.show"},
    Route{Method::post, "/api/v1/quarantine/{id}/release", "quarantine.release", kSmall},
    Route{Method::remove, "/api/v1/quarantine/{id}", "quarantine.delete"},

    Route{Method::get, "/api/v1/ids/country-database", "ids.country-database"},
    Route{Method::get, "/api/v1/ids/hosts/{address}", "ids.host"},
    Route{Method::get, "/api/v1/ids/rules", "ids.rules", 0, "rule"},
    Route{Method::get, "/api/v1/ids/rules/{rule}/simulation", "ids.simulate"},
    Route{Method::get, "/api/v1/ids/presets/{set}", "ids.plan-preset"},
    Route{Method::put, "/api/v1/ids/preset", "ids.preset", kSmall},
    Route{Method::get, "/api/v1/ids/blocks", "ids.blocks", 0, "subject"},
    Route{Method::post, "/api/v1/ids/blocks", "ids.block", kSmall},
    Route{Method::get, "/api/v1/ids/blocks/stream", "ids.follow", 0, "number"},
    Route{Method::get, "/api/v1/ids/blocks/{subject}", "ids.explain"},
    Route{Method::remove, "/api/v1/ids/blocks/{subject}", "ids.unblock"},
    Route{Method::post, "/api/v1/ids/trust", "ids.trust", kSmall},
    Route{Method::post, "/api/v1/ids/permanent", "ids.permanent", kSmall},
    Route{Method::post, "/api/v1/ids/fold", "ids.fold", kSmall},

    Route{Method::get, "/api/v1/allow", "allow.list"},
    Route{Method::post, "/api/v1/allow", "allow.add", kSmall},
    Route{Method::remove, "/api/v1/allow/{network}", "allow.remove"},
    Route{Method::get, "/api/v1/deny", "deny.list"},
    Route{Method::post, "/api/v1/deny", "deny.add", kSmall},
    Route{Method::remove, "/api/v1/deny/{network}", "deny.remove"},
    Route{Method::put, "/api/v1/deny-lists/{name}", "deny.import", 16_MiB},
    Route{Method::get, "/api/v1/smtp-blocks", "smtp-block.list"},
    Route{Method::post, "/api/v1/smtp-blocks", "smtp-block.add", kSmall},
    Route{Method::remove, "/api/v1/smtp-blocks/{kind}/{name}", "smtp-block.remove"},
    Route{Method::get, "/api/v1/greylist", "greylist.list"},
    Route{Method::post, "/api/v1/greylist", "greylist.let-in", kSmall},
    Route{Method::remove, "/api/v1/greylist/{who}", "greylist.forget"},

    Route{Method::post, "/api/v1/audit", "audit.run", kSmall},
    Route{Method::post, "/api/v1/audit/daily", "audit.daily", kSmall},
    Route{Method::get, "/api/v1/audit/history", "audit.history", 0, "at"},
    Route{Method::get, "/api/v1/audit/mendings", "audit.mendings"},
    Route{Method::post, "/api/v1/audit/mendings/{number}/undo", "audit.undo", kSmall},

    Route{Method::get, "/api/v1/password-compliance", "password.compliance"},
    Route{Method::post, "/api/v1/accounts/{address}/password/expire", "password.expire", kSmall},
    Route{Method::post, "/api/v1/domains/{name}/passwords/expire", "password.expire-all", kSmall},
    Route{Method::post, "/api/v1/accounts/{address}/password/reset-link", "password.reset-link", kSmall},

    Route{Method::get, "/api/v1/administrators", "admin.list"},
    Route{Method::post, "/api/v1/administrators", "admin.add", kSmall},
    Route{Method::get, "/api/v1/administrators/{name}", "admin.show"},
    Route{Method::patch, "/api/v1/administrators/{name}", "admin.update", kSmall},
    Route{Method::remove, "/api/v1/administrators/{name}", "admin.remove"},
    Route{Method::post, "/api/v1/administrators/{name}/password", "admin.password", kSmall},
    Route{Method::put, "/api/v1/administrators/{name}/networks", "admin.ip-rules", kSmall},
    Route{Method::remove, "/api/v1/administrators/{name}/sessions", "admin.end-sessions"},
    Route{Method::remove, "/api/v1/sessions/{id}", "admin.end-session"},
    Route{Method::get, "/api/v1/invitations", "admin.invitations"},
    Route{Method::remove, "/api/v1/invitations/{name}", "admin.withdraw"},
    Route{Method::get, "/api/v1/sessions", "admin.sessions"},
    Route{Method::get, "/api/v1/connections", "connection.list", 0, "session"},
    Route{Method::remove, "/api/v1/connections/{session}", "connection.drop"},
    Route{Method::get, "/api/v1/tokens", "token.list"},
    Route{Method::post, "/api/v1/tokens", "token.add", kSmall},
    Route{Method::remove, "/api/v1/tokens/{number}", "token.remove"},

    Route{Method::get, "/api/v1/service-accounts", "service-account.list", 0, "address"},
    Route{Method::post, "/api/v1/service-accounts", "service-account.create", kSmall},
    Route{Method::get, "/api/v1/service-accounts/{address}", "service-account.show"},
    Route{Method::patch, "/api/v1/service-accounts/{address}", "service-account.update", kSmall},
    Route{Method::remove, "/api/v1/service-accounts/{address}", "service-account.remove"},

    Route{Method::get, "/api/v1/counts", "counts.show"},
    Route{Method::get, "/api/v1/counts/series", "counts.series"},
    Route{Method::get, "/api/v1/events", "events.follow", 0, "number"},

    Route{Method::post, "/api/v1/version", "version.run", kSmall},
};

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

// The segments of the path that stand where the pattern has braces; nothing when it is another path.
std::optional<std::vector<std::pair<std::string, std::string>>> match(std::string_view pattern,
                                                                      const std::vector<std::string>& path) {
  std::vector<std::pair<std::string, std::string>> out;
  pattern.remove_prefix(1);
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto slash = pattern.find('/');
    const auto segment = pattern.substr(0, slash);
    if (is_parameter(segment))
      out.emplace_back(segment.substr(1, segment.size() - 2), path[i]);
    else if (segment != path[i])
      return {};
    const bool last = slash == pattern.npos;
    if (last != (i + 1 == path.size())) return {};
    if (!last) pattern.remove_prefix(slash + 1);
  }
  if (path.empty()) return {};
  return out;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

Found find_route(Method method, const std::vector<std::string>& path, const std::function<bool(const Route&)>& is_there) {
  const auto wanted = method == Method::head ? Method::get : method;
  Found best;
  std::string allow;
  for (const auto& route : kRoutes) {
    auto parameters = match(route.path, path);
    if (!parameters || !is_there(route)) continue;
    if (allow.find(http::name(route.method)) == allow.npos) (allow += allow.empty() ? "" : ", ") += http::name(route.method);
    if (route.method != wanted) continue;
    const bool more_exact = !best.route || parameters->size() < best.parameters.size();  // words win over parameters
    if (more_exact) best = {&route, std::move(*parameters), {}};
  }
  if (allow.find("GET") != allow.npos) allow += ", HEAD";
  best.allow = std::move(allow);
  return best;
}

const Route* shown_by(const Route& route) {
  const auto path = route.part_of.empty() ? route.path : route.part_of;
  const auto at =
      std::ranges::find_if(kRoutes, [&](const Route& r) { return r.method == Method::get && r.path == path && r.key.empty(); });
  return at == kRoutes.end() ? nullptr : &*at;
}

}  // namespace postern::api
