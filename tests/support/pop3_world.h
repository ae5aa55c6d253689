// The world around a POP3 session, in memory: one user, one maildrop, ports that fail on demand.
#pragma once
#include <string>
#include <vector>

#include "pop3/ports.h"
#include "support/fake_login.h"

namespace postern::pop3 {

// joe@here.example has the password "secret" and the messages below; login without TLS is allowed.
class World final : public Maildrops, public TimeSource, public events::Sink {
 public:
  std::vector<std::string> messages{"Subject: one\r\n\r\nfirst\r\n", "Subject: two\r\n\r\n.dot\r\nlast line without end",
                                    "Subject: three\r\n\r\na\r\nb\r\nc\r\n"};
  std::vector<std::uint32_t> removed;
  std::vector<std::string> log;
  std::size_t port_calls = 0;
  std::size_t fail_port_at = 0;  // the n-th call of any port fails; 0: none
  Failure failure = Failure::unavailable;
  std::size_t slice = SIZE_MAX;  // bodies come in pieces of so many bytes
  Deadline steady_now = Clock::now();
  FakeLogin login{{{"joe@here.example", AccountId(1)}}};

  World() {
    login.cleartext = true;
    login.fails_now = [this] {
      login.failure = failure;
      return failing();
    };
  }

  Task<Result<std::unique_ptr<Maildrop>>> open(AccountId) override {
    if (failing()) co_return failed();
    co_return std::make_unique<Drop>(*this);
  }

  [[nodiscard]] Time now() const override { return {1'795'312'800'000}; }
  [[nodiscard]] Deadline steady() const override { return steady_now; }
  void write(events::Event, SessionId, std::span<const events::Field> fields) override {
    for (const auto& field : fields)
      if (const auto* word = std::get_if<std::string_view>(&field.value)) log.emplace_back(*word);
  }
  using Sink::write;
  [[nodiscard]] bool wants(events::Event) const override { return true; }

  [[nodiscard]] Ports ports() { return {login, *this, *this, *this}; }

 private:
  class Text final : public Body {
   public:
    Text(World& world, std::string bytes) : world_(world), bytes_(std::make_shared<const std::string>(std::move(bytes))) {}
    [[nodiscard]] std::uint64_t size() const override { return bytes_->size(); }
    Task<Result<Slice>> read(std::uint64_t from, std::size_t most) override {
      if (world_.failing()) co_return world_.failed();
      auto part = std::make_shared<const std::string>(bytes_->substr(from, std::min(most, world_.slice)));  // its own memory
      const std::string_view view = *part;
      co_return Slice{std::move(part), view};
    }

   private:
    World& world_;
    std::shared_ptr<const std::string> bytes_;
  };
  class Drop final : public Maildrop {
   public:
    explicit Drop(World& world) : world_(world), messages_(world.messages) {}
    [[nodiscard]] std::uint32_t count() const override { return static_cast<std::uint32_t>(messages_.size()); }
    [[nodiscard]] std::uint64_t size_of(std::uint32_t n) const override { return messages_.at(n - 1).size(); }
    [[nodiscard]] std::string unique_id(std::uint32_t n) const override { return "7." + std::to_string(100 + n); }
    Task<Result<std::unique_ptr<Body>>> open(std::uint32_t n) override {
      if (world_.failing()) co_return world_.failed();
      co_return std::make_unique<Text>(world_, messages_.at(n - 1));
    }
    Task<Result<void>> remove(std::vector<std::uint32_t> numbers) override {
      if (world_.failing()) co_return world_.failed();
      world_.removed = std::move(numbers);
      co_return Result<void>{};
    }

   private:
    World& world_;
    std::vector<std::string> messages_;
  };

  bool failing() { return ++port_calls == fail_port_at; }
  [[nodiscard]] std::unexpected<Error> failed() const { return fail(failure, "As the test asked"); }
};

}  // namespace postern::pop3
