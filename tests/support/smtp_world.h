// The world around an SMTP session, in memory: two domains, two users, a clock that stands, deliveries that are kept.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "smtp/server/ports.h"
#include "support/counting_blobs.h"
#include "support/fake_login.h"

namespace postern::smtp {

// mx.example receives for here.example (H05 on) and open.example (H05 off). joe@here.example (account 1, password "secret",
// alias j@here.example) and ann@here.example (account 2) exist, off@here.example is disabled, full@here.example is over quota;
// staff@here.example is open to whoever has logged in, crew@here.example to joe, board@here.example to ann.
class World final : public Directory,
                    public Deliver,
                    public Trust,
                    public TimeSource,
                    public events::Sink,
                    public events::SecuritySink {
 public:
  struct Delivered {
    queue::Envelope envelope;
    std::string return_path;  // the field our server put in front
    std::string bytes;        // what follows it
    bool blob = false;
  };
  struct Logged {
    events::Event event;
    std::string text;
  };

  std::vector<Delivered> delivered;
  std::vector<Logged> log;
  std::vector<events::SecurityEvent> signals;
  std::size_t port_calls = 0;
  std::size_t fail_port_at = 0;  // the n-th call of any port fails; 0: none
  Failure failure = Failure::unavailable;
  bool trusted = false;  // joe may be sent as without a login, so often:
  int turns = 2;
  Deadline steady_now = Clock::now();
  store::CountingBlobs blobs;
  std::uint64_t inline_limit = 64 << 10;
  OriginSettings origin;
  bool judges = false;  // where mail comes from, by what the DNS says:
  struct Zone final : dns::Resolver {
    using Resolver::ask;
    Task<dns::Answer> ask(dns::Question question, Deadline) override { co_return says ? says(question) : dns::Answer{}; }
    std::function<dns::Answer(const dns::Question&)> says;
  } zone;
  // Gives each message of ours these fields, and notes whose it was; none: nothing is signed.
  struct Signer final : Signing {
    Task<std::string> sign(address::Domain author, const mime::Message&, const senderauth::BodyHasher& hashes) override {
      const auto* hash = hashes.find({senderauth::Canonical::relaxed, {}});
      authors.push_back(author.ascii() + (hash ? "" : " without a hash"));
      co_return fields;
    }
    std::string fields;
    std::vector<std::string> authors;
  } signer;
  // Finds in each message what the test says; null: nobody looks.
  struct Looker final : Inspector {
    Task<Findings> inspect(Inspected message) override { co_return finds(message); }
    std::function<Findings(const Inspected&)> finds;
  } looker;
  FakeLogin login{{{"joe@here.example", AccountId(1)}}};

  World() {
    login.words = {"PLAIN", "LOGIN"};
    login.fails_now = [this] {
      login.failure = failure;
      return failing();
    };
  }

  Task<Result<SenderFacts>> sender(address::Mailbox mailbox, AccountId account) override {
    if (failing()) co_return failed();
    SenderFacts facts;
    const auto& domain = mailbox.domain().ascii();
    facts.hosted = domain == "here.example" || domain == "open.example";
    facts.needs_login = domain == "here.example";
    facts.exists = facts.hosted && users_.contains(mailbox.local_key());
    const auto owner = users_.find(mailbox.local_key());
    facts.owned = domain == "here.example" && owner != users_.end() && owner->second == account;
    co_return facts;
  }
  Task<Result<RecipientStatus>> recipient(address::Mailbox mailbox, AccountId account, std::uint64_t size) override {
    if (failing()) co_return failed();
    const auto& domain = mailbox.domain().ascii();
    if (domain != "here.example" && domain != "open.example") co_return RecipientStatus::elsewhere;
    if (!is_open_to(account, mailbox.local_key())) co_return RecipientStatus::not_open;
    if (mailbox.local_key() == "off") co_return RecipientStatus::disabled;
    if (mailbox.local_key() == "small" && size > 150) co_return RecipientStatus::too_large;
    if (mailbox.local_key() == "full") co_return RecipientStatus::over_quota;
    co_return users_.contains(mailbox.local_key()) ? RecipientStatus::deliverable : RecipientStatus::unknown;
  }

  Task<Result<void>> accept(queue::Envelope envelope, Message message) override {
    if (failing()) co_return failed();
    auto content = co_await message.body->finish();
    if (!content) co_return pass_on(content);
    std::string bytes = content->bytes ? *content->bytes : blobs.bytes_of(content->blob->name);
    delivered.push_back({std::move(envelope), bytes.substr(0, message.return_path), bytes.substr(message.return_path),
                         content->blob.has_value()});
    co_return Result<void>{};
  }

  [[nodiscard]] bool may_send_without_login(const IpAddress&, events::Service) const override { return trusted; }
  [[nodiscard]] bool may_send_as(const IpAddress&, events::Service, const address::Mailbox& sender) const override {
    return trusted && sender.domain().ascii() == "here.example" && sender.local_key() == "joe";
  }
  bool take_turn(const IpAddress&, events::Service) override { return turns > 0 && turns-- > 0; }
  [[nodiscard]] Blocked sender(const address::Mailbox& sender, Way way) const override {
    if (sender.domain().ascii() != "blocked.example") return Blocked::no;
    return sender.local_key() == "soft" ? Blocked::for_now : way == Way::inbound ? Blocked::for_good : Blocked::no;
  }
  [[nodiscard]] Blocked client(std::string_view name, Way) const override {
    return name == "soft.blocked.example" ? Blocked::for_now : name == "hard.blocked.example" ? Blocked::for_good : Blocked::no;
  }

  [[nodiscard]] Time now() const override { return {1'795'312'800'000}; }  // Sun, 22 Nov 2026 02:00:00 +0000
  [[nodiscard]] Deadline steady() const override { return steady_now; }

  void write(events::Event event, SessionId, std::span<const events::Field> fields) override {
    std::string text;
    for (const auto& field : fields) {
      const auto* word = std::get_if<std::string_view>(&field.value);
      text += word ? std::string(*word) : std::to_string(std::get<std::int64_t>(field.value));
      text += '|';
    }
    log.push_back({event, std::move(text)});
  }
  using Sink::write;
  void record(events::SecurityEvent event) override { signals.push_back(std::move(event)); }
  [[nodiscard]] bool wants(events::Event) const override { return true; }

  [[nodiscard]] Ports ports() {
    return {*this,
            login,
            *this,
            *this,
            *this,
            *this,
            *this,
            blobs,
            inline_limit,
            origin_ports(),
            signer.fields.empty() ? nullptr : &signer,
            looker.finds ? &looker : nullptr};
  }
  [[nodiscard]] OriginPorts origin_ports() {
    return {judges ? std::make_shared<const OriginSettings>(origin) : nullptr, &zone, nullptr, "mx.example"};
  }

 private:
  static bool is_open_to(AccountId account, std::string_view alias) {
    if (alias == "staff") return static_cast<bool>(account);
    return alias == "crew" ? account == AccountId(1) : alias != "board" || account == AccountId(2);
  }
  bool failing() { return ++port_calls == fail_port_at; }
  std::unexpected<Error> failed() const { return fail(failure, "As the test asked"); }

  std::map<std::string, AccountId> users_{{"joe", AccountId(1)},        {"j", AccountId(1)},     {"ann", AccountId(2)},
                                          {"postmaster", AccountId(2)}, {"small", AccountId(2)}, {"staff", AccountId(2)},
                                          {"crew", AccountId(1)},       {"board", AccountId(2)}};
};

inline Listener exchange_listener() { return {Role::exchange, "mx.example", true, false, Relay::nobody}; }
inline Listener submission_listener() { return {Role::submission, "mx.example", true, true, Relay::nobody}; }

inline int code(std::string_view reply) { return static_cast<int>(number<std::uint32_t>(reply.substr(0, 3), 999).value_or(0)); }
using Codes = std::vector<int>;
// The codes of the last lines of each reply.
inline Codes codes(const std::string& said) {
  std::vector<int> all;
  for (std::size_t at = 0; at < said.size(); at = said.find("\r\n", at) + 2)
    if (said.size() > at + 3 && said[at + 3] == ' ') all.push_back(code(std::string_view(said).substr(at)));
  return all;
}

// Runs a task that waits for nothing but other tasks.
template <class T>
T run_now(Task<T> task) {
  std::optional<T> value;
  spawn(std::move(task), [&](T v) { value.emplace(std::move(v)); });
  return std::move(*value);
}

}  // namespace postern::smtp
