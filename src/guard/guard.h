// The guard: hears what happens at every door, judges it by the rules, and is asked at every door who may come in.
// Use: Guard guard(ports, settings, seed); co_await guard.load() before the first question; guard.run_on(&executor).
//   if (!guard.admit(address, service)) close;   guard.record(event);   guard.run_on(nullptr) before the executor goes.
// Promises: admit() is for any thread, waits for nothing and allocates nothing. A verdict takes effect before record() returns,
//   and is durable soon after (settle() waits for it). Counts survive a restart, for what is recorded is judged again: an
//   orderly stop loses none, a crash those of the last moments (see Recorder); and changed rules begin with what is recorded, the
//   earlier ones deciding until then. A listed proxy is never asked about: its clients
//   are.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/executor.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "events/events.h"
#include "events/security.h"
#include "guard/blocks.h"
#include "guard/countries.h"
#include "guard/devices.h"
#include "guard/judge.h"
#include "guard/last_logins.h"
#include "guard/lists.h"
#include "guard/notices.h"
#include "guard/recorder.h"
#include "guard/seen_countries.h"
#include "guard/settings.h"
#include "guard/simulation.h"
#include "guard/smtp_blocks.h"
#include "kv/kv.h"

namespace postern::guard {

// What a verdict leads to.
Block block_of(const Verdict&);

class Guard final : public events::SecuritySink {
 public:
  struct Ports {
    kv::Store& kv;
    Recorder& recorder;
    const TimeSource& time;
    events::Sink& events;
    Judge::Ports judge;
    std::function<std::string(AccountId)> address_of = {};  // how logs call an account; none: by its number
    std::string folder = {};                                // for a copy of the country database; none: no country is known
    std::size_t most_blocks = Blocks::kMost;
    std::function<Task<void>(CountryLogin)> tell_owner = {};  // of a login from a country that the account was not seen in
  };

  Guard(Ports, config::Live<Settings>, std::uint64_t seed);
  ~Guard();

  // Reads the lists and the blocks, and judges again what was recorded within the longest time frame of a rule.
  Task<Result<void>> load();
  // The last logins alone, as far as they are kept: who only looks at a stopped server has no need of the rest.
  Task<Result<void>> load_last_logins();
  // Where what has to be written is written from; none: it waits for write().
  void run_on(Executor*);
  // Writes what waits, when nothing is written by itself any more: the end of an orderly stop.
  Task<Result<void>> write();

  void record(events::SecurityEvent) override;
  [[nodiscard]] bool admit(const IpAddress&, events::Service) const;
  // Whether anybody logs in from there: who is admitted, from a country that the server's rule admits.
  [[nodiscard]] bool lets_log_in(const IpAddress&, events::Service) const;
  // The same by a rule of a domain or an account. An allow entry is an exception.
  [[nodiscard]] bool admits(const CountryRule&, const IpAddress&, events::Service) const;
  [[nodiscard]] std::string country_of(const IpAddress& address) const { return countries_.of(address); }
  [[nodiscard]] Countries::State country_database() const { return countries_.state(); }
  // At accept, once a connection: counts those that are admitted, whether or not they go on to say anything.
  bool enter(const IpAddress&, events::Service);
  // Whether a login from there may get into the account: while it is under attack, only if the account knew the address before, or the
  // browser, by its hash; empty: it shows none.
  Task<bool> lets_in(AccountId, IpAddress, events::Service, std::string browser = {});
  Task<bool> knows_browser(AccountId, std::string browser);
  // After a right login with it; `agent`: what it says it is.
  void note_browser(AccountId, std::string_view browser, std::string_view agent = {});
  Task<Result<std::vector<KnownDevice>>> known_devices(AccountId account) { return devices_.of(account, ports_.time.now()); }
  Task<Result<std::optional<KnownDevice>>> known_device(AccountId account, Device device) {
    return devices_.find(account, std::move(device), ports_.time.now());
  }
  // False where it was not known.
  Task<Result<bool>> forget_device(AccountId account, Device device) { return devices_.forget(account, std::move(device)); }
  // Whether the account may not send for now, and until when its mail is held in the queue (the past: it is not).
  [[nodiscard]] bool is_suspended(AccountId) const;
  [[nodiscard]] Time held_until(AccountId) const;
  // Whether these entries, or this block, would keep out an address that the lists let in as they are; whether or not limits are enforced.
  [[nodiscard]] bool would_shut_out(std::span<const Entry>, const IpAddress&, events::Service) const;
  [[nodiscard]] static bool would_shut_out(const Block&, const IpAddress&, events::Service);
  [[nodiscard]] bool would_shut_out(const Settings&, const IpAddress&, events::Service) const;
  // What the allow list spares an address. Deny entries and blocks hold all the same.
  [[nodiscard]] bool is_spared(const IpAddress&, events::Service, Bypass) const;
  // How much later whoever comes from there is answered.
  [[nodiscard]] std::chrono::milliseconds delay(const IpAddress&, events::Service) const;
  // Whether changed rules wait until they have learned what is recorded, and the earlier ones decide.
  [[nodiscard]] bool is_learning() const;
  // Comes back when every verdict given so far is durable: at once, unless one has just been given.
  Task<void> settle();

