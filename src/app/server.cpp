// The services of a server: what is spoken on each of its listeners.
#include "app/server.h"

#include <algorithm>

#include "address/domain.h"
#include "admin/change_settings.h"
#include "app/input.h"
#include "base/run_here.h"
#include "base/text.h"
#include "delivery/own_mail.h"
#include "events/table.h"
#include "http/http.h"
#include "imap/imap.h"
#include "pop3/pop3.h"
#include "smtp/server/smtp.h"

namespace postern::app {
namespace {

constexpr std::chrono::seconds kEndTrialsEvery{1};

net::Allowance allowance(const AllSettings& settings) {
  return {*settings.session.current(), settings.guard.current()->enforce};
}

// STARTTLS is for listeners where TLS does not come first.
Task<void> serve_imap(net::Stream& stream, Parts& parts, auth::Login& login, bool starttls) {
  auto settings = *parts.settings.imap.current();
  settings.offer_starttls = settings.offer_starttls && starttls;
  const imap::Services services{
      *parts.store, login, system_time(), parts.events, settings, allowance(parts.settings), [&parts](imap::Moved m) {
        return parts.learner->moved(m.account, m.from, m.to, std::move(m.uids));
      }};
  co_await imap::serve(stream, services);
}

Task<void> serve_pop3(net::Stream& stream, Parts& parts, pop3::Ports ports, bool stls) {
  co_await pop3::serve(stream, parts.settings.pop3.current(), {.stls = stls}, allowance(parts.settings), ports);
}

// A list that is not there is not missed: domains whose DNS does not say are organisations of their own then.
std::optional<senderauth::PublicSuffixes> read_suffixes(Parts& parts) {
  const auto text = read_text(parts.settings.origin.current()->public_suffixes);
  if (!text) return {};
  auto suffixes = senderauth::PublicSuffixes::read(*text);
  if (suffixes) return std::move(*suffixes);
  parts.events.write(events::Event::server_error, {}, {{events::Key::reason, suffixes.error().text}});
  return {};
}

// Who asks nobody cannot judge.
smtp::OriginPorts origin_ports(Parts& parts, const senderauth::PublicSuffixes* suffixes) {
  auto settings = parts.settings.origin.current();
  if (!settings->judge || !parts.settings.dns.current()->ask) settings = nullptr;
  return {std::move(settings), parts.dns.get(), suffixes, host_name(*parts.settings.server.current()), nullptr};
}

smtp::Role role_of(Service service) {
  if (service == Service::lmtp) return smtp::Role::lmtp;
  return service == Service::submission ? smtp::Role::submission : smtp::Role::exchange;
}

Task<void> serve_smtp(net::Stream& stream, Parts& parts, smtp::Listener listener, smtp::Ports ports) {
  auto settings = std::make_shared<smtp::Settings>(*parts.settings.smtp.current());
  if (settings->default_domain.empty()) settings->default_domain = domain_of_postmaster(*parts.directory, listener.host_name);
  co_await smtp::serve(stream, std::move(settings), std::move(listener), allowance(parts.settings), ports);
}

// H02: the names that a client may ask for.
bool is_name(const Parts& parts, std::string_view host) {
  const auto names = server_names(*parts.settings.server.current(), *parts.settings.net.current());
  return std::ranges::any_of(names, [&](const std::string& name) { return equal_nocase(name, host); });
}

api::OpenDoors doors_of(const ListenerSetting& setting) {
  return {.webmail = setting.serves("webmail"), .console = setting.serves("admin"), .api = setting.serves("api")};
}

Task<void> serve_web(net::Stream& stream, Parts& parts, http::Site& site, std::vector<IpNetwork> proxies) {
  const http::Ports ports{site, system_time(), parts.events, std::move(proxies)};
  co_await http::serve(stream, parts.settings.http.current(), ports);
}

}  // namespace

Server::~Server() { stop(); }

Result<void> Server::bind(const Bindings& bindings) { return listeners_.bind(bindings); }

std::vector<Error> Server::open(Parts& parts) {
  parts_ = &parts;
  gate_.emplace(*parts.guard, *parts.directory);
  logged_in_.emplace(*parts.guard);
  authenticator_.emplace(auth::Authenticator::Ports{*parts.directory, *parts.sealer, *parts.pool, *parts.hasher,
                                                    system_random(), system_time(), events_, *logged_in_, *gate_},
                         parts.settings.auth, parts.settings.password);
  users_.emplace(admin::UserSessions::Ports{*parts.directory, *authenticator_, *parts.administrators, system_random(),
                                            system_time(), events_, *parts.guard},
                 parts.settings.administrators);
  const auto write_to = [this](address::Mailbox to, Writing what, AccountId reader) {
    const auto settings = parts_->settings.server.current();
    const auto all = parts_->directory->snapshot();
    const auto owner = all->account(reader);
    const auto language = owner ? all->language_of(*owner, settings->language) : all->language_of(to, settings->language);
    delivery::OwnMail mail{std::move(to), host_name(*settings), std::move(what), language};
    return delivery::post_own(*delivery_, *parts_->blobs, std::move(mail), system_random(), system_time().now());
  };
  resets_.emplace(auth::PasswordResets::Ports{*parts.directory, *parts.sealer, *parts.pool, *parts.hasher, system_random(),
                                              system_time(), *logged_in_, *gate_, events_, write_to},
                  parts.settings.auth, parts.settings.password);
  mail_login_.emplace(*authenticator_, *parts.directory, *parts.store);
  open_mail(parts);
  parts.status = [this](SessionId caller) { return status(caller); };
  parts.doors = [this] { return listeners_.doors(); };
  parts.connections = [this] { return connections(); };
  parts.drop_connection = [this](SessionId session) { return listeners_.drop(session); };
  parts.use_reset_token = [this](auth::Peer from, std::string token, Secret password) {
    return resets_->use(std::move(from), std::move(token), std::move(password));
  };
  parts.whose_reset_token = [this](auth::Peer from, std::string token) {
    return resets_->whose_token(std::move(from), std::move(token));
  };
  parts.users = &*users_;
  news_.emplace(admin::News::Ports{*parts.guard, *parts.queue, *parts.directory, system_time()});
  parts.news = &*news_;
  parts.write_to = write_to;
  parts.send_reports = [this](admin::ReportKind kind, std::string day) { return reporting_->send(kind, std::move(day)); };
  parts.ask_reset = [this](auth::Peer from, std::string name) { return resets_->ask(std::move(from), std::move(name)); };
  world_.emplace(parts.world());
  doorkeeper_.emplace(*parts.administrators, *users_);
  api_.emplace(
      api::Api::Ports{*world_, *doorkeeper_, system_time(), [&parts](std::string_view host) { return is_name(parts, host); }},
      parts.settings.web);
  return listeners_.open(parts, [this](const ListenerSetting& setting) { return serve_of(setting); });
}

// Who takes a message in, looks at it, gives it to people here and brings it to others.
void Server::open_mail(Parts& parts) {
  forwarder_.emplace(forwarding::Forwarder::Ports{*parts.directory, *parts.keyring, *parts.blobs, system_time(), events_,
                                                  [&parts] { return host_name(*parts.settings.server.current()); }},
                     *parts.sealer, parts.settings.forwarding);
  signer_.emplace(forwarding::Signer::Ports{*parts.directory, *parts.keyring, *parts.blobs});
  parts.may_forward = [this](const address::Domain& from, const address::Mailbox& to) {
    return forwarder_->may_forward(from, to);
  };
  const auto post = [this](delivery::Whole mail) {
    return delivery::post_whole(*delivery_, *parts_->blobs, std::move(mail), system_random(), system_time().now());
  };
  responder_.emplace(autoreply::Responder::Ports{*parts.directory, *parts.kv, system_time(), system_random(), events_, post},
                     parts.settings.auto_reply);
  const delivery::Delivery::Ports ports{*parts.directory,
                                        *parts.store,
                                        *parts.queue,
                                        system_time(),
                                        events_,
                                        parts.settings.queue,
                                        [&guard = *parts.guard](AccountId id) { return guard.held_until(id); },
                                        [&parts] { return host_name(*parts.settings.server.current()); },
                                        system_random(),
                                        &*parts.guard,
                                        &*forwarder_,
                                        [this](AccountId who, const queue::Envelope& e) {
                                          const auto sender = judge::sender_of(e);
                                          return inspection_->actions().of(who, e.judged.level, sender) >= judge::Action::junk;
                                        },
                                        &*signer_,
                                        &*responder_,
                                        [&parts] { return parts.settings.server.current()->language; }};
  suffixes_ = read_suffixes(parts);
  scanning_.emplace(parts, ids_, events_);
  inspection_.emplace(parts, *scanning_, suffixes_ ? &*suffixes_ : nullptr);
  delivery_.emplace(ports);
  reporting_.emplace(parts, *delivery_, suffixes_ ? &*suffixes_ : nullptr);
  outward_.emplace(parts, ids_, events_, reporting_->tls(), *signer_);
  dispatch_.emplace(*delivery_, ports, &outward_->courier());
  pausing_ = parts.settings.delivery.observe([this](const outbound::Settings& s) { dispatch_->pause(s.paused); });
  dispatch_->pause(parts.settings.delivery.current()->paused);
  notices_.emplace(parts, *delivery_);
  reach_.emplace(parts);
  attachments_.emplace(AttachmentInspector::Ports{
      parts.settings.attachments, *parts.blobs, parts.settings.store.current()->inline_limit.value, *parts.directory,
      system_time(), events_, &*inspection_, [&parts] { return parts.settings.server.current()->language; }});
  smtp_directory_.emplace(*parts.directory, *parts.store, *parts.guard, *parts.kv, *forwarder_);
  smtp_deliver_.emplace(SmtpDeliver::Ports{*delivery_, *parts.guard, *reporting_, *parts.blobs,
                                           parts.settings.store.current()->inline_limit.value, *parts.throttle,
                                           *parts.directory, events_});
  signing_.emplace(*parts.keyring);
  trust_.emplace(*parts.guard, system_time());
  maildrops_.emplace(*parts.store);
}

std::vector<admin::Connection> Server::connections() const {
  auto out = listeners_.connections();
  for (auto& c : out) c.account = logged_in_->account_of(c.session);
  return out;
}

void Server::ended(SessionId session) {
  if (logged_in_) logged_in_->forget(session);
}

// Not on a reactor: what follows the settings may wait for one.
void Server::end_trials() {
  const auto ended = run_here(admin::end_trials(*parts_->stored_settings, events_, system_time().now()));
  const auto why_not = ended ? std::string() : ended.error().text;
  const bool is_new = std::exchange(trials_fail_, why_not) != why_not;
  if (!ended && is_new)
    events_.write(events::Event::server_error, {}, {{events::Key::reason, why_not}, {events::Key::text, ended.error().detail}});
}

net::Serve Server::serve_of(const ListenerSetting& setting) {
  const bool starttls = setting.tls == net::TlsMode::starttls;
  const auto host = setting.host_names.empty() ? host_name(*parts_->settings.server.current()) : setting.host_names.front();
  switch (setting.service) {
    case Service::smtp:
    case Service::submission:
    case Service::lmtp: {
      const smtp::Listener listener{.role = role_of(setting.service), .host_name = host, .starttls = starttls};
      const smtp::Ports ports{*smtp_directory_, *authenticator_, *smtp_deliver_,
                              *trust_,          system_time(),   events_,
                              *parts_->guard,   *parts_->blobs,  parts_->settings.store.current()->inline_limit.value};
      return [this, listener, ports](net::Stream& s) {
        auto its = ports;
        its.signing = parts_->settings.dkim.current()->sign ? &*signing_ : nullptr;
        its.inspector = &*attachments_;
        its.origin = origin_ports(*parts_, suffixes_ ? &*suffixes_ : nullptr);
        if (listener.role == smtp::Role::lmtp) its.origin.settings = nullptr;  // its client is not where the mail is from
        its.origin.watch = &*reporting_;
        return serve_smtp(s, *parts_, listener, std::move(its));
      };
    }
    case Service::imap: return [this, starttls](net::Stream& s) { return serve_imap(s, *parts_, *mail_login_, starttls); };
    case Service::pop3: {
      const pop3::Ports ports{*mail_login_, *maildrops_, system_time(), events_};
      return [this, ports, starttls](net::Stream& s) { return serve_pop3(s, *parts_, ports, starttls); };
    }
    case Service::api: {
      std::vector<IpNetwork> proxies;
      for (const auto& text : setting.proxies)
        if (auto network = IpNetwork::parse(text)) proxies.push_back(*network);
      const auto site = std::make_shared<Web>(*api_, *parts_, doors_of(setting));
      return [this, site, proxies](net::Stream& s) { return serve_web(s, *parts_, *site, proxies); };
    }
  }
  return {};
}

void Server::start() {
  started_ = true;
  events_.also(LateSink::Place::counts, &*parts_->counts);
  events_.also(LateSink::Place::news, &*news_);
  reactors_.start();
  listeners_.start();
  parts_->guard->run_on(&reactors_[0]);
  chores_.emplace(*parts_, reactors_[0]);
  audit_.emplace(parts_->world(), parts_->settings.audit);
  trials_.emplace(kEndTrialsEvery, [this] { end_trials(); });
  notices_->start();
  reporting_->start();
  scanning_->start(reactors_[0]);
  outward_->start();
  dispatch_->start(reactors_[0]);
}

void Server::stop() {
  if (!std::exchange(started_, false)) return;
  audit_.reset();
  trials_.reset();
  scanning_->stop();  // a session that waits for a slow one has its answer, and goes
  listeners_.stop(Clock::now() + parts_->settings.server.current()->stop_patience);
  users_->stop();
  resets_->stop();
  reporting_->stop();
  parts_->guard->run_on(nullptr);
  outward_->stop();
  pausing_ = {};
  dispatch_->stop();
  chores_->stop();
  api_.reset();
  reactors_.stop();
  dispatch_.reset();
  outward_.reset();
  scanning_.reset();
  notices_.reset();
  reach_.reset();
  events_.also(LateSink::Place::counts, nullptr);
  events_.also(LateSink::Place::news, nullptr);
  auto counted = run_here(parts_->counts->write());
  if (!counted)
    events_.write(events::Event::server_error, {},
                  {{events::Key::reason, counted.error().text}, {events::Key::text, counted.error().detail}});
}

boost::json::object Server::status(SessionId caller) const {
  boost::json::array silent;
  for (const auto& one : parts_->silences.of(*parts_->settings.scanners.current()))
    silent.push_back({{"scanner", one.scanner}, {"since", rfc3339(one.since)}, {"messages", one.messages}, {"why", one.why}});
  return {{"running", true},
          {"accepts_mail", parts_->kv->accepts_writes()},
          {"silent_scanners", std::move(silent)},
          {"listeners", listeners_.status(caller)}};
}

}  // namespace postern::app
