// A queue over the memory engine, with mail for example.net; what has to succeed throws where it does not.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kv/open.h"
#include "queue/queue.h"
#include "support/mail_store.h"
#include "support/manual_executor.h"

namespace postern::queue {

class QueueTest : public testing::Test {
 protected:
  static address::Mailbox mailbox(std::string_view text) {
    return address::parse_mailbox(text, address::Charset::utf8).value();
  }

  static Envelope envelope_to(std::vector<std::string> recipients) {
    Envelope e;
    e.reverse_path = mailbox("ann@example.org");
    for (const auto& r : recipients)
      e.recipients.push_back({.mailbox = mailbox(r), .notify = {}, .orcpt_type = {}, .orcpt = {}});
    e.origin.id = "m1";
    e.origin.received = Time{1000};
    return e;
  }

  QueueTest() { must(queue_.load()); }
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  EntryId add(std::string bytes, Time due = Time{1000}, const std::vector<std::string>& to = {"bob@example.net"}) {
    const auto e = envelope_to(to);
    return must(queue_.add(e, std::make_shared<const std::string>(std::move(bytes)), legs_of(e.recipients, due)));
  }
  std::vector<Due> due(Time now, std::size_t limit = 10, std::optional<Due> behind = {}) {
    return must(queue_.due("example.net", now, limit, std::move(behind)));
  }
  Entry only(EntryId id) {
    auto legs = must(queue_.find(id));
    EXPECT_EQ(legs.size(), 1u);
    return std::move(legs.at(0));
  }
  // Whoever is in the leg now was tried.
  void settle(const Due& place, std::vector<Leg> left) {
    must(queue_.settle(place, must(queue_.show(place)).leg.recipients, std::move(left)));
  }
  static std::vector<Leg> just(Leg leg) {
    std::vector<Leg> one;
    one.push_back(std::move(leg));
    return one;
  }
  std::size_t rows() {
    std::size_t n = 0;
    kv::Visitor count = [&](std::string_view, std::string_view) { return ++n > 0; };
    must(kv_->scan(kv::Family::queue, "", "", std::move(count)));
    return n;
  }

  ManualExecutor executor_;
  test::ManualTime time_;
  test::SeededRandom random_{1};
  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(random_, time_);
  Queue queue_{*kv_, *blobs_, random_, 1024};
};

}  // namespace postern::queue
