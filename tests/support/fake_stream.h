// A connection in memory: the test is the peer. It pushes bytes, sees what was written, splits reads, fails operations.
// Use: FakeStream stream(executor);  spawn(serve(stream));  stream.push("EHLO a\r\n");  executor.run_until_idle();
//      EXPECT_EQ(stream.take_output(), "250 ...");
// Promises: deadlines are those of the executor's own time; a call that has to wait goes on in run_until_idle().
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "net/stream.h"
#include "support/manual_executor.h"

namespace postern {

class FakeStream final : public net::Stream {
 public:
  explicit FakeStream(ManualExecutor& executor) : executor_(executor) {
    peer_.address.bytes[10] = peer_.address.bytes[11] = 0xFF;  // 192.0.2.7, a documentation address
    peer_.address.bytes[12] = 192, peer_.address.bytes[14] = 2, peer_.address.bytes[15] = 7;
    peer_.port = 40'000;
    local_ = peer_;
    local_.address.bytes[15] = 1;
    local_.port = 25;
  }

  // ---- the peer's side, for the test ----
  void push(std::string_view bytes) {
    input_ += bytes;
    go_on(reader_);
  }
  // The peer ends its side: after what was pushed, reads give an empty view.
  void push_end() {
    ended_ = true;
    go_on(reader_);
  }
  // The connection is cut: pending and later calls fail with Failure::closed; what was pushed is lost.
  void cut() {
    cut_ = true;
    go_on(reader_);
    go_on(writer_);
  }
  // The server stops: reads and waits fail with Failure::closed, while the peer still takes what is written.
  void stop() {
    stopping_ = true;
    go_on(reader_);
  }
  // At most `bytes` bytes a read; 1 shows a parser every split there is. 0: as they come.
  void split_reads(std::size_t bytes) { split_ = bytes; }
  // The peer does not read: writes wait until it does (or their deadline passes).
  void hold_writes(bool held) {
    held_ = held;
    if (!held) go_on(writer_);
  }
  // The n-th read, write, wait or start_tls from here on fails (1 is the next one), and the connection is cut.
  void fail_at(std::size_t n, Failure kind = Failure::io) { fail_in_ = n, fail_kind_ = kind; }
  // start_tls fails from here on.
  void refuse_tls() { refuse_tls_ = true; }
  // The connection is a TLS one from the start (implicit TLS).
  void set_tls(bool on = true) { tls_ = on; }
  void set_peer(net::Endpoint peer) { peer_ = peer; }
  void set_local(net::Endpoint local) { local_ = local; }
  void set_session(SessionId session) { session_ = session; }

  [[nodiscard]] const std::string& output() const { return output_; }
  std::string take_output() { return std::exchange(output_, {}); }
  [[nodiscard]] std::size_t unread() const { return input_.size(); }
  [[nodiscard]] std::size_t operations() const { return operations_; }
  [[nodiscard]] std::size_t writes() const { return writes_; }
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] bool compressed() const { return compressed_; }
  [[nodiscard]] bool is_waiting() const { return bool(reader_.who); }  // in a read or a wait
  [[nodiscard]] std::optional<Deadline> waits_until() const {
    return reader_.who ? std::optional(reader_.until) : std::nullopt;
  }

  // ---- net::Stream ----
  Task<Result<std::string_view>> read(Deadline until) override {
    if (auto failed = begin()) co_return std::unexpected(std::move(*failed));
    if (executor_.now() >= until) co_return fail(Failure::timeout, "Timed out");
    while (input_.empty() && !ended_ && !gone() && !stopping_) {
      const bool in_time = co_await Park{*this, reader_, until};
      if (!in_time) co_return fail(Failure::timeout, "Timed out");
    }
    if (gone() || (stopping_ && input_.empty())) co_return fail(Failure::closed, "Connection closed");
    const std::size_t n = std::min({input_.size(), split_ ? split_ : kMost, kMost});
    lent_.assign(input_, 0, n);
    lent_.shrink_to_fit();  // a view that outlives its call is seen by the address sanitizer
    input_.erase(0, n);
    co_return std::string_view(lent_);
  }

