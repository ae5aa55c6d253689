// The kinds of rules and the sets that come along.
#include "guard/rule.h"

#include <algorithm>
#include <set>

namespace postern::guard {
namespace {

using events::Service;

constexpr Services kLogins = Services::of(Service::submission) | Services::of(Service::imap) | Services::of(Service::pop3) |
                             Services::of(Service::web) | Services::of(Service::admin) | Services::of(Service::sieve) |
                             Services::of(Service::smtp);
// Port 25 still takes mail from who may not log in; AUTH is refused there by asking for `submission`.
constexpr Services kLoginDoors = Services::of(Service::submission) | Services::of(Service::imap) | Services::of(Service::pop3) |
                                 Services::of(Service::web) | Services::of(Service::admin) | Services::of(Service::sieve);
constexpr Services kMailIn = Services::of(Service::smtp) | Services::of(Service::submission);
constexpr Services kWeb = Services::of(Service::web) | Services::of(Service::admin);

// What a kind is about, and which actions make sense for it.
struct KindRow {
  Kind kind;
  std::string_view name;
  Services counted;
  Services blocked;
  std::array<bool, 6> actions;  // in the order of Action
};

constexpr std::array kKinds{
    KindRow{Kind::denial_of_service, "denial-of-service", kAllServices, kAllServices, {true, true, true, false, false, false}},
    KindRow{
        Kind::brute_force_by_address, "brute-force-by-address", kLogins, kLoginDoors, {true, true, true, false, false, false}},
    KindRow{
        Kind::brute_force_by_account, "brute-force-by-account", kLogins, kLoginDoors, {true, false, true, false, false, true}},
    KindRow{Kind::harvesting, "harvesting", kMailIn, kMailIn, {true, true, true, false, false, false}},
    KindRow{Kind::internal_spammer, "internal-spammer", kAllServices, kMailIn, {false, false, true, true, true, false}},
    KindRow{Kind::bounces, "bounces", kAllServices, kMailIn, {false, false, true, true, true, false}},
    KindRow{Kind::password_retrieval, "password-retrieval", kWeb, kWeb, {true, true, true, false, false, false}},
};

constexpr std::array kActions{"block", "delay", "notify", "hold-queue", "suspend-sending", "second-factor"};

const KindRow& row(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

Services by_name(const std::vector<std::string>& names) {
  Services out;
  for (const auto& n : names)
    if (const auto s = events::service_named(n)) out = out | Services::of(*s);
  return out;
}

Rule make(std::string id, Kind kind, std::string description, std::chrono::minutes window, std::uint32_t threshold,
          std::chrono::minutes lasts) {
  Rule r;
  r.id = std::move(id);
  r.kind = kind;
  r.description = std::move(description);
  r.window = window;
  r.threshold = threshold;
  r.lasts = lasts;
  return r;
}

// The figures in which the sets differ; the rules are the same.
struct Figures {
  std::uint32_t smtp_connections, other_connections;  // a minute
  std::uint32_t web_connections;                      // a browser opens six where a mail client opens one
  std::uint32_t failures;
  std::chrono::minutes failures_window, failures_lasts;
  std::uint32_t account_failures, harvesting, spam_new, spam_established, resets;
};

constexpr Figures kStrict{100, 60, 360, 5, std::chrono::minutes(30), std::chrono::minutes(1440), 20, 20, 200, 1000, 5};
constexpr Figures kBalanced{200, 120, 720, 10, std::chrono::minutes(30), std::chrono::minutes(240), 40, 30, 400, 2000, 10};
constexpr Figures kRelaxed{500, 300, 1800, 50, std::chrono::minutes(10), std::chrono::minutes(30), 100, 50, 1000, 5000, 20};

const Figures& figures(Preset preset) {
  switch (preset) {
    case Preset::balanced: return kBalanced;
    case Preset::relaxed: return kRelaxed;
    case Preset::strict: break;
  }
  return kStrict;
}

}  // namespace

std::vector<Rule> shipped(Preset preset) {
  using std::chrono::minutes;
  const auto& f = figures(preset);
  std::vector<Rule> all;
  const auto connections = [&](std::string id, std::vector<std::string> services, std::string text, std::uint32_t threshold) {
    auto r = make(std::move(id), Kind::denial_of_service, std::move(text), minutes(1), threshold, minutes(5));
    r.services = std::move(services);
    all.push_back(std::move(r));
  };
  connections("connections-smtp", {"smtp", "submission"}, "Too many connections for mail", f.smtp_connections);
  connections("connections-imap", {"imap"}, "Too many IMAP connections", f.other_connections);
  connections("connections-pop3", {"pop3"}, "Too many POP3 connections", f.other_connections);
  connections("connections-web", {"web", "admin"}, "Too many web connections", f.web_connections);
  all.push_back(make("brute-force-by-address", Kind::brute_force_by_address, "Guesses passwords", f.failures_window, f.failures,
                     f.failures_lasts));
  auto by_account = make("brute-force-by-account", Kind::brute_force_by_account, "Passwords of one account are guessed",
                         minutes(60), f.account_failures, minutes(60));
  by_account.action = Action::second_factor;
  all.push_back(std::move(by_account));
  all.push_back(make("harvesting", Kind::harvesting, "Looks for mailboxes", minutes(5), f.harvesting, minutes(60)));
  auto spammer = make("internal-spammer", Kind::internal_spammer, "Writes to very many", minutes(60), f.spam_new, minutes(60));
  spammer.threshold_established = f.spam_established;
  spammer.action = Action::hold_queue;
  spammer.notify = true;
  all.push_back(std::move(spammer));
  auto bounces = make("bounces", Kind::bounces, "Much of what it sends comes back", minutes(60), 50, minutes(60));
  bounces.share = 30;
  bounces.action = Action::hold_queue;
  bounces.notify = true;
  all.push_back(std::move(bounces));
  all.push_back(make("password-retrieval", Kind::password_retrieval, "Asks for passwords to be reset again and again",
                     minutes(60), f.resets, minutes(60)));
  return all;
}

std::string check_rules(const std::vector<Rule>& rules) {
  std::set<std::string_view> ids;
  for (const auto& r : rules) {
    if (!ids.insert(r.id).second) return "rule " + r.id + " is there twice";
    if (!row(r.kind).actions[static_cast<std::size_t>(r.action)])
      return "rule " + r.id + ": " + std::string(name(r.action)) + " is no action for " + std::string(name(r.kind));
  }
  for (const auto id : kPermanent)
    if (!ids.contains(id)) return "rule " + std::string(id) + " is permanent: it can be changed, and not taken away";
  return {};
}

Services counted_services(const Rule& r) { return r.services.empty() ? row(r.kind).counted : by_name(r.services); }

Services blocked_services(const Rule& r) {
  if (!r.block_services.empty()) return by_name(r.block_services);
  return r.kind == Kind::denial_of_service ? counted_services(r) : row(r.kind).blocked;
}

std::optional<Kind> kind_named(std::string_view word) {
  const auto found = std::ranges::find(kKinds, word, &KindRow::name);
  return found == kKinds.end() ? std::nullopt : std::optional(found->kind);
}

std::string_view name(Kind kind) { return row(kind).name; }
std::string_view name(Action action) { return kActions[static_cast<std::size_t>(action)]; }

std::string_view name(Preset preset) {
  switch (preset) {
    case Preset::strict: return "strict";
    case Preset::balanced: return "balanced";
    case Preset::relaxed: return "relaxed";
  }
  return "";
}

}  // namespace postern::guard
