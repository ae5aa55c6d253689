// For tests: everything operations work on, over the memory engine, with a hasher that costs nothing and counts.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "admin/administrators.h"
#include "admin/answers.h"
#include "admin/audit_history.h"
#include "admin/certificates.h"
#include "admin/news.h"
#include "admin/settings_store.h"
#include "admin/socket.h"
#include "admin/user_sessions.h"
#include "admin/world.h"
#include "attachments/settings.h"
#include "auth/authenticator.h"
#include "auth/hash_pool.h"
#include "auth/password_hasher.h"
#include "auth/password_reset.h"
#include "auth/sealer.h"
#include "base/run_here.h"
#include "counts/counts.h"
#include "guard/guard.h"
#include "judge/greylist.h"
#include "judge/settings.h"
#include "kv/open.h"
#include "logs/logs.h"
#include "mtasts/settings.h"
#include "queue/queue.h"
#include "queue/throttle.h"
#include "releases/releases.h"
#include "reports/reports.h"
#include "reports/settings.h"
#include "signing/keyring.h"
#include "support/address_gate.h"
#include "support/anchor_in_memory.h"
#include "support/event_list.h"
#include "support/manual_time.h"
#include "support/temp_dir.h"
#include "support/zone_resolver.h"

namespace postern::admin {

class CountingHasher final : public auth::PasswordHasher {
 public:
  std::string hash(std::string_view password) override {
    ++hashed;
    return "plain:" + std::string(password);
  }
  Result<bool> verify(std::string_view password, std::string_view phc) override {
    return phc == "plain:" + std::string(password);
  }
  [[nodiscard]] std::string decoy() const override { return "none"; }
  std::atomic<int> hashed = 0;
};

struct WrittenMail {
  std::string to, subject, text;
};

// That an answer is what its operation says it is.
inline void expect_fit(const Operation& row, const json::value& answer) {
  const auto wrong = misfit(answer, shape_of(row), shapes());
  EXPECT_FALSE(wrong) << "the answer of " << row.name << " is not " << row.answers << ": " << *wrong;
}

class AdminWorld {
 public:
  AdminWorld() {
    certificates.emplace(Certificates::Ports{*kv, sealer, system_random(), time, events}, tls);
    const auto loaded = run_here(certificates->load({"mail.home.test"}));
    if (!loaded) throw std::runtime_error(loaded.error().text);
  }

  World world() {
    return {.kv = *kv,
            .directory = *directory,
            .store = store,
            .queue = queue,
            .registry = registry,
            .settings = settings,
            .certificates = *certificates,
            .administrators = administrators,
            .audits = audits,
            .releases = releases,
            .logs = *logs,
            .guard = guard,
            .counts = counts,
            .greylist = greylist,
            .spam = spam,
            .rules = rules,
            .pool = pool,
            .hasher = hasher,
            .sealer = sealer,
            .keyring = keyring,
            .dns = zone,
            .reports = reports,
            .reporting = reporting,
            .policies = policies,
            .policy = policy,
            .logins = logins,
            .domain_defaults = domain_defaults,
            .domain_administration = domain_administration,
            .attachments = attachments,
            .random = system_random(),
            .time = time,
            .events = events,
            .status = {},
            .surroundings = {},
            .connections = connections,
            .drop_connection = drop_connection,
            .use_reset_token =
                [this](auth::Peer from, std::string token, Secret password) {
                  return resets.use(std::move(from), std::move(token), std::move(password));
                },
            .whose_reset_token = [this](auth::Peer from,
                                        std::string token) { return resets.whose_token(std::move(from), std::move(token)); },
            .ask_reset = [this](auth::Peer from, std::string name) { return resets.ask(std::move(from), std::move(name)); },
            .may_forward = may_forward,
            .users = &users,
            .news = &news,
            .throttle = &throttle,
            .write_to = [this](address::Mailbox to, Writing what,
                               AccountId reader) { return write(std::move(to), std::move(what), reader); },
            .storage = [this] { return storage(); }};
  }
  Result<json::value> call(std::string_view operation, const json::object& arguments = {},
                           const Caller& caller = owner("root")) {
    auto parts = world();
    const auto* row = find(operation);
    const auto line = [&](const json::value& said) {
      if (row->output == Output::lines && !said.is_null()) expect_fit(*row, said);
      return true;
    };
    auto done = run_operation(parts, operation, arguments, caller, line);
    if (done && (row->output == Output::answer || !done->is_null())) expect_fit(*row, *done);
    return done;
  }
  json::value must(std::string_view operation, const json::object& arguments = {}) {
    auto done = call(operation, arguments);
    if (!done) throw std::runtime_error(std::string(operation) + ": " + done.error().text);
    return *done;
  }