  // Octets that what is counted takes.
  [[nodiscard]] std::size_t bytes() const;

  Lists& lists() { return lists_; }
  SmtpBlocks& smtp_blocks() { return smtp_blocks_; }

  Task<Result<std::vector<Block>>> blocks() { return blocks_.list(ports_.time.now()); }
  Task<Result<std::vector<Block>>> blocks_of(IpNetwork network) { return blocks_.list(network, ports_.time.now()); }
  Task<Result<std::vector<Block>>> blocks_of(AccountId account) { return blocks_.list(account, ports_.time.now()); }
  Task<Result<std::map<std::string, std::size_t>>> blocks_by_rule() { return blocks_.by_rule(ports_.time.now()); }
  // Of how many networks blocks were given up for want of room, while there are more than half as many as there is room for.
  [[nodiscard]] std::size_t blocks_given_up() const { return given_up_; }
  [[nodiscard]] const Changes<BlockChange>& block_changes() const { return blocks_.changes(); }
  // Lifts the blocks of a network or account and begins to count at nothing again. How many blocks there were.
  Task<Result<std::size_t>> unblock(IpNetwork);
  Task<Result<std::size_t>> unblock(AccountId);
  // An entry of a list in place of what is held against its network: it is trusted, or denied until that is taken back. How many
  // blocks there were. Counting begins at nothing.
  Task<Result<std::size_t>> replace_blocks(Entry);
  // One block by hand in place of those of networks that lie in it.
  Task<Result<void>> fold(Block into, std::vector<IpNetwork> of);
  // One by hand, in place of an earlier one by hand. Durable when it returns.
  Task<Result<void>> block_by_hand(Block);
  // How many accounts have logged in rightly from a network in the last 30 days: whom a block of it would shut out.
  Task<Result<std::size_t>> rightful_logins(IpNetwork network) { return devices_.count(network, ports_.time.now()); }
  // What is recorded of a block's network or account, from the first event that counted to the one that was too much: what its rule
  // counts, while there is that rule. The first of them, at most `limit`.
  Task<Result<std::vector<events::SecurityEvent>>> evidence(const Block&, std::size_t limit);
  // Who has logged in to an account since then, or has tried to: the newest first, at most `limit`. Of a flood only the last part is looked
  // through.
  Task<Result<std::vector<events::SecurityEvent>>> logins_of(AccountId, Time since, std::size_t limit);
  // Whoever logged in last, rightly and wrongly, at whichever door; wrongly only of administrators, for of an account each is among
  // logins_of(). Any thread.
  [[nodiscard]] LoginTries last_logins(AccountId account) const { return last_logins_.of(account); }
  Task<Result<void>> forget_logins(AccountId);
  // What a rule would have done since then.
  Task<Result<Simulation>> simulate(Rule, Time since);
  // What has run out is taken away, and files that were replaced are read; called now and then.
  Task<Result<void>> sweep();
  void read_files() { countries_.look_again(); }

 private:
  // A judge by changed rules, until it has learned what is recorded.
  struct Coming {
    std::shared_ptr<Judge> judge;
    Time from;                                 // what is earlier it hears from the recorder
    std::vector<events::SecurityEvent> later;  // what has happened since, at most Recorder::kMostWaiting
  };
  struct Judging {
    std::shared_ptr<Judge> judge;
    std::shared_ptr<Coming> coming;
    bool catching_up = false;  // one task at a time, which goes on with what comes while it reads
  };
  [[nodiscard]] Judge::Ports judge_ports() const;
  void apply(const std::vector<Rule>&);
  Task<void> catch_up();
  std::shared_ptr<Coming> next_to_learn();
  bool take_over(const std::shared_ptr<Coming>&);
  void carry_out(const Verdict&, events::Service);  // where the last event that counted was
  void tell(const Verdict&, events::Service);
  void block(Block);
  void write_soon();
  void failed(const Error&);
  Task<Result<void>> load_logins();
  bool note_login(const events::SecurityEvent&);    // true: to be written soon
  bool note_country(const events::SecurityEvent&);  // before that: it looks at the login before it
  Task<void> save_and_tell();
  void log_country(const CountryLogin&, bool to_administrators);
  Task<bool> knew(AccountId, Device, Time before);
  Task<void> save_blocks();
  Task<void> save();
  Task<void> make_room();
  Task<Result<void>> others_have_saved();
  Task<Result<void>> write_events();  // those recorded so far

  Ports ports_;
  config::Live<Settings> settings_;
  std::atomic<bool> enforces_;  // as the settings say: asked at every door
  std::uint64_t seed_;
  Blocks blocks_;
  Lists lists_;
  SmtpBlocks smtp_blocks_;
  Devices devices_;
  LastLogins last_logins_;
  SeenCountries seen_countries_;
  Notices notices_;
  Countries countries_;
  Locked<Judging> judging_;
  Locked<Executor*> executor_;
  Locked<std::vector<Block>> unsaved_;
  std::atomic<std::size_t> unsettled_ = 0;  // of them, and those that are being saved
  std::atomic<bool> makes_room_ = false;
  std::atomic<std::size_t> given_up_ = 0;
  config::Subscription settings_changed_;
};

}  // namespace postern::guard
