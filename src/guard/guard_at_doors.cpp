// What the doors of the server ask the guard: who may come in, who waits, and who may send.
#include <span>
#include <utility>

#include "guard/guard.h"

namespace postern::guard {

bool Guard::admit(const IpAddress& address, events::Service service) const {
  if (!enforces_) return true;
  const auto now = ports_.time.now();
  const auto listed = lists_.find(address, service, now);
  if (listed && listed->side == Side::deny) return false;
  const auto hit = blocks_.find(address, service, now, listed ? listed->bypasses : Bypasses{});
  return !hit || hit->action != Action::block;
}

bool Guard::enter(const IpAddress& address, events::Service service) {
  if (!admit(address, service)) return false;
  events::SecurityEvent connection;
  connection.at = ports_.time.now();
  connection.signal = events::Signal::connection;
  connection.service = service;
  connection.ip = address.bytes;
  record(std::move(connection));
  return true;
}

bool Guard::lets_log_in(const IpAddress& address, events::Service service) const {
  const auto settings = settings_.current();
  const bool everywhere = settings->country_rule == CountryMode::off;  // as shipped: nothing is copied then
  return admit(address, service) && (everywhere || admits(settings->rule_of_countries(), address, service));
}

bool Guard::admits(const CountryRule& rule, const IpAddress& address, events::Service service) const {
  if (rule.mode == CountryMode::off || !enforces_) return true;
  const auto listed = lists_.look(address, service, ports_.time.now());
  return (listed && listed->side == Side::allow) || countries_.admits(rule, address);
}

bool Guard::would_shut_out(std::span<const Entry> entries, const IpAddress& address, events::Service service) const {
  const auto now = ports_.time.now();
  const auto listed = lists_.look(address, service, now);
  if (listed && listed->side == Side::deny) return false;
  const auto then = lists_.look_if(entries, address, service, now);
  return then == Side::deny || (!then && !countries_.admits(settings_.current()->rule_of_countries(), address));
}

bool Guard::would_shut_out(const Settings& after, const IpAddress& address, events::Service service) const {
  const auto listed = lists_.look(address, service, ports_.time.now());
  if (listed) return listed->side == Side::deny && after.enforce && !enforces_;
  return !countries_.would_admit(after.rule_of_countries(), address, after.country_database);
}

bool Guard::would_shut_out(const Block& block, const IpAddress& address, events::Service service) {
  return !block.account && block.action == Action::block && block.services.has(service) && block.network.contains(address);
}

bool Guard::is_spared(const IpAddress& address, events::Service service, Bypass bypass) const {
  const auto listed = lists_.look(address, service, ports_.time.now());
  return listed && listed->bypasses.has(bypass);
}

std::chrono::milliseconds Guard::delay(const IpAddress& address, events::Service service) const {
  const auto now = ports_.time.now();
  const auto listed = lists_.look(address, service, now);
  const auto hit = blocks_.find(address, service, now, listed ? listed->bypasses : Bypasses{});
  return hit && hit->action == Action::delay && enforces_ ? hit->delay : std::chrono::milliseconds(0);
}

Task<bool> Guard::lets_in(AccountId account, IpAddress address, events::Service service, std::string browser) {
  const auto now = ports_.time.now();
  // The owner is never locked out, so that to block an account means the same.
  auto hit = blocks_.find(account, Action::second_factor, now);
  if (!hit) hit = blocks_.find(account, Action::block, now);
  if (!hit || !enforces_ || is_spared(address, service, Bypass::brute_force)) co_return true;
  const bool known = co_await knew(account, Device(address), hit->first);
  if (known || browser.empty()) co_return known;
  co_return co_await knew(account, Device::browser(browser), hit->first);
}

Task<bool> Guard::knew(AccountId account, Device device, Time before) {
  auto known = co_await devices_.knew(account, std::move(device), before, ports_.time.now());
  if (!known) failed(known.error());
  co_return known && *known;
}

Task<bool> Guard::knows_browser(AccountId account, std::string browser) {
  co_return co_await knew(account, Device::browser(browser), ports_.time.now());
}

void Guard::note_browser(AccountId account, std::string_view browser, std::string_view agent) {
  if (devices_.note(account, Device::browser(browser), ports_.time.now(), agent)) write_soon();
}

bool Guard::is_suspended(AccountId account) const {
  return enforces_ && blocks_.find(account, Action::suspend_sending, ports_.time.now());
}

Time Guard::held_until(AccountId account) const {
  const auto hit = blocks_.find(account, Action::hold_queue, ports_.time.now());
  return hit && enforces_ ? hit->until : Time{};
}

}  // namespace postern::guard
