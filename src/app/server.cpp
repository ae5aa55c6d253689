// Listeners and their services.
#include "app/server.h"

#include <fmt/format.h>
#include <algorithm>

#include "address/domain.h"
#include "base/text.h"
#include "events/table.h"
#include "imap/imap.h"
#include "pop3/pop3.h"
#include "smtp/server/smtp.h"
#include "tls/context.h"

namespace postern::app {
namespace {

// The listener settings that net needs; what the service does with a connection is not among them.
net::ListenerSettings for_net(const ListenerSetting& s) {
  net::ListenerSettings out{
      .service = std::string(name(s.service)), .port = s.port, .tls = s.tls, .max_connections = s.max_connections};
  if (auto address = net::Address::parse(s.address)) out.address = *address;
  for (const auto& text : s.proxies)
    if (auto network = net::Network::parse(text)) out.proxies.push_back(*network);
  return out;
}

std::vector<std::string> protocols(Service service) {  // RFC 7301; IANA has no word for submission
  if (service == Service::imap) return {"imap"};
  if (service == Service::pop3) return {"pop3"};
  return {"smtp"};
}

bool covers(const tls::Identity& identity, const std::string& name) {
  auto facts = tls::facts_of(identity.chain);
  return facts && std::ranges::find(facts->names, name) != facts->names.end();
}

// Without enforcement a session may make as many errors as it likes; STARTTLS is for listeners where TLS does not come first.
Task<void> serve_imap(net::Stream& stream, Parts& parts, imap::Logins& logins, bool starttls) {
  auto settings = *parts.settings.imap.current();
  settings.offer_starttls = settings.offer_starttls && starttls;
  if (!parts.settings.guard.current()->enforce) settings.max_bad_commands = 0;
  const imap::Services services{*parts.store, logins, system_time(), parts.events, settings};
  co_await imap::serve(stream, services);
}

Task<void> serve_pop3(net::Stream& stream, Parts& parts, pop3::Ports ports, bool stls) {
  auto settings = std::make_shared<pop3::Settings>(*parts.settings.pop3.current());
  if (!parts.settings.guard.current()->enforce) settings->max_bad_commands = settings->max_failed_logins = 0;
  co_await pop3::serve(stream, std::move(settings), {.stls = stls}, ports);
}

// RFC 5321 §4.5.1: <postmaster> without a domain is taken everywhere: in the domain of ours nearest above the host's name, else in the oldest.
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

Task<void> serve_smtp(net::Stream& stream, Parts& parts, smtp::Listener listener, smtp::Ports ports) {
  auto settings = std::make_shared<smtp::Settings>(*parts.settings.smtp.current());
  if (settings->default_domain.empty()) settings->default_domain = domain_of_postmaster(*parts.directory, listener.host_name);
  if (!parts.settings.guard.current()->enforce)
    settings->max_messages = settings->max_commands = settings->max_bad_commands = settings->max_failed_logins = 0;
  co_await smtp::serve(stream, std::move(settings), std::move(listener), ports);
}

}  // namespace

Server::~Server() { stop(); }

Result<std::unique_ptr<net::Listener>> Server::bind_one(const ListenerSetting& setting) {
  return net::Listener::bind(for_net(setting), reactors_, ids_, events_);
}

Result<void> Server::bind(const NetSettings& settings) {
  for (const auto& setting : settings.listeners) {
    auto listener = bind_one(setting);
    if (!listener) {  // tried again by open(), which tells the log; one port in use must not keep the others from answering
      fmt::print(stderr, "postern: {} on {} port {}: {}\n", name(setting.service), setting.address, setting.port,
                 listener.error().text);
      continue;
    }
    bound_.emplace_back(setting, std::move(*listener));
  }
  if (bound_.empty() && !settings.listeners.empty()) return fail(Failure::io, "No port could be opened");
  return {};
}

Result<void> Server::open(Parts& parts) {
  parts_ = &parts;
  authenticator_.emplace(auth::Authenticator::Ports{*parts.directory, *parts.sealer, *parts.pool, *parts.hasher,
                                                    system_random(), system_time(), events_, *parts.recorder},
                         parts.settings.auth);
  delivery_.emplace(delivery::Delivery::Ports{*parts.directory, *parts.store, *parts.queue, system_time(), events_});
  smtp_directory_.emplace(*parts.directory, *parts.store);
  smtp_login_.emplace(*authenticator_);
  smtp_deliver_.emplace(*delivery_);
  imap_logins_.emplace(*authenticator_, *parts.directory);
  pop3_login_.emplace(*authenticator_);
  maildrops_.emplace(*parts.store);
  auto opened = relisten(*parts.settings.net.current());
  bound_.clear();  // ports that no setting names any more
  listeners_changed_ = parts.settings.net.observe([this](const NetSettings& s) {
    auto noted = write_bindings(parts_->boot, s);
    auto done = relisten(s);
    for (const auto* result : {&noted, &done})
      if (!*result)
        events_.write(events::Event::server_error, {},
                      {{events::Key::reason, result->error().text}, {events::Key::text, result->error().detail}});
  });
  parts.certificates->observe([this](const std::vector<tls::Identity>&) { return renew_certificates(); });
  parts.status = [this] { return status(); };
  return opened;
}

// The certificates as this listener shows them: the one it names first, and only those for its host names when it has some.
std::vector<tls::Identity> Server::identities_for(const ListenerSetting& setting) const {
  auto all = parts_->certificates->identities();
  const auto first =
      setting.certificate.empty() && !setting.host_names.empty() ? setting.host_names.front() : setting.certificate;
  const auto named = std::ranges::find_if(all, [&](const tls::Identity& i) { return !first.empty() && covers(i, first); });
  if (named != all.end()) std::rotate(all.begin(), named, named + 1);
  return all;
}

Result<std::shared_ptr<tls::Context>> Server::context_for(const ListenerSetting& setting) {
  if (setting.tls == net::TlsMode::none) return std::shared_ptr<tls::Context>();
  const auto identities = identities_for(setting);
  return tls::Context::make({.name = std::string(name(setting.service)), .alpn = protocols(setting.service)}, identities,
                            system_time(), system_random());
}

Result<void> Server::renew_certificates() {
  return doors_.with([&](std::vector<Door>& doors) -> Result<void> {
    for (auto& door : doors)
      if (door.tls)
        if (auto done = door.tls->replace(identities_for(door.setting)); !done) return done;
    return {};
  });
}

net::Serve Server::serve_of(const ListenerSetting& setting) {
  const bool starttls = setting.tls == net::TlsMode::starttls;
  const auto host = setting.host_names.empty() ? host_name(*parts_->settings.server.current()) : setting.host_names.front();
  switch (setting.service) {
    case Service::smtp:
    case Service::submission: {
      const bool submission = setting.service == Service::submission;
      const smtp::Listener listener{
          .role = submission ? smtp::Role::submission : smtp::Role::exchange, .host_name = host, .starttls = starttls};
      const smtp::Ports ports{*smtp_directory_,
                              *smtp_login_,
                              *smtp_deliver_,
                              trust_,
                              system_time(),
                              events_,
                              *parts_->recorder,
                              *parts_->blobs,
                              parts_->settings.store.current()->inline_limit.value};
      return [this, listener, ports](net::Stream& s) { return serve_smtp(s, *parts_, listener, ports); };
    }
    case Service::imap: return [this, starttls](net::Stream& s) { return serve_imap(s, *parts_, *imap_logins_, starttls); };
    case Service::pop3: {
      const pop3::Ports ports{*pop3_login_, *maildrops_, system_time(), events_, *parts_->recorder};
      return [this, ports, starttls](net::Stream& s) { return serve_pop3(s, *parts_, ports, starttls); };
    }
  }
  return {};
}

Result<void> Server::open_door(const ListenerSetting& setting) {
  Door door{.setting = setting, .listener = {}, .tls = {}};
  auto context = context_for(setting);
  if (!context) return pass_on(context);
  door.tls = std::move(*context);
  const auto ready = std::ranges::find(bound_, setting, [](const auto& b) { return b.first; });
  if (ready != bound_.end() && ready->second) {
    door.listener = std::move(ready->second);
  } else {
    auto listener = bind_one(setting);
    if (!listener) return pass_on(listener);
    door.listener = std::move(*listener);
  }
  if (started_) door.listener->start({.serve = serve_of(setting), .admit = {}, .tls = door.tls});
  doors_.with([&](std::vector<Door>& doors) { doors.push_back(std::move(door)); });
  return {};
}

Result<void> Server::relisten(const NetSettings& settings) {
  doors_.with([&](std::vector<Door>& doors) {
    std::erase_if(doors,
                  [&](Door& door) { return std::ranges::find(settings.listeners, door.setting) == settings.listeners.end(); });
  });
  Result<void> out;
  for (const auto& setting : settings.listeners) {
    const bool open =
        doors_.with([&](std::vector<Door>& doors) { return std::ranges::find(doors, setting, &Door::setting) != doors.end(); });
    if (open) continue;
    if (auto done = open_door(setting); !done && out) out = std::move(done);  // the others still open
  }
  return out;
}

void Server::start() {
  started_ = true;
  reactors_.start();
  doors_.with([&](std::vector<Door>& doors) {
    for (auto& door : doors) door.listener->start({.serve = serve_of(door.setting), .admit = {}, .tls = door.tls});
  });
  parts_->recorder->run_on(&reactors_[0]);
  chores_.emplace(*parts_, reactors_[0]);
}

void Server::stop() {
  if (!std::exchange(started_, false)) return;
  listeners_changed_ = {};
  const auto until = Clock::now() + parts_->settings.server.current()->stop_patience;
  doors_.with([&](std::vector<Door>& doors) {
    for (auto& door : doors) door.listener->stop(until);
    for (auto& door : doors) door.listener->join();
    doors.clear();
  });
  parts_->recorder->run_on(nullptr);
  chores_->stop();
  reactors_.stop();
}

boost::json::object Server::status() const {
  boost::json::array rows;
  doors_.with([&](const std::vector<Door>& doors) {
    for (const auto& door : doors)
      rows.push_back(boost::json::object{{"service", name(door.setting.service)},
                                         {"address", door.setting.address},
                                         {"port", door.listener->port()},
                                         {"sessions", door.listener->sessions()}});
  });
  return {{"running", true}, {"accepts_mail", parts_->kv->accepts_writes()}, {"listeners", std::move(rows)}};
}

}  // namespace postern::app
