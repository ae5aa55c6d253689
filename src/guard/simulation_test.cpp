// A rule that is tried on the past says what it said when it was the present.
#include "guard/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "guard/guard.h"
#include "kv/open.h"
#include "support/event_list.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"
#include "support/seeded_random.h"

namespace postern::guard {
namespace {

using events::Cause;
using events::Signal;
using Told = std::tuple<std::string, std::string, std::string>;  // whom, rule, sum

class SimulationTest : public testing::Test {
 protected:
  events::SecurityEvent event(std::uint8_t last_octet, Signal signal, Cause cause = Cause::none,
                              AccountId account = AccountId(3)) {
    events::SecurityEvent e;
    e.at = time.now();
    e.signal = signal;
    e.service = events::Service::imap;
    e.cause = cause;
    e.account = account;
    e.ip = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, last_octet};
    return e;
  }
  events::SecurityEvent some_event() {
    constexpr std::array kSignals{Signal::connection,   Signal::login,  Signal::login,          Signal::recipient_refused,
                                  Signal::message_sent, Signal::bounce, Signal::password_reset, Signal::forgiven};
    constexpr std::array kCauses{Cause::none, Cause::unknown_account, Cause::wrong_password, Cause::blocked};
    auto e = event(static_cast<std::uint8_t>(random.below(6)), kSignals[random.below(kSignals.size())],
                   kCauses[random.below(kCauses.size())], AccountId(random.below(4)));
    e.service = random.below(2) == 0 ? events::Service::imap : events::Service::submission;
    if (e.signal == Signal::forgiven && random.below(20) != 0) e.signal = Signal::login;  // seldom, as in life
    if (e.signal == Signal::password_reset) e.service = events::Service::web;
    e.credential = random.below(30);
    e.recipients = static_cast<std::uint32_t>(random.below(40));
    return e;
  }
  std::vector<Told> told_of(const std::string& rule) const {
    std::vector<Told> out;
    for (const auto& kept : log.all()) {
      if (kept.event == events::Event::administrators_to_be_told) continue;  // the same again
      std::string whom, name, sum;
      for (const auto& [key, value] : kept.fields) {
        if (key == events::Key::ip || key == events::Key::account) whom = value;
        if (key == events::Key::name) name = value;
        if (key == events::Key::count) sum = value;
      }
      if (name == rule) out.emplace_back(whom, name, sum);
    }
    return out;
  }
  static std::vector<Told> told_by(const Simulation& simulation) {
    std::vector<Told> out;
    for (const auto& found : simulation.found()) {
      const auto b = block_of(found.verdict);
      out.emplace_back(b.account ? std::to_string(b.account.value) : b.network.text(), b.rule,
                       std::to_string(found.verdict.sum));
    }
    return out;
  }

  ManualExecutor executor;
  test::ManualTime time{executor.now()};
  test::SeededRandom random{11};
  EventList log;
  config::Live<Settings> settings;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Recorder recorder{*kv, time};
};

TEST_F(SimulationTest, H21_verdicts_equal_the_live_ones_on_the_same_stream) {
  Guard guard({*kv, recorder, time, log, {}}, settings, 7);
  const auto begin = time.now();
  for (int i = 0; i < 10'000; ++i) {
    guard.record(some_event());
    time.pass(std::chrono::milliseconds(random.below(4000)));
  }
  std::size_t verdicts = 0;
  for (const auto& rule : settings.current()->rules) {
    const auto simulated = executor.run(guard.simulate(rule, begin)).value();
    EXPECT_EQ(told_by(simulated), told_of(rule.id)) << rule.id;
    verdicts += simulated.verdicts();
  }
  EXPECT_GT(verdicts, 50u);
  EXPECT_FALSE(told_of("brute-force-by-address").empty());
  EXPECT_FALSE(told_of("brute-force-by-account").empty());
}

TEST_F(SimulationTest, H21_names_the_rightful_who_would_have_been_shut_out) {
  auto rule = shipped(Preset::strict)[4];
  ASSERT_EQ(rule.id, "brute-force-by-address");
  rule.enabled = false;  // tried all the same
  Simulation simulation(rule, {}, 7);
  for (const std::uint8_t address : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{3}})
    for (std::uint64_t i = 1; i <= 5; ++i) {
      auto e = event(address, Signal::login, Cause::wrong_password);
      e.credential = i;
      simulation.take(e);
    }
  simulation.take(event(1, Signal::login, Cause::none, AccountId(8)));
  time.pass(rule.lasts);
  simulation.take(event(2, Signal::login, Cause::none, AccountId(8)));  // when the block would have been over
  ASSERT_EQ(simulation.found().size(), 3u);
  EXPECT_EQ(simulation.found()[0].rightful, std::set{AccountId(8)});
  EXPECT_TRUE(simulation.found()[1].rightful.empty());
  EXPECT_TRUE(simulation.found()[2].rightful.empty());
}

}  // namespace
}  // namespace postern::guard
