// Events to the recorder and the judge; verdicts to blocks and logs.
#include "guard/guard.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "events/table.h"
#include "guard/administrator_id.h"
#include "guard/detectors/detector.h"

namespace postern::guard {
namespace {

using events::Event;
using events::Key;

// An IPv4 address stands for itself, an IPv6 one for its /64; a prefix that addresses were folded into is a /24 or a /48.
IpNetwork network_of(const Verdict& v) {
  const bool v4 = is_v4(v.key);
  if (v.subject == Subject::prefix) return {IpAddress{v.key}, v4 ? 120u : 48u};
  return {IpAddress{v.key}, v4 ? 128u : 64u};
}

Time first_of(const std::vector<Mark>& marks, Time otherwise) {
  const auto first = std::ranges::min_element(marks, {}, &Mark::second);
  return first == marks.end() ? otherwise : Time{std::int64_t{first->second} * 1000};
}

AccountId account_of(const TallyKey& key) {
  std::uint64_t id = 0;
  for (std::size_t i = 8; i < 16; ++i) id = id << 8 | key[i];
  return AccountId(id);
}

bool is_login(const events::SecurityEvent& e) {
  return e.signal == events::Signal::login && e.cause == events::Cause::none && e.account;
}

}  // namespace

Block block_of(const Verdict& v) {
  const bool accounts = v.subject == Subject::account;
  Block b{.network = accounts ? IpNetwork() : network_of(v),
          .account = accounts ? account_of(v.key) : AccountId(),
          .rule = v.rule->id,
          .kind = v.rule->kind,
          .action = v.rule->action,
          .services = blocked_services(*v.rule),
          .since = v.at,
          .until = v.at + v.rule->lasts,
          .first = first_of(v.marks, v.at),
          .delay = v.rule->delay,
          .sum = v.sum,
          .marks = v.marks,
          .earlier = {},
          .description = v.rule->description};
  if (b.marks.size() > Block::kMostMarks) b.marks.resize(Block::kMostMarks);
  return b;
}

Guard::Guard(Ports ports, config::Live<Settings> settings, std::uint64_t seed)
    : ports_(std::move(ports)),
      settings_(std::move(settings)),
      enforces_(settings_.current()->enforce),
      seed_(seed),
      blocks_(ports_.kv, seed, ports_.most_blocks),
      lists_(ports_.kv, seed),
      smtp_blocks_(ports_.kv),
      devices_(ports_.kv),
      last_logins_(ports_.kv),
      seen_countries_(ports_.kv),
      countries_(ports_.events, ports_.folder) {
  apply(settings_.current()->rules);
  countries_.use(settings_.current()->country_database);
  settings_changed_ = settings_.observe([this, before = *settings_.current()](const Settings& s) mutable {
    enforces_ = s.enforce;
    if (before.rules != s.rules) apply(s.rules);
    if (before.country_database != s.country_database) countries_.use(s.country_database);
    countries_.look_again();
    before = s;
  });
}

Guard::~Guard() = default;

// What was spared when it happened is not known later: a simulation spares whom the lists spare now.
Judge::Ports Guard::judge_ports() const {
  auto ports = ports_.judge;
  ports.spared = [this](const events::SecurityEvent& e) {
    const auto hit = lists_.look(IpAddress{e.ip}, e.service, e.at);
    return hit ? hit->bypasses : Bypasses{};
  };
  return ports;
}

// What is counted stays. What a rule did not count, or not so, it learns from the recorder; with nobody to run that, it begins at
// nothing.
void Guard::apply(const std::vector<Rule>& rules) {
  executor_.with([&](Executor* executor) {
    const bool begins = judging_.with([&](Judging& j) {
      auto judge = std::make_shared<Judge>(rules, judge_ports(), seed_, Tally::Limits{}, j.judge.get());
      j.coming = nullptr;
      if (j.judge && executor && judge->has_to_learn())
        j.coming = std::make_shared<Coming>(std::move(judge), ports_.time.now());
      else
        j.judge = std::move(judge);
      return j.coming && !std::exchange(j.catching_up, true);
    });
    if (begins) executor->post([this] { spawn(catch_up()); });
  });
}

Task<void> Guard::catch_up() {
  while (const auto coming = next_to_learn()) {
    const auto visit = [&](const events::SecurityEvent& e) {
      if (e.at < coming->from) coming->judge->learn(e);
    };
    auto written = co_await write_events();
    if (!written) failed(written.error());
    auto heard = co_await ports_.recorder.each(coming->from - coming->judge->memory(), visit);
    if (!heard) failed(heard.error());
    while (!take_over(coming)) {
    }
  }
}

std::shared_ptr<Guard::Coming> Guard::next_to_learn() {
  return judging_.with([](Judging& j) {
    j.catching_up = j.coming != nullptr;
    return j.coming;
  });
}

// False while there is more to learn. What others changed meanwhile is theirs.
bool Guard::take_over(const std::shared_ptr<Coming>& coming) {
  const auto later = judging_.with([&](Judging& j) {
    auto all = std::exchange(coming->later, {});
    if (all.empty() && j.coming == coming) {
      j.judge = coming->judge;
      j.coming = nullptr;
    }
    return all;
  });
  for (const auto& e : later) coming->judge->learn(e);
  return later.empty();
}

Task<Result<void>> Guard::load() {
  auto listed = co_await lists_.load(ports_.time.now());
  if (!listed) co_return pass_on(listed);
  auto named = co_await smtp_blocks_.load(ports_.time.now());
  if (!named) co_return pass_on(named);
  auto loaded = co_await blocks_.load(ports_.time.now());
  if (!loaded) co_return pass_on(loaded);
  auto logins = co_await load_logins();
  if (!logins) co_return logins;
  const auto judge = judging_.with([](const Judging& j) { return j.judge; });
  const auto again = [judge](const events::SecurityEvent& e) {
    ignore(judge->take(e), "what was decided then is among the blocks");
  };
  co_return co_await ports_.recorder.each(ports_.time.now() - judge->memory(), again);
}

Task<Result<void>> Guard::load_last_logins() {
  auto kept = co_await last_logins_.load();
  if (!kept) co_return pass_on(kept);
  co_return Result<void>{};
}

// A store that was written before they were kept knows them from what is recorded.
Task<Result<void>> Guard::load_logins() {
  auto kept = co_await last_logins_.load();
  if (!kept) co_return pass_on(kept);
  if (*kept) co_return Result<void>{};
  const auto visit = [this](const events::SecurityEvent& e) { note_login(e); };
  co_return co_await ports_.recorder.each(Time{}, visit);
}

bool Guard::note_login(const events::SecurityEvent& e) {
  const LoginTry made{e.at, IpAddress{e.ip}};
  if (is_login(e)) return last_logins_.note_right(e.account, made);
  const bool has_failed = e.signal == events::Signal::login && e.cause != events::Cause::none;
  return has_failed && is_administrator(e.account) && last_logins_.note_wrong(e.account, made);
}

// An address without a country, of one's own network above all, is nowhere: neither new nor seen.
bool Guard::note_country(const events::SecurityEvent& e) {
  const IpAddress from{e.ip};
  auto country = countries_.of(from);
  if (country.empty() || !seen_countries_.is_due(e.account, country, e.at)) return false;
  const auto last = last_logins_.of(e.account).right;
  seen_countries_.note({.account = e.account,
                        .country = std::move(country),
                        .before = last.was_made() ? countries_.of(last.from) : std::string(),
                        .from = from,
                        .service = e.service,
                        .at = e.at});
  return true;
}

Task<Result<void>> Guard::forget_logins(AccountId account) {
  auto forgotten = co_await seen_countries_.forget(account);
  if (!forgotten) co_return forgotten;
  co_return co_await last_logins_.forget(account);
}

bool Guard::is_learning() const {
  return judging_.with([](const Judging& j) { return j.catching_up; });
}

std::size_t Guard::bytes() const {
  const auto judge = judging_.with([](const Judging& j) { return j.judge; });
  return judge->bytes();
}

void Guard::run_on(Executor* executor) {
  executor_.with([&](Executor*& e) { e = executor; });
  ports_.recorder.run_on(executor);
}

void Guard::record(events::SecurityEvent event) {
  const auto judge = judging_.with([&](const Judging& j) {
    if (j.coming && j.coming->later.size() < Recorder::kMostWaiting) j.coming->later.push_back(event);
    return j.judge;
  });
  const auto verdicts = judge->take(event);
  const auto service = event.service;
  if (is_login(event)) {
    // Keys get in while an account is under attack, known or not: what they are used from has to be known to nobody. A password that is
    // guessed beside such a key must not find its way prepared.
    const IpAddress from{event.ip};
    const bool is_new = devices_.note(event.account, is_by_key(event) ? Device::of_key(from) : Device(from), event.at);
    const bool is_elsewhere = note_country(event);
    if (is_new || is_elsewhere) write_soon();
  }
  if (note_login(event)) write_soon();
  ports_.recorder.record(std::move(event));
  for (const auto& verdict : verdicts) carry_out(verdict, service);
}

void Guard::carry_out(const Verdict& v, events::Service service) {
  tell(v, service);
  if (v.rule->action != Action::notify) block(block_of(v));
}

void Guard::tell(const Verdict& v, events::Service service) {
  const bool account = v.subject == Subject::account;
  const auto who = !account            ? network_of(v).text()
                   : ports_.address_of ? ports_.address_of(account_of(v.key))
                                       : std::to_string(account_of(v.key).value);
  const std::array<events::Field, 5> fields{{{account ? Key::account : Key::ip, who},
                                             {Key::name, v.rule->id},
                                             {Key::count, v.sum},
                                             {Key::value, name(v.rule->action)},
                                             {Key::service, events::name(service)}}};
  ports_.events.write(account ? Event::account_conspicuous : Event::rule_triggered, {}, std::span(fields));
  if (notices_.is_due(v)) ports_.events.write(Event::administrators_to_be_told, {}, std::span(fields));
}

void Guard::block(Block b) {
  // While an attack goes on nobody becomes known by it.
  if (const auto before = b.account ? blocks_.find(b.account, b.action, b.since) : std::nullopt)
    b.first = std::min(b.first, before->first);
  blocks_.add(b);
  ++unsettled_;
  unsaved_.with([&](std::vector<Block>& all) { all.push_back(std::move(b)); });
  write_soon();
}

void Guard::write_soon() {
  executor_.with([&](Executor* executor) {
    if (executor) executor->post([this] { spawn(save_and_tell()); });
  });
}

void Guard::failed(const Error& e) {
  ports_.events.write(Event::server_error, {}, {{Key::reason, e.text}, {Key::text, e.detail}});
}

Task<void> Guard::save() {
  co_await save_blocks();
  co_await make_room();
  auto noted = co_await devices_.save();
  if (!noted) failed(noted.error());
  auto logins = co_await last_logins_.save();
  if (!logins) failed(logins.error());
}

// Only while there is who tells: what is not saved at the end of a stop is news again.
Task<void> Guard::save_and_tell() {
  co_await save();
  auto news = co_await seen_countries_.save();
  if (!news) {
    failed(news.error());
    co_return;
  }
  const auto alert = settings_.current()->new_country;
  if (alert == CountryAlert::off) co_return;
  for (const auto& login : *news) {
    log_country(login, alert == CountryAlert::administrators);
    if (ports_.tell_owner) co_await ports_.tell_owner(login);
  }
}

void Guard::log_country(const CountryLogin& login, bool to_administrators) {
  const auto who = ports_.address_of ? ports_.address_of(login.account) : std::to_string(login.account.value);
  const auto from = login.from.text();
  const std::array<events::Field, 5> fields{{{Key::account, who},
                                             {Key::ip, from},
                                             {Key::name, "new-country"},
                                             {Key::value, login.country},
                                             {Key::service, events::name(login.service)}}};
  ports_.events.write(Event::new_country, {}, std::span(fields));
  if (to_administrators) ports_.events.write(Event::administrators_to_be_told, {}, std::span(fields));
}

Task<void> Guard::make_room() {
  if (makes_room_.exchange(true)) co_return;
  auto gone = co_await blocks_.make_room();
  makes_room_ = false;
  if (!gone) failed(gone.error());
  if (gone && *gone > 0 && given_up_.fetch_add(*gone) == 0)
    ports_.events.write(Event::blocks_given_up, {}, {{Key::count, *gone}});
}

// All in one commit, so that settle() can wait for it by one of its own.
Task<void> Guard::save_blocks() {
  auto all = unsaved_.with([](std::vector<Block>& waiting) { return std::exchange(waiting, {}); });
  const auto count = all.size();
  if (count == 0) co_return;
  auto saved = co_await blocks_.save(std::move(all));
  if (!saved) failed(saved.error());
  unsettled_ -= count;
}

// Commits end in the order in which they came: with this one those that somebody else waits for have ended.
Task<Result<void>> Guard::others_have_saved() {
  kv::Intent nothing = [](kv::Transaction&) -> Result<void> { return {}; };
  co_return co_await ports_.kv.commit(kv::Shard{0}, std::move(nothing), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<void>> Guard::write_events() {
  auto written = co_await ports_.recorder.write();
  if (!written) co_return written;
  co_return co_await others_have_saved();
}

Task<void> Guard::settle() {
  if (unsettled_ == 0) co_return;
  co_await save_blocks();
  auto done = co_await others_have_saved();
  ignore(done, "who saves a block says why it could not be saved");
}

Task<Result<void>> Guard::write() {
  co_await save();
  auto counted = co_await lists_.save_hits();
  if (!counted) failed(counted.error());
  auto named = co_await smtp_blocks_.save_hits();
  if (!named) failed(named.error());
  co_return co_await ports_.recorder.write();
}

Task<Result<std::size_t>> Guard::unblock(IpNetwork network) {
  auto lifted = co_await blocks_.lift(network, {});
  if (!lifted) co_return pass_on(lifted);
  events::SecurityEvent forgiven;
  forgiven.at = ports_.time.now();
  forgiven.signal = events::Signal::forgiven;
  forgiven.ip = network.base().bytes;
  record(std::move(forgiven));
  co_return *lifted;
}

Task<Result<std::size_t>> Guard::unblock(AccountId account) {
  auto lifted = co_await blocks_.lift(account, {});
  if (!lifted) co_return pass_on(lifted);
  events::SecurityEvent forgiven;
  forgiven.at = ports_.time.now();
  forgiven.signal = events::Signal::forgiven;
  forgiven.account = account;
  record(std::move(forgiven));
  co_return *lifted;
}

Task<Result<std::size_t>> Guard::replace_blocks(Entry entry) {
  const auto network = entry.network;
  auto added = co_await lists_.add(std::vector{std::move(entry)});
  if (!added) co_return pass_on(added);
  co_return co_await unblock(network);
}

Task<Result<void>> Guard::fold(Block into, std::vector<IpNetwork> of) {
  auto saved = co_await block_by_hand(std::move(into));
  if (!saved) co_return saved;
  co_return co_await blocks_.lift(std::move(of));
}

Task<Result<void>> Guard::block_by_hand(Block block) {
  auto saved = co_await blocks_.save(std::vector{block});
  if (!saved) co_return saved;
  blocks_.add(block);
  co_return Result<void>{};
}

Task<Result<std::vector<events::SecurityEvent>>> Guard::evidence(const Block& block, std::size_t limit) {
  std::vector<events::SecurityEvent> out;
  const Block about = block;
  const auto settings = settings_.current();
  const auto rule = std::ranges::find(settings->rules, about.rule, &Rule::id);
  const auto visit = [&](const events::SecurityEvent& e) {
    if (rule != settings->rules.end() && !counts(*rule, e)) return;
    const bool ours = about.account ? e.account == about.account : about.network.contains(IpAddress{e.ip});
    if (ours && e.at <= about.since && out.size() < limit) out.push_back(e);
  };
  auto written = co_await write_events();
  if (!written) co_return pass_on(written);
  auto done = co_await ports_.recorder.each(about.first, visit);
  if (!done) co_return pass_on(done);
  co_return out;
}

Task<Result<std::vector<events::SecurityEvent>>> Guard::logins_of(AccountId account, Time since, std::size_t limit) {
  constexpr std::size_t kMostLookedAt = 500'000;
  std::vector<events::SecurityEvent> out;
  std::size_t looked = 0;
  const auto visit = [&](const events::SecurityEvent& e) {
    if (e.signal == events::Signal::login && e.account == account) out.push_back(e);
    return out.size() < limit && ++looked < kMostLookedAt;
  };
  auto written = co_await write_events();
  if (!written) co_return pass_on(written);
  auto done = co_await ports_.recorder.back_to(since, visit);
  if (!done) co_return pass_on(done);
  co_return out;
}

Task<Result<Simulation>> Guard::simulate(Rule rule, Time since) {
  Simulation simulation(std::move(rule), judge_ports(), seed_);
  const auto visit = [&](const events::SecurityEvent& e) { simulation.take(e); };
  auto written = co_await write_events();
  if (!written) co_return pass_on(written);
  auto done = co_await ports_.recorder.each(since, visit);
  if (!done) co_return pass_on(done);
  co_return std::move(simulation);
}

Task<Result<void>> Guard::sweep() {
  read_files();
  auto ended = co_await blocks_.sweep(ports_.time.now());
  if (!ended) co_return pass_on(ended);
  co_await make_room();
  if (blocks_.size() <= ports_.most_blocks / 2) given_up_ = 0;
  auto listed = co_await lists_.sweep(ports_.time.now());
  if (!listed) co_return pass_on(listed);
  auto named = co_await smtp_blocks_.sweep(ports_.time.now());
  if (!named) co_return pass_on(named);
  auto unknown = co_await devices_.sweep(ports_.time.now());
  if (!unknown) co_return pass_on(unknown);
  co_return Result<void>{};
}

}  // namespace postern::guard
