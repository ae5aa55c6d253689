// Judging, opening, changing and retiring listeners, and the certificates they show.
#include "app/listeners.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "address/domain.h"
#include "base/run_here.h"
#include "base/text.h"
#include "events/table.h"
#include "tls/context.h"

namespace postern::app {
namespace {

constexpr std::string_view kListenersKey = "net.listeners";
constexpr std::uint16_t kFirstForAll = 1024;  // ports below are root's to open

// What net needs to know of a listener; what the service does with a connection is not among it.
net::ListenerSettings for_net(const ListenerSetting& s) {
  net::ListenerSettings out{.service = std::string(name(s.service)),
                            .tls = s.tls,
                            .proxies_may_be_silent = s.service == Service::api && s.tls == net::TlsMode::implicit,
                            .max_connections = s.max_connections};
  for (const auto& text : s.proxies)
    if (auto network = IpNetwork::parse(text)) out.proxies.push_back(*network);
  return out;
}

std::vector<std::string> protocols(Service service) {  // RFC 7301; IANA has no word for submission
  if (service == Service::imap) return {"imap"};
  if (service == Service::lmtp) return {"lmtp"};
  if (service == Service::pop3) return {"pop3"};
  if (service == Service::api) return {"http/1.1"};
  return {"smtp"};
}

events::Service security_service(Service service) {
  switch (service) {
    case Service::smtp: return events::Service::smtp;
    case Service::submission: return events::Service::submission;
    case Service::lmtp: return events::Service::smtp;
    case Service::imap: return events::Service::imap;
    case Service::pop3: return events::Service::pop3;
    case Service::api: return events::Service::admin;
  }
  return events::Service::smtp;
}

Task<void> serve_later(net::Stream& stream, const net::Serve& serve, std::chrono::milliseconds delay) {
  co_await pause_until{Clock::now() + delay};
  co_await serve(stream);
}

// Those who are to be answered slowly have their place, and wait in it.
net::Serve greeting_when_due(const guard::Guard& guard, events::Service service, net::Serve serve) {
  return [&guard, service, serve = std::move(serve)](net::Stream& stream) {
    const auto delay = guard.delay(stream.peer().address, service);
    return delay.count() > 0 ? serve_later(stream, serve, delay) : serve(stream);
  };
}

std::string called(const ListenerSetting& s) { return fmt::format("{} on {} port {}", name(s.service), s.address, s.port); }

// The same socket serves both: only what is said about it differs. "Any free port" is no particular one.
bool same_place(const ListenerSetting& a, const ListenerSetting& b) {
  return a == b || (a.port != 0 && a.port == b.port && place_of(a).address == place_of(b).address);
}

bool has_place(const std::vector<ListenerSetting>& all, const ListenerSetting& one) {
  return std::ranges::any_of(all, [&](const ListenerSetting& s) { return same_place(s, one); });
}
bool has_place(const std::vector<ListenerSetting>& all, const net::Endpoint& where) {
  return std::ranges::any_of(all, [&](const ListenerSetting& s) { return place_of(s) == where; });
}

// RFC 6066 §3: the names a listener answers to, as clients send them; none: any.
std::vector<std::string> names_of(const ListenerSetting& s) {
  std::vector<std::string> out;
  for (const auto& text : s.host_names)
    if (auto domain = address::parse_domain(text)) out.push_back(domain->ascii());
  return out;
}

}  // namespace

// All are taken before the first is listened on: one that overlaps another can be listened on in its stead then.
Result<void> Listeners::bind(const Bindings& bindings) {
  std::vector<net::Place> places;
  for (const auto& binding : bindings.ports) {
    auto place = net::Place::take(place_of(binding));
    if (place)
      places.push_back(std::move(*place));
    else
      fmt::print(stderr, "postern: {}\n", place.error().text);
  }
  for (auto& place : places) {
    auto listener = net::Listener::listen(place, reactors_, ids_, events_);
    if (listener)
      bound_.emplace_back(place.where, std::move(*listener));
    else
      rest(std::move(place));
  }
  if (bound_.empty() && !bindings.ports.empty()) return fail(Failure::io, "No port could be opened");
  return {};
}

std::vector<Error> Listeners::open(Parts& parts, ServeOf serve_of) {
  parts_ = &parts;
  serve_of_ = std::move(serve_of);
  const auto settings = parts.settings.net.current();
  for (auto& [where, listener] : bound_)  // ports that no setting names any more
    if (!has_place(settings->listeners, where)) rest(listener->retire());
  std::erase_if(bound_, [&](const auto& one) { return !has_place(settings->listeners, one.first); });
  auto closed = change(*settings);
  auto& registry = parts.settings.registry;
  registry.judge_by<NetSettings>("net", [this](const NetSettings& s) { return judge(s); });
  net_changed_ = parts.settings.net.observe([this](const NetSettings& s) { tell(change(s)); });
  registry.judge_by<admin::TlsSettings>("tls", [this](const admin::TlsSettings& s) -> Result<config::Judgement> {
    if (auto good = parts_->certificates->judge(s); !good) return pass_on(good);
    return config::Judgement{};
  });
  tls_changed_ = parts.settings.tls.observe([this](const admin::TlsSettings&) {
    auto problems = run_here(parts_->certificates->reload());
    tell(problems ? *problems : std::vector<Error>{problems.error()});
  });
  parts.certificates->observe([this] { return renew_certificates(); });
  return closed;
}

// ---- what can be opened ----

Result<config::Judgement> Listeners::judge(const NetSettings& wanted) {
  const auto give_back = [this](Bound* held) {  // what the change does not take after all
    for (auto& [where, listener] : *held)
      if (listener) rest(listener->retire());
    delete held;
  };
  const std::shared_ptr<Bound> held(new Bound, give_back);
  config::Judgement out;
  for (const auto& setting : wanted.listeners) {
    auto note = judge_one(setting, *held);
    if (!note) return pass_on(note);
    if (!note->empty()) out.note += (out.note.empty() ? "" : "; ") + *note;
  }
  held_.with([&](auto& all) {
    std::erase_if(all, [](const auto& one) { return one.expired(); });
    all.push_back(held);
  });
  out.held = held;
  return out;
}

// What there is to say about one listener of a change; an error when it cannot be had.
Result<std::string> Listeners::judge_one(const ListenerSetting& setting, Bound& held) {
  const auto certificates = parts_->certificates->rows();
  const auto covered = [&](const std::string& host) {
    return std::ranges::any_of(certificates, [&](const auto& row) { return row.facts.covers(host); });
  };
  if (!setting.certificate.empty() && !covered(setting.certificate))
    return fail(Failure::not_found, fmt::format("{}: no certificate covers {}: postern certificate list shows those that are",
                                                called(setting), printable(setting.certificate)));
  const auto where = place_of(setting);
  const auto [ours, overlaps] = doors_.with([&](const std::vector<Door>& doors) {
    return std::pair(std::ranges::any_of(doors, [&](const Door& d) { return same_place(d.setting, setting); }),
                     std::ranges::any_of(doors, [&](const Door& d) { return overlap(place_of(d.setting), where); }));
  });
  if (ours) return std::string();
  auto bound = listen_at(where);
  if (bound) {
    held.emplace_back(where, std::move(*bound));
    return std::string();
  }
  // A port that another of our listeners has, and gives up by this change, is tried on the address alone.
  if (overlaps && bound.error().kind == Failure::exists) {
    bound = net::Listener::bind({where.address, 0}, reactors_, ids_, events_);
    if (bound) return std::string();
  }
  if (bound.error().kind == Failure::denied && where.port < kFirstForAll)
    return fmt::format("{} opens at the next start: only root may open ports below 1024", called(setting));
  const auto present = parts_->settings.net.current();
  if (std::ranges::find(present->listeners, setting) != present->listeners.end())  // it was closed before, too
    return fmt::format("{} stays closed: {}", called(setting), bound.error().text);
  return pass_on(bound);
}

// ---- changing ----

// Makes the doors what the settings say; the errors name what stays closed.
std::vector<Error> Listeners::change(const NetSettings& settings) {
  std::vector<Error> problems;
  if (auto noted = note_bindings(parts_->boot, with_those_before(settings)); !noted) problems.push_back(noted.error());
  auto named = run_here(parts_->certificates->use_names(server_names(*parts_->settings.server.current(), settings)));
  if (!named) problems.push_back(named.error());
  retire_all_but(settings);
  for (const auto& setting : settings.listeners)
    if (auto done = open_door(setting); !done) problems.push_back(done.error());  // the others still open
  return problems;
}

// And those that come back when a trial ends: by then the server may have been started anew.
NetSettings Listeners::with_those_before(NetSettings settings) const {
  const auto trials = run_here(parts_->stored_settings->trials());
  const auto trial = trials ? trials->find(kListenersKey) : admin::SettingTrials::const_iterator();
  if (!trials || trial == trials->end()) return settings;
  NetSettings before;
  if (trial->second.before && !config::set(config::table<NetSettings>(), &before, "listeners", *trial->second.before))
    return settings;
  for (auto& listener : before.listeners)
    if (!has_place(settings.listeners, listener)) settings.listeners.push_back(std::move(listener));
  return settings;
}

void Listeners::retire_all_but(const NetSettings& settings) {
  std::vector<Door> gone;
  doors_.with([&](std::vector<Door>& doors) {
    std::vector<Door> kept;
    for (auto& door : doors) (has_place(settings.listeners, door.setting) ? kept : gone).push_back(std::move(door));
    doors = std::move(kept);
  });
  for (auto& door : gone) rest(door.listener->retire());  // waits for a reactor: never with the doors held
  forget_ended();
  retired_.with([&](auto& retired) {
    for (auto& door : gone) retired.push_back({std::string(name(door.setting.service)), std::move(door.listener)});
  });
}

void Listeners::forget_ended() {
  retired_.with([](auto& retired) { std::erase_if(retired, [](const auto& one) { return one.listener->has_ended(); }); });
}

// A listener that is there already and says the same is left alone.
Result<void> Listeners::open_door(const ListenerSetting& setting) {
  return doors_.with([&](std::vector<Door>& doors) -> Result<void> {
    const auto there = std::ranges::find_if(doors, [&](const Door& door) { return same_place(door.setting, setting); });
    if (there != doors.end()) {
      if (there->setting == setting) return {};
      there->setting = setting;
      return serve(*there);
    }
    Door door{.setting = setting, .listener = take_bound(place_of(setting)), .tls = {}};
    if (!door.listener) {
      auto listener = listen_at(place_of(setting));
      if (!listener) return pass_on(listener);
      door.listener = std::move(*listener);
    }
    if (auto done = serve(door); !done) return done;
    doors.push_back(std::move(door));
    return {};
  });
}

Result<void> Listeners::serve(Door& door) {
  auto context = context_for(door.setting);
  if (!context) return pass_on(context);
  door.tls = std::move(*context);
  if (started_) begin(door);
  return {};
}

void Listeners::begin(Door& door) {
  const auto admit = [&guard = *parts_->guard, service = security_service(door.setting.service)](const net::Endpoint& peer) {
    return guard.enter(peer.address, service);
  };
  auto serve = greeting_when_due(*parts_->guard, security_service(door.setting.service), serve_of_(door.setting));
  door.listener->serve(for_net(door.setting), {.serve = std::move(serve), .admit = admit, .tls = door.tls, .ended = ended_});
}

std::unique_ptr<net::Listener> Listeners::take_bound(const net::Endpoint& where) {
  const auto take_from = [&](Bound& bound) -> std::unique_ptr<net::Listener> {
    const auto found = std::ranges::find_if(bound, [&](const auto& one) { return one.second && one.first == where; });
    return found == bound.end() ? nullptr : std::move(found->second);
  };
  if (auto listener = take_from(bound_)) return listener;
  return held_.with([&](auto& all) -> std::unique_ptr<net::Listener> {
    for (auto& weak : all)
      if (const auto held = weak.lock())
        if (auto listener = take_from(*held)) return listener;
    return nullptr;
  });
}

Result<std::unique_ptr<net::Listener>> Listeners::listen_at(const net::Endpoint& where) {
  using Listening = Result<std::unique_ptr<net::Listener>>;
  auto again = resting_.with([&](std::vector<net::Place>& all) -> std::optional<Listening> {
    const auto at = std::ranges::find(all, where, &net::Place::where);
    if (at == all.end()) return std::nullopt;
    auto listener = net::Listener::listen(*at, reactors_, ids_, events_);
    if (listener) all.erase(at);
    return listener;
  });
  if (again) return std::move(*again);
  return net::Listener::bind(where, reactors_, ids_, events_);
}

void Listeners::rest(net::Place place) {
  if (place.socket && place.where.port < kFirstForAll)
    resting_.with([&](std::vector<net::Place>& all) { all.push_back(std::move(place)); });
}

void Listeners::tell(const std::vector<Error>& problems) {
  for (const auto& problem : problems)
    events_.write(events::Event::server_error, {}, {{events::Key::reason, problem.text}, {events::Key::text, problem.detail}});
}

// ---- certificates ----

// The certificates as this listener shows them: first the one for clients that ask for no name.
std::vector<tls::Identity> Listeners::identities_for(const ListenerSetting& setting) const {
  auto all = parts_->certificates->identities();
  const auto names = names_of(setting);
  const auto first = !setting.certificate.empty() ? setting.certificate : names.empty() ? std::string() : names.front();
  const auto named = std::ranges::find_if(all, [&](const tls::Identity& identity) {
    const auto facts = tls::facts_of(identity.chain);
    return !first.empty() && facts && facts->covers(first);
  });
  if (named != all.end()) std::rotate(all.begin(), named, named + 1);
  return all;
}

Result<std::shared_ptr<tls::Context>> Listeners::context_for(const ListenerSetting& setting) const {
  if (setting.tls == net::TlsMode::none) return std::shared_ptr<tls::Context>();
  const auto identities = identities_for(setting);
  tls::Service service{
      .name = std::string(name(setting.service)), .alpn = protocols(setting.service), .host_names = names_of(setting)};
  return tls::Context::make(std::move(service), identities, system_time(), system_random());
}

Result<void> Listeners::renew_certificates() {
  return doors_.with([&](std::vector<Door>& doors) -> Result<void> {
    for (auto& door : doors)
      if (door.tls)
        if (auto done = door.tls->replace(identities_for(door.setting)); !done) return done;
    return {};
  });
}

// ---- start, stop, status ----

void Listeners::start() {
  started_ = true;
  doors_.with([&](std::vector<Door>& doors) {
    for (auto& door : doors) begin(door);
  });
}

void Listeners::stop(Deadline until) {
  if (!std::exchange(started_, false)) return;
  parts_->settings.registry.judge_by<NetSettings>("net", {});
  parts_->settings.registry.judge_by<admin::TlsSettings>("tls", {});
  net_changed_ = {};
  tls_changed_ = {};
  parts_->certificates->observe({});
  auto listeners = retired_.with([](auto& retired) { return std::exchange(retired, {}); });
  doors_.with([&](std::vector<Door>& doors) {
    for (auto& door : doors) listeners.push_back({std::string(name(door.setting.service)), std::move(door.listener)});
    doors.clear();
  });
  for (auto& one : listeners) one.listener->stop(until);
  for (auto& one : listeners) one.listener->join();
}

boost::json::array Listeners::status(SessionId caller) const {
  boost::json::array rows;
  doors_.with([&](const std::vector<Door>& doors) {
    for (const auto& door : doors) {
      boost::json::object row{{"service", name(door.setting.service)},
                              {"address", door.setting.address},
                              {"port", door.listener->port()},
                              {"sessions", door.listener->sessions()}};
      if (door.listener->has(caller)) row["yours"] = true;
      rows.push_back(std::move(row));
    }
  });
  return rows;
}

std::vector<admin::Connection> Listeners::connections() const {
  std::vector<admin::Connection> out;
  const auto clock_time = [steady = Clock::now(), now = system_time().now()](Deadline at) {
    return now - std::chrono::duration_cast<std::chrono::milliseconds>(steady - at);
  };
  const auto add = [&](std::string_view service, const net::Listener& listener) {
    for (const auto& s : listener.open_sessions()) {
      out.push_back({s.session,
                     std::string(service),
                     s.peer,
                     clock_time(s.since),
                     {},
                     s.seen.doing,
                     s.seen.octets_in,
                     s.seen.octets_out,
                     clock_time(s.seen.active),
                     s.seen.tls ? s.seen.tls : "",
                     s.seen.cipher ? s.seen.cipher : ""});
    }
  };
  doors_.with([&](const std::vector<Door>& doors) {
    for (const auto& door : doors) add(name(door.setting.service), *door.listener);
  });
  retired_.with([&](const std::vector<Retired>& retired) {
    for (const auto& one : retired) add(one.service, *one.listener);
  });
  return out;
}

bool Listeners::drop(SessionId session) {
  const auto drops = [session](const auto& one) { return one.listener->drop(session); };
  return doors_.with([&](const auto& doors) { return std::ranges::any_of(doors, drops); }) ||
         retired_.with([&](const auto& retired) { return std::ranges::any_of(retired, drops); });
}

std::vector<audit::Door> Listeners::doors() const {
  std::vector<audit::Door> out;
  doors_.with([&](const std::vector<Door>& doors) {
    for (const auto& door : doors)
      out.push_back({.service = std::string(name(door.setting.service)),
                     .address = door.setting.address,
                     .port = door.listener->port(),
                     .tls = door.setting.tls,
                     .proxies = door.setting.proxies,
                     .console = door.setting.serves("admin"),
                     .programs = door.setting.serves("api"),
                     .people = door.setting.serves("webmail"),
                     .host_name = door.setting.host_names.empty() ? "" : door.setting.host_names.front()});
  });
  return out;
}

}  // namespace postern::app