  std::function<std::vector<Connection>()> connections;
  std::function<bool(SessionId)> drop_connection;
  std::function<bool(const address::Domain&, const address::Mailbox&)> may_forward;
  test::TempDir folder;
  test::ManualTime time{Time{1'790'000'000'000}};
  EventList events;
  auth::Sealer sealer{Secret(std::string(auth::kSealingKeySize, 'k')), system_random()};
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  std::unique_ptr<store::BlobStore> blobs = store::blobs_in_memory(system_random(), time);
  config::Registry registry;
  config::Live<TlsSettings> tls = registry.add<TlsSettings>("tls");
  config::Live<auth::PasswordPolicy> policy = registry.add<auth::PasswordPolicy>("password");
  config::Live<auth::Settings> logins = registry.add<auth::Settings>("auth");
  config::Live<directory::DomainDefaults> domain_defaults = registry.add<directory::DomainDefaults>("domain_defaults");
  config::Live<attachments::Settings> attachments = registry.add<attachments::Settings>("attachments");
  config::Live<DomainAdministration> domain_administration = registry.add<DomainAdministration>("domain_administration");
  SettingsStore settings{*kv, registry};
  store::Store store{store::Settings{}, *kv, *blobs, time};
  std::unique_ptr<directory::Directory> directory = run_here(directory::Directory::open(*kv, time)).value();
  queue::Queue queue{*kv, *blobs, system_random()};
  logs::AnchorInMemory anchor;
  std::unique_ptr<logs::Logs> logs =
      logs::open(folder.path() / "logs", config::Live<logs::Settings>(), time, Secret("audit key"), anchor).value();
  config::Live<guard::Settings> rules = registry.add<guard::Settings>("guard");
  guard::Recorder recorder{*kv, time};
  guard::Guard guard{{*kv, recorder, time, events, {}, {}, folder.path().string()}, rules, 7};
  counts::Counts counts{*kv, time, {}, [this](std::string_view address) {
                          const auto name = address::parse_domain(address.substr(address.rfind('@') + 1));
                          const auto domain = name ? directory->snapshot()->domain(*name) : nullptr;
                          return domain ? std::optional(domain->id) : std::nullopt;
                        }};
  config::Live<judge::Settings> spam = registry.add<judge::Settings>("spam");
  judge::Greylist greylist{*kv, time};
  AuditHistory audits{*kv};
  config::Live<releases::Settings> release_settings = registry.add<releases::Settings>("releases");
  std::string feed;  // what the feed's server answers
  releases::Releases releases{
      {*kv, time, [this](const http::Outgoing&) -> Result<http::Reply> { return http::Reply{200, feed}; }}, release_settings};
  CountingHasher hasher;
  auth::HashPool pool{auth::HashPoolSettings{}};
  test::ZoneResolver zone;
  config::Live<signing::Settings> dkim = registry.add<signing::Settings>("dkim");
  // As short as keys may be: each domain has some.
  signing::Keyring keyring{{*kv, *directory, sealer, pool, zone, time, events, 1024}, dkim};
  reports::Reports reports{*kv};
  config::Live<reports::Settings> reporting = registry.add<reports::Settings>("reports");
  config::Live<mtasts::Settings> policies = registry.add<mtasts::Settings>("mta_sts");
  std::optional<Certificates> certificates;
  config::Live<AdministratorSettings> administrator_settings = registry.add<AdministratorSettings>("administrators");
  Administrators administrators{
      {*kv, sealer, pool, hasher, system_random(), time, events, guard}, administrator_settings, policy};
  AddressGate gate{guard};
  auth::Authenticator authenticator{
      {*directory, sealer, pool, hasher, system_random(), time, events, guard, gate}, logins, policy};
  UserSessions users{{*directory, authenticator, administrators, system_random(), time, events, guard}, administrator_settings};
  News news{{guard, queue, *directory, time}};
  config::Live<queue::ThrottleSettings> throttles;
  queue::Throttle throttle{*kv, throttles};
  std::vector<WrittenMail> written;
  bool mail_fails = false;
  auth::PasswordResets resets{
      {*directory, sealer, pool, hasher, system_random(), time, guard, gate, events,
       [this](address::Mailbox to, Writing what, AccountId reader) { return write(std::move(to), std::move(what), reader); }},
      logins,
      policy};

 private:
  Task<Result<std::map<DomainId, std::uint64_t>>> storage() {
    std::map<DomainId, std::uint64_t> out;
    for (const auto& account : directory->snapshot()->accounts(directory::Snapshot::all)) {
      auto quota = co_await store.quota(account->id);
      if (quota) out[account->domain] += quota->used_bytes;
    }
    co_return out;
  }
  Task<Result<void>> write(address::Mailbox to, Writing what, AccountId reader) {
    if (mail_fails) co_return fail(Failure::too_large, "The mailbox is full");
    const auto all = directory->snapshot();
    const auto owner = all->account(reader);
    const auto language = owner ? all->language_of(*owner, Language::en) : all->language_of(to, Language::en);
    written.push_back({to.text(), what.subject_in(language), what.text_in(language)});
    co_return Result<void>{};
  }
};

// A test that works by operations.
class OperationsTest : public testing::Test {
 protected:
  json::value must(std::string_view operation, const json::object& arguments = {}) { return world.must(operation, arguments); }
  Failure refusal(std::string_view operation, const json::object& arguments) {
    const auto done = world.call(operation, arguments);
    return done ? Failure::io : done.error().kind;  // no operation here fails so
  }

  AdminWorld world;
};

}  // namespace postern::admin