  Task<Result<void>> write(std::string_view bytes, Deadline until) override {
    if (auto failed = begin()) co_return std::unexpected(std::move(*failed));
    ++writes_;
    while (held_ && !gone()) {
      const bool in_time = co_await Park{*this, writer_, until};
      if (!in_time) co_return fail(Failure::timeout, "Timed out");
    }
    if (gone()) co_return fail(Failure::closed, "Connection closed");
    output_ += bytes;
    co_return Result<void>{};
  }

  Task<Result<net::Wake>> wait(Deadline until) override {
    if (auto failed = begin()) co_return std::unexpected(std::move(*failed));
    while (input_.empty() && !ended_ && !gone() && !woken_ && !stopping_) {
      const bool in_time = co_await Park{*this, reader_, until};
      if (!in_time) co_return net::Wake::timeout;
    }
    if (gone() || stopping_) co_return fail(Failure::closed, "Connection closed");
    if (!std::exchange(woken_, false)) co_return net::Wake::readable;
    co_return net::Wake::woken;
  }

  void wake() override {
    woken_ = true;
    go_on(reader_);
  }

  // Bytes that are there before the handshake would be taken for a ClientHello: it fails, as on a real connection.
  Task<Result<void>> start_tls(Deadline) override {
    if (auto failed = begin()) co_return std::unexpected(std::move(*failed));
    if (refuse_tls_ || tls_ || !input_.empty()) {
      cut();
      co_return fail(Failure::io, "TLS handshake failed");
    }
    tls_ = true;
    co_return Result<void>{};
  }
  [[nodiscard]] bool is_tls() const override { return tls_; }
  [[nodiscard]] std::string tls_summary() const override { return tls_ ? "TLSv1.3 TLS_AES_128_GCM_SHA256" : ""; }

  // Only notes it: the test goes on in clear.
  Result<void> start_compression(std::string_view pending) override {
    if (compressed_) return fail(Failure::invalid, "Compression is on already");
    compressed_ = true;
    input_.insert(0, pending);
    return {};
  }

  [[nodiscard]] const net::Endpoint& peer() const override { return peer_; }
  [[nodiscard]] const net::Endpoint& local() const override { return local_; }
  [[nodiscard]] SessionId session() const override { return session_; }
  [[nodiscard]] bool is_stopping() const override { return stopping_; }
  void close() override {
    closed_ = true;
    go_on(reader_);
    go_on(writer_);
  }

 private:
  static constexpr std::size_t kMost = 16 * 1024;

  struct Waiter {
    std::coroutine_handle<> who;
    Deadline until;
    ManualExecutor::TimerId timer;
    bool in_time = true;
  };
  // Waits until go_on() or the deadline; true when it was in time.
  struct Park {
    FakeStream& stream;
    Waiter& waiter;
    Deadline until;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) const {
      if (waiter.who) throw std::logic_error("one read and one write at a time");
      waiter.who = h;
      waiter.until = until;
      waiter.timer = stream.executor_.call_at(until, [s = &stream, w = &waiter] { s->finish(*w, false); });
    }
    [[nodiscard]] bool await_resume() const noexcept { return waiter.in_time; }
  };

  void finish(Waiter& waiter, bool in_time) {
    waiter.in_time = in_time;
    executor_.cancel(waiter.timer);
    executor_.resume(std::exchange(waiter.who, {}));
  }
  void go_on(Waiter& waiter) {
    if (waiter.who) finish(waiter, true);
  }
  [[nodiscard]] bool gone() const { return closed_ || cut_; }
  std::optional<Error> begin() {
    ++operations_;
    if (fail_in_ > 0 && --fail_in_ == 0) {
      cut_ = true;
      return Error{fail_kind_, "Connection failed", "as the test asked", std::source_location::current()};
    }
    if (gone()) return Error{Failure::closed, "Connection closed", {}, std::source_location::current()};
    return {};
  }

  ManualExecutor& executor_;
  net::Endpoint peer_, local_;
  SessionId session_{1};
  std::string input_, lent_, output_;
  Waiter reader_, writer_;
  std::size_t split_ = 0, operations_ = 0, writes_ = 0, fail_in_ = 0;
  Failure fail_kind_ = Failure::io;
  bool ended_ = false, cut_ = false, closed_ = false, held_ = false, woken_ = false, stopping_ = false;
  bool tls_ = false, refuse_tls_ = false, compressed_ = false;
};

}  // namespace postern
