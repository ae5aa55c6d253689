// For tests: a queue, a store and a directory over the memory engine, and a dispatch on an executor turned by hand.
#pragma once
#include "delivery/dispatch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <coroutine>
#include <map>
#include <set>
#include <utility>

#include "kv/open.h"
#include "store/spool.h"
#include "support/event_list.h"
#include "support/held_engine.h"
#include "support/mail_store.h"
#include "support/queued_text.h"

namespace postern::delivery {

inline constexpr std::string_view kPathInFront = "Return-Path: <ann@example.net>\r\n";
inline constexpr std::string_view kWaitingMessage = "Received: by here\r\nFrom: ann@example.net\r\nSubject: x\r\n\r\nhello\r\n";

inline address::Mailbox at(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class DispatchTest : public testing::Test {
 protected:
  DispatchTest() {
    directory_ = must(directory::Directory::open(*kv_, time_));
    must(directory_->create_domain(address::parse_domain("example.org").value()));
    for (const auto* name : {"u1@example.org", "u2@example.org"}) accounts_.push_back(account(name));
    delivery_.emplace(ports());
    settings_.set({.first_retry = 1min, .retry_growth = 100, .longest_retry = 1h, .give_up = 24h});
    dispatch_.emplace(*delivery_, ports());
    dispatch_->start(executor_);
    pass(10s);
  }
  ~DispatchTest() override { stop(); }

  // Whoever is at work comes to its end first: nobody turns the executor while stop() waits.
  void stop() {
    executor_.run_until([&] { return dispatch_->in_hand() == 0; });
    dispatch_->stop();
    time_.pass(2min);
    executor_.advance(2min);  // the pause in which the loop stood is over, and with it the loop
    EXPECT_EQ(executor_.timers(), 0u);
  }
  Delivery::Ports ports() {
    const auto held = [this](AccountId id) { return id == AccountId(9) ? held_ : Time{}; };
    return {*directory_, store_, queue_, time_, events_, settings_, held, [] { return "mail.example.org"; }};
  }
  AccountId account(std::string_view name) {
    directory::NewAccount wanted;
    wanted.address = at(name);
    const auto id = must(directory_->create_account(std::move(wanted)));
    must(store_.create_account(id));
    return id;
  }
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  queue::Envelope envelope(const std::vector<std::string>& recipients) {
    queue::Envelope e = wishes_;
    e.reverse_path = from_;
    e.ret = ret_;
    e.origin.id = "m1";
    e.origin.received = time_.now();
    for (const auto& r : recipients)
      e.recipients.push_back({.mailbox = at(r), .notify = notify_, .orcpt_type = {}, .orcpt = {}});
    return e;
  }
  Result<void> deliver(const std::vector<std::string>& recipients, std::string_view bytes = kWaitingMessage,
                       AccountId from = {}) {
    const std::string whole = std::string(kPathInFront).append(bytes);
    Incoming message;
    message.body = std::make_unique<store::Spool>(*blobs_, store_.settings().inline_limit.value);
    message.body->add(whole);
    message.parsed = std::make_shared<const mime::Message>(mime::parse(whole));
    message.return_path = kPathInFront.size();
    auto e = envelope(recipients);
    e.origin.account = from;
    return executor_.run(delivery_->accept(std::move(e), std::move(message)));
  }
  void fill(AccountId a) { must(store_.set_quota(a, 1)); }
  void empty(AccountId a) { must(store_.set_quota(a, 0)); }
  std::uint32_t count(AccountId a) { return must(store_.open(a, store::kInbox))->exists(); }
  std::string text_of_last(AccountId a) {
    const auto view = must(store_.open(a, store::kInbox));
    const auto body = must(store_.body(a, view->at(view->exists()).number));
    return std::string(must(body.read(0, body.size())).bytes);
  }
  std::vector<queue::Entry> waiting() { return must(queue_.list()); }

  [[nodiscard]] virtual std::size_t held_up() const { return 0; }  // tries that wait for the test
  // Time goes on in steps, as it does for a server; the loop's work on other threads is waited for at each.
  void pass(std::chrono::milliseconds time, std::chrono::milliseconds step = 5s) {
    for (auto gone = 0ms; gone < time; gone += step) {
      time_.pass(step);
      executor_.advance(step);
      executor_.run_until([&] { return dispatch_->in_hand() == held_up() && executor_.timers() == 1; });
    }
  }

  ManualExecutor executor_;
  test::ManualTime time_{executor_.now()};
  Time held_;
  std::optional<address::Mailbox> from_ = at("ann@example.net");
  smtp::Ret ret_ = smtp::Ret::unset;
  smtp::Notify notify_;
  queue::Envelope wishes_;  // what else stands in the envelope
  test::SeededRandom random_{3};
  EventList events_;
  test::EngineControls disk_;
  std::unique_ptr<kv::Store> kv_ =
      kv::open_on(std::make_unique<test::HeldEngine>(disk_), {.low_disk_bytes = 1, .time = &time_}).value();
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(random_, time_);
  store::Store store_{{}, *kv_, *blobs_, time_};
  queue::Queue queue_{*kv_, *blobs_, random_};
  config::Live<queue::Settings> settings_;
  std::unique_ptr<directory::Directory> directory_;
  std::vector<AccountId> accounts_;
  std::optional<Delivery> delivery_;
  std::optional<Dispatch> dispatch_;
};

}  // namespace postern::delivery
