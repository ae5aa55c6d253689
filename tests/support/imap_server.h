// An IMAP server in memory: a real store over the memory engine, fake logins, connections the test holds.
// Use: ImapServer server; auto& c = server.connect(); server.send(c, "a NOOP\r\n"); c.take_output();
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "imap/imap.h"
#include "kv/open.h"
#include "store/store.h"
#include "support/fake_login.h"
#include "support/fake_stream.h"
#include "support/manual_time.h"

namespace postern::test {

class NoEvents final : public events::Sink {
 public:
  void write(events::Event, SessionId, std::span<const events::Field>) override {}
  using events::Sink::write;
  [[nodiscard]] bool wants(events::Event) const override { return true; }
};

class ImapServer {
 public:
  explicit ImapServer(std::unique_ptr<kv::Store> engine = {}, std::unique_ptr<store::BlobStore> bodies = {})
      : kv(engine ? std::move(engine) : std::move(*kv::open_memory({.low_disk_bytes = 0, .time = &time}))),
        blobs(bodies ? std::move(bodies) : store::blobs_in_memory(system_random(), time)),
        mail({}, *kv, *blobs, time),
        services{mail, login, time, events, settings, {}} {
    for (std::uint64_t n = 1; n <= 9; ++n) login.users.emplace("u" + std::to_string(n), AccountId(n));
    for (const auto account : {1, 2}) {
      auto made = executor.run(mail.create_account(AccountId(static_cast<std::uint64_t>(account)), std::uint64_t{1'000'000}));
      if (!made) throw std::runtime_error(made.error().text);
    }
  }
  ~ImapServer() {
    for (auto& stream : streams) stream->cut();
    executor.run_until([this] { return open == 0; });
  }

  FakeStream& connect(bool tls = true) {
    auto& stream = *streams.emplace_back(std::make_unique<FakeStream>(executor));
    stream.set_tls(tls);
    ++open;
    executor.start(serve(stream));
    settle(stream);
    return stream;
  }
  // A connection that has logged in and, where a mailbox is named, selected it.
  FakeStream& session(std::string_view mailbox = {}, std::string_view user = "u1") {
    auto& stream = connect();
    send(stream, "l LOGIN " + std::string(user) + " secret\r\n");
    if (!mailbox.empty()) send(stream, "s SELECT " + std::string(mailbox) + "\r\n");
    stream.take_output();
    return stream;
  }
  // Runs until the session waits for the client again, or has ended.
  void settle(FakeStream& stream) {
    executor.run_until([&] { return stream.closed() || (stream.is_waiting() && stream.unread() == 0); });
  }
  void send(FakeStream& stream, std::string_view bytes) {
    stream.push(bytes);
    settle(stream);
  }
  std::string ask(FakeStream& stream, std::string_view bytes) {
    send(stream, bytes);
    return stream.take_output();
  }
  void append(FakeStream& stream, std::string_view mailbox, std::string_view message, std::string_view flags = "()") {
    send(stream, "p APPEND " + std::string(mailbox) + " " + std::string(flags) + " {" + std::to_string(message.size()) +
                     "+}\r\n" + std::string(message) + "\r\n");
  }

  ManualExecutor executor;
  ManualTime time{executor.now()};
  NoEvents events;
  FakeLogin login{{}};  // users u1 to u9
  imap::Settings settings;
  std::unique_ptr<kv::Store> kv;
  std::unique_ptr<store::BlobStore> blobs;
  store::Store mail;
  imap::Services services;
  std::vector<std::unique_ptr<FakeStream>> streams;
  int open = 0;

 private:
  Task<void> serve(FakeStream& stream) {
    co_await imap::serve(stream, services);
    --open;
  }
};

}  // namespace postern::test
