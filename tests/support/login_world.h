// For tests of logins: a real directory over the memory engine, two accounts, a hasher that counts, a gate that obeys.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/app_password.h"
#include "auth/authenticator.h"
#include "auth/hash_pool.h"
#include "auth/mac.h"
#include "auth/sealer.h"
#include "auth/set_password.h"
#include "base/text.h"
#include "directory/directory.h"
#include "kv/open.h"
#include "net/stream.h"
#include "support/event_list.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::auth {

using events::Cause;

class CountingHasher final : public PasswordHasher {
 public:
  std::string hash(std::string_view password) override { return "fake:" + std::string(password); }
  Result<bool> verify(std::string_view password, std::string_view phc) override {
    ++verified;
    return phc == "fake:" + std::string(password);
  }
  [[nodiscard]] std::string decoy() const override { return "fake-decoy"; }
  std::atomic<int> verified = 0;
};

class SecurityList final : public events::SecuritySink {
 public:
  void record(events::SecurityEvent e) override { list.push_back(std::move(e)); }
  std::vector<events::SecurityEvent> list;
};

class FakeGate final : public Gate {
 public:
  bool address_is_welcome = true;
  bool device_is_known = true;
  [[nodiscard]] bool admits(const Peer&) const override { return address_is_welcome; }
  Task<Admission> admits(Peer, AccountId) override { co_return Admission{device_is_known, true}; }
  Task<void> hold(Peer) override {
    ++held;
    co_return;
  }
  int held = 0;
};

class LoginWorld : public testing::Test {
 protected:
  void SetUp() override {
    home_ = run(directory_->create_domain(address::parse_domain("home.test").value())).value();
    other_ = address::parse_domain("other.test").value();
    ASSERT_TRUE(run(directory_->create_domain_alias(other_, home_)));
    u1_ = create("u1@home.test");
    set_password(u1_, "right horse");
    u2_ = create("u2@home.test");
    restart({});
  }
  void restart(Settings settings) {
    authenticator_.emplace(
        Authenticator::Ports{*directory_, sealer_, pool_, hasher_, system_random(), time_, log_, security_, gate_},
        config::Live<Settings>(settings));
    hasher_.verified = 0;
  }
  template <class T>
  T run(Task<T> task) {
    return executor_.run(std::move(task));
  }
  AccountId create(std::string_view address) {
    return run(directory_->create_account({.address = address::parse_mailbox(address, address::Charset::ascii).value()}))
        .value();
  }
  void set_password(AccountId id, std::string password, bool with_scram = false) {
    NewPassword wanted{"", "", "", std::nullopt, with_scram, salt_of(id)};
    const auto prepared = run(prepare_password(pool_, hasher_, system_random(), Secret(password), std::move(wanted))).value();
    ASSERT_TRUE(run(directory_->set_credentials(id, seal(sealer_, id, prepared))));
  }
  // Gives the password.
  std::string add_app_password(AccountId id, directory::AppPassword wanted) {
    if (wanted.label.empty()) wanted.label = "phone";
    auto made = run(make_app_password(pool_, system_random(), sealer_, id, salt_of(id), std::move(wanted))).value();
    EXPECT_TRUE(run(directory_->add_app_password(id, made.record)));
    return std::string(made.password.reveal());
  }
  std::string salt_of(AccountId id) {
    const auto own = run(directory_->credentials(id)).value_or(directory::SealedCredentials{});
    return scram_salt(sealer_, id, own, directory_->snapshot()->app_passwords(id).get(), system_random()).value();
  }
  void disable(AccountId id) {
    ASSERT_TRUE(run(directory_->update_account(id, [](directory::Account& a) -> Result<void> {
      a.status = directory::Status::disabled;
      return {};
    })));
  }
  void close(AccountId id, std::vector<events::Service> services) {
    ASSERT_TRUE(run(directory_->update_account(id, [&](directory::Account& a) -> Result<void> {
      a.closed = std::move(services);
      return {};
    })));
  }
  void set_domain_status(directory::Status status) {
    ASSERT_TRUE(run(directory_->update_domain(home_, [status](directory::Domain& d) -> Result<void> {
      d.status = status;
      return {};
    })));
  }
  Peer peer(bool tls = true) { return {SessionId(7), service_, IpAddress::parse(ip_).value().bytes, ip_, tls}; }
  Result<Identity> login(std::string name, std::string password, bool tls = true) {
    return run(authenticator_->password(peer(tls), std::move(name), Secret(std::move(password))));
  }
  // The login is refused with the one public text, and the cause is recorded.
  void refused(const Result<Identity>& login, Cause cause) {
    ASSERT_FALSE(login);
    EXPECT_EQ(login.error().kind, Failure::denied);
    EXPECT_EQ(login.error().text, "Authentication failed");
    EXPECT_EQ(security_.list.back().cause, cause);
    EXPECT_EQ(log_.last(events::Event::login_failed, events::Key::cause), events::name(cause));
  }

  // A SCRAM client; gives the outcome of its last message.
  Result<Answer> scram(std::string name, std::string password, bool bound = false) {
    auto from = peer();
    from.channel = {.exporter = "exporter", .end_point = "end point"};
    auto exchange = authenticator_->begin(bound ? "SCRAM-SHA-256-PLUS" : "SCRAM-SHA-256", std::move(from));
    EXPECT_TRUE(exchange);
    const auto bare = "n=" + name + ",r=cli";
    const std::string header = bound ? "p=tls-exporter,," : "n,,";
    auto reply = run((*exchange)->start(header + bare));
    EXPECT_TRUE(reply);
    server_first_ = std::get<Challenge>(*reply).text;
    const auto nonce = server_first_.substr(2, server_first_.find(",s=") - 2);
    salt_ = server_first_.substr(server_first_.find(",s=") + 3, server_first_.find(",i=") - server_first_.find(",s=") - 3);
    auto& salted = salted_[{password, salt_}];  // the client's work, which is long; done once
    if (salted.empty()) salted = pbkdf2_sha256(password, from_base64(salt_).value(), kScramIterations);
    const auto client_key = hmac_sha256(salted, "Client Key");
    const auto start = "c=" + to_base64(header + (bound ? "exporter" : "")) + ",r=" + nonce;
    auto proof = hmac_sha256(sha256(client_key), bare + "," + server_first_ + "," + start);
    for (std::size_t i = 0; i < proof.size(); ++i) proof[i] = static_cast<char>(proof[i] ^ client_key[i]);
    reply = run((*exchange)->step(start + ",p=" + to_base64(proof)));
    if (!reply) return reply;
    EXPECT_TRUE(std::get<Challenge>(*reply).text.starts_with("v="));
    return run((*exchange)->step(""));
  }

  events::Service service_ = events::Service::imap;
  std::string ip_ = "192.0.2.7";
  ManualExecutor executor_;
  std::unique_ptr<kv::Store> store_ = kv::open_memory().value();
  std::unique_ptr<directory::Directory> directory_ = run(directory::Directory::open(*store_, system_time())).value();
  Sealer sealer_{Secret(std::string(kSealingKeySize, 'k')), system_random()};
  CountingHasher hasher_;
  HashPool pool_{{.threads = 1, .queue = 8}};
  test::ManualTime time_;
  EventList log_;
  SecurityList security_;
  FakeGate gate_;
  std::optional<Authenticator> authenticator_;
  DomainId home_;
  address::Domain other_;
  AccountId u1_, u2_;
  std::string server_first_, salt_;
  std::map<std::pair<std::string, std::string>, std::string> salted_;
};

}  // namespace postern::auth
