// Opening the parts of a server.
#include "app/parts.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "address/domain.h"
#include "admin/change_settings.h"
#include "admin/left_names.h"
#include "api/door.h"
#include "app/break_out.h"
#include "app/find_hosts.h"
#include "app/new_country.h"
#include "base/all_of.h"
#include "base/run_here.h"
#include "guard/administrator_id.h"
#include "store/blobs.h"

namespace postern::app {
namespace {

constexpr std::chrono::hours kFirstMonth{30 * 24};

// Past its first month; internal spammers have another limit until then.
std::function<bool(AccountId, Time)> is_established(const directory::Directory& directory) {
  return [&directory](AccountId id, Time at) {
    const auto account = directory.snapshot()->account(id);
    return account && account->created + kFirstMonth <= at;
  };
}

// Whom the guard counts by an id: the administrators are opened after it.
std::function<std::string(AccountId)> names_of_accounts(const Parts& parts) {
  return [&parts](AccountId id) {
    return guard::is_administrator(id) ? parts.administrators->name_of(id) : parts.directory->snapshot()->name_of(id);
  };
}

// Empty: not known.
counts::Counts::CountryOf countries_of(const Parts& parts) {
  return [&parts](std::string_view ip) {
    const auto address = IpAddress::parse(ip);
    return address ? parts.guard->country_of(*address) : std::string();
  };
}

// By any of its names.
counts::DomainCounts::DomainOf domains_of(const Parts& parts) {
  return [&parts](std::string_view address) -> std::optional<DomainId> {
    const auto name = address::parse_domain(address.substr(address.rfind('@') + 1));
    const auto domain = name ? parts.directory->snapshot()->domain(*name) : nullptr;
    return domain ? std::optional(domain->id) : std::nullopt;
  };
}

// Not to be guessed, so that nobody chooses where addresses land in a table.
std::uint64_t secret_number() { return system_random().below(UINT64_MAX); }

// What cannot be asked is unknown: mail is taken then and judged less, and none of it is lost.
std::unique_ptr<dns::Resolver> open_dns(Parts& parts) {
  const auto settings = parts.settings.dns.current();
  if (!settings->ask) return std::make_unique<dns::NoResolver>();
  auto opened = dns::Unbound::open(*settings);
  if (opened) return std::move(*opened);
  auto& problem = parts.problems.emplace_back(std::move(opened.error()));
  problem.text = "The DNS is not asked: " + problem.text;
  return std::make_unique<dns::NoResolver>();
}

Task<Result<void>> open_rooms(Parts& parts) {
  auto loaded = co_await parts.stored_settings->load();
  if (!loaded) co_return pass_on(loaded);
  parts.problems = std::move(*loaded);

  parts.dns = open_dns(parts);
  parts.audits.emplace(*parts.kv);
  parts.releases.emplace(releases::Releases::Ports{*parts.kv, system_time(), parts.call()}, parts.settings.releases);
  parts.audit_anchor.emplace(*parts.kv);
  auto logs =
      logs::open(parts.boot.logs(), parts.settings.logs, system_time(), parts.sealer->derive("audit log"), *parts.audit_anchor);
  if (!logs) co_return pass_on(logs);
  parts.logs = std::move(*logs);
  parts.events.set(parts.logs.get());
  // What was on trial when the server ended: before anything, listeners above all, goes by it.
  auto ended = co_await admin::end_trials(*parts.stored_settings, parts.events, system_time().now());
  if (!ended) parts.problems.push_back(std::move(ended.error()));

  auto blobs = store::open_blob_files(parts.boot.data / "blobs", system_random(),
                                      [kv = parts.kv.get()] { return kv->accepts_writes(); });
  if (!blobs) co_return pass_on(blobs);
  parts.blobs = std::move(*blobs);
  auto directory = co_await directory::Directory::open(*parts.kv, system_time());
  if (!directory) co_return pass_on(directory);
  parts.directory = std::move(*directory);
  parts.domain_storage.emplace(*parts.directory);
  parts.store.emplace(*parts.settings.store.current(), *parts.kv, *parts.blobs, system_time(), &*parts.domain_storage);

  parts.hasher = auth::argon2_hasher({}, system_random());
  const auto logins = parts.settings.auth.current();
  parts.pool.emplace(auth::HashPoolSettings{.threads = logins->hash_threads, .queue = logins->hash_queue});
  parts.keyring.emplace(
      signing::Keyring::Ports{*parts.kv, *parts.directory, *parts.sealer, *parts.pool, *parts.dns, system_time(), parts.events},
      parts.settings.dkim);
  parts.reports.emplace(*parts.kv);
  parts.queue.emplace(*parts.kv, *parts.blobs, system_random());
  parts.throttle.emplace(*parts.kv, parts.settings.throttle);
  parts.greylist.emplace(*parts.kv, system_time());
  parts.reputation.emplace(*parts.kv, system_time());
  parts.learner.emplace(*parts.kv, *parts.store);
  parts.recorder.emplace(*parts.kv, system_time());
  const guard::Judge::Ports judge{is_established(*parts.directory)};
  parts.guard.emplace(
      guard::Guard::Ports{
          .kv = *parts.kv,
          .recorder = *parts.recorder,
          .time = system_time(),
          .events = parts.events,
          .judge = judge,
          .address_of = names_of_accounts(parts),
          .folder = parts.boot.data.string(),
          .tell_owner = [&parts](guard::CountryLogin login) { return tell_of_new_country(parts, std::move(login)); }},
      parts.settings.guard, secret_number());
  parts.counts.emplace(*parts.kv, system_time(), countries_of(parts), domains_of(parts));
  parts.administrators.emplace(admin::Administrators::Ports{*parts.kv, *parts.sealer, *parts.pool, *parts.hasher,
                                                            system_random(), system_time(), parts.events, *parts.guard},
                               parts.settings.administrators, parts.settings.password);
  auto read = co_await parts.administrators->load();
  if (!read) co_return pass_on(read);
  parts.certificates.emplace(admin::Certificates::Ports{*parts.kv, *parts.sealer, system_random(), system_time(), parts.events},
                             parts.settings.tls);
  auto left_out =
      co_await parts.certificates->load(server_names(*parts.settings.server.current(), *parts.settings.net.current()));
  if (!left_out) co_return pass_on(left_out);
  std::ranges::move(*left_out, std::back_inserter(parts.problems));
  co_return Result<void>{};
}

Task<Result<void>> read_queue(Parts& parts) {
  auto waiting = co_await parts.queue->load();
  if (!waiting) co_return pass_on(waiting);
  co_return co_await parts.throttle->load(system_time().now());
}

// What is kept in memory. With a million messages waiting each of the two goes through a million rows: both are read at once.
Result<void> read_rows(Parts& parts, Purpose purpose) {
  std::vector<Task<Result<void>>> reads;
  reads.push_back(read_queue(parts));
  if (purpose == Purpose::serving) {
    reads.push_back(parts.guard->load());
    reads.push_back(parts.domain_storage->count(*parts.store));
  } else {
    reads.push_back(parts.guard->load_last_logins());
  }
  auto read = run_here(all_of(std::move(reads)));
  // A rename that the end of the server has interrupted; before anybody delivers, or is given the old name.
  if (read.front() && purpose == Purpose::serving) {
    auto followed = run_here(admin::follow_left_names(*parts.directory, *parts.queue));
    if (!followed) parts.problems.push_back(std::move(followed.error()));
  }
  // A server without its blocks or its ceilings is better than none.
  for (std::size_t i = 1; i < read.size(); ++i)
    if (!read[i]) parts.problems.push_back(std::move(read[i].error()));
  return std::move(read.front());
}

}  // namespace

Parts::Parts(Boot b, LateSink& sink) : boot(std::move(b)), events(sink) {}
Parts::~Parts() {
  events.set(nullptr);
  if (domain_storage) domain_storage->close();
}

http::Caller Parts::call() const {
  return http::Caller(find_hosts(settings.dns.current()->ask ? dns.get() : nullptr, http::Lookups(http::resolve_by_system)));
}

admin::World Parts::world() {
  return {.kv = *kv,
          .directory = *directory,
          .store = *store,
          .queue = *queue,
          .registry = settings.registry,
          .settings = *stored_settings,
          .certificates = *certificates,
          .administrators = *administrators,
          .audits = *audits,
          .releases = *releases,
          .logs = *logs,
          .guard = *guard,
          .counts = *counts,
          .greylist = *greylist,
          .spam = settings.spam,
          .rules = settings.guard,
          .pool = *pool,
          .hasher = *hasher,
          .sealer = *sealer,
          .keyring = *keyring,
          .dns = *dns,
          .reports = *reports,
          .reporting = settings.reporting,
          .policies = settings.policies,
          .policy = settings.password,
          .logins = settings.auth,
          .domain_defaults = settings.domain_defaults,
          .domain_administration = settings.domain_administration,
          .attachments = settings.attachments,
          .random = system_random(),
          .time = system_time(),
          .events = events,
          .status = status,
          .surroundings = [this] { return surroundings(); },
          .connections = connections,
          .drop_connection = drop_connection,
          .use_reset_token = use_reset_token,
          .whose_reset_token = whose_reset_token,
          .ask_reset = ask_reset,
          .may_forward = may_forward,
          .users = users,
          .news = news,
          .throttle = throttle ? &*throttle : nullptr,
          .write_to = write_to,
          .send_reports = send_reports,
          .shuts_out =
              [this](const config::Plan& plan, const admin::Caller& caller) {
                const auto door = settings.registry.after<api::Limits>(plan, caller.by_token ? "api" : "console");
                return door && caller.from && !api::admits(*door, *caller.from);
              },
          .errors = [this] { return events.errors().counts(); },
          .storage = [this] { return domain_storage->sums(*store); }};
}

audit::Surroundings Parts::surroundings() const {
  audit::Surroundings out{.host_name = host_name(*settings.server.current()),
                          .key_folder = boot.key.parent_path().string(),
                          .data_folder = boot.data.string(),
                          .places = {{said<"sealing key">(), boot.key.string(), 0600},
                                     {said<"data folder">(), boot.data.string(), 0700},
                                     {said<"log folder">(), boot.logs().string(), 0700},
                                     {said<"socket's folder">(), boot.socket.parent_path().string(), 0700},
                                     {said<"boot file">(), boot.file.string(), 0644}},
                          .running = {},
                          .break_out = {},
                          .forgive = {}};
  const auto scanning = settings.scanners.current();
  out.asks_scanners = scanners::is_any(*scanning);
  for (const auto& one : silences.of(*scanning))
    out.silent_scanners.push_back(said<"{} has not answered since {}, for {} {message|messages}: {}">(
        one.scanner, rfc3339(one.since), one.messages, Said::declared(one.why)));
  if (!doors) return out;
  out.running = audit::Running{doors()};
  out.break_out = break_out;
  return out;
}

std::string host_name(const ServerSettings& settings) {
  std::string name = settings.host_name;
  if (name.empty()) {
    char buffer[256] = {};
    if (gethostname(buffer, sizeof buffer - 1) == 0) name = buffer;
  }
  auto domain = address::parse_domain(name);
  return domain ? domain->ascii() : "localhost";
}

std::string domain_of_postmaster(const directory::Directory& directory, std::string_view host) {
  const auto all = directory.snapshot();
  for (auto name = host; !name.empty(); name = name.substr(std::min(name.find('.'), name.size() - 1) + 1)) {
    const auto domain = address::parse_domain(name);
    if (domain && all->domain(*domain)) return domain->ascii();
  }
  const auto domains = all->domains();
  const auto oldest = std::ranges::min_element(domains, {}, [](const auto& d) { return d->id; });
  return oldest == domains.end() ? std::string() : (*oldest)->name.ascii();
}

std::vector<std::string> server_names(const ServerSettings& server, const NetSettings& net) {
  std::vector<std::string> out{host_name(server)};
  for (const auto& listener : net.listeners)
    for (const auto& text : listener.host_names)
      if (auto domain = address::parse_domain(text); domain && std::ranges::find(out, domain->ascii()) == out.end())
        out.push_back(domain->ascii());
  return out;
}

Result<std::unique_ptr<Parts>> open_parts(Boot boot, LateSink& events, Purpose purpose) {
  auto parts = std::make_unique<Parts>(std::move(boot), events);
  auto sealer = auth::Sealer::from_file(parts->boot.key, system_random());
  if (!sealer) return pass_on(sealer);
  parts->sealer.emplace(std::move(*sealer));
  auto kv = kv::open_rocksdb({.dir = parts->boot.data / "store", .events = &events});
  if (!kv) return pass_on(kv);
  parts->kv = std::move(*kv);
  parts->stored_settings.emplace(*parts->kv, parts->settings.registry, &*parts->sealer);
  auto opened = run_here(open_rooms(*parts));
  if (!opened) return pass_on(opened);
  if (auto read = read_rows(*parts, purpose); !read) return pass_on(read);
  return parts;
}

}  // namespace postern::app
