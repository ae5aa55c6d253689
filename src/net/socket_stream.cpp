// Reads, writes and waits: try the socket, and only when it has nothing to give, wait for the reactor.
#include "net/socket_stream.h"

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/units.h"
#include "events/table.h"

namespace postern::net {
namespace {

constexpr std::uint8_t kReadsInARow = 16;      // then the other connections of the reactor have a turn
constexpr auto kSilence = 500ms;               // while the server stops, a peer that is quiet for so long is idle
constexpr std::size_t kFinishDrain = 256_KiB;  // what a peer may still send while it reads our last answer

std::unexpected<Error> closed() { return fail(Failure::closed, "Connection closed"); }
std::unexpected<Error> timed_out() { return fail(Failure::timeout, "Timed out"); }

// How a wait that gave nothing ends the call.
std::unexpected<Error> gave_up(Ready ready) {
  if (ready == Ready::timeout) return timed_out();
  return closed();
}

}  // namespace

struct SocketStream::Compression {
  Compressor out;
  Decompressor in;
  std::string pending;            // compressed bytes that came in with the command
  std::unique_ptr<Buffer> shown;  // lent: what was inflated last
};

SocketStream::SocketStream(Reactor& reactor, Fd fd, const Ends& ends, SessionId session, const StreamShared& shared)
    : descriptor_(reactor, std::move(fd)), shared_(shared), ends_(ends), session_(session) {}

SocketStream::~SocketStream() { close(); }

std::optional<Error> SocketStream::unusable() const {
  if (descriptor_.is_closed()) return Error{Failure::closed, "Connection closed", {}, std::source_location::current()};
  if (broken_) return Error{Failure::io, "Connection failed", {}, std::source_location::current()};
  return {};
}

// ---- reading ----

SocketStream::Got SocketStream::receive() {
  if (!buffer_) buffer_ = descriptor_.reactor().lend();
  std::size_t n = 0;
  if (tls_) {
    switch (tls_->read(*buffer_, n)) {
      case tls::Step::done: break;
      case tls::Step::ended: return Got::end;
      case tls::Step::wants_read: return Got::wants_read;
      case tls::Step::wants_write: return Got::wants_write;
      case tls::Step::broken: return Got::broken;
    }
    maybe_readable_ = n == buffer_->size() || tls_->has_pending();
  } else {
    const auto got = ::recv(descriptor_.fd(), buffer_->data(), buffer_->size(), 0);
    if (got == 0) return Got::end;
    if (got < 0) return errno == EAGAIN || errno == EINTR ? Got::wants_read : Got::broken;
    n = static_cast<std::size_t>(got);
    maybe_readable_ = n == buffer_->size();  // less means that the socket is empty: waiting costs no extra recv
  }
  wire_ = std::string_view(buffer_->data(), n);
  activity_.came_in(n);
  return Got::some;
}

Deadline SocketStream::soft(Deadline until) const { return stopping_ ? std::min(until, Clock::now() + kSilence) : until; }

Task<Result<void>> SocketStream::fill(Deadline until) {
  Ready ready = Ready::ready;
  while (true) {
    Got got = maybe_readable_ ? receive() : Got::wants_read;
    if (got == Got::some) co_return Result<void>{};
    if (got == Got::end) {
      ended_ = true;
      co_return Result<void>{};
    }
    // TLS that must write while a write waits already: a peer that asks for new keys and does not read.
    const bool stuck = got == Got::wants_write && descriptor_.is_waiting(Descriptor::writing);
    if (got == Got::broken || stuck) {
      broken_ = true;
      co_return closed();
    }
    drop_buffers();
    reads_in_a_row_ = 0;
    if (got == Got::wants_write)  // TLS answers a KeyUpdate
      ready = co_await descriptor_.writable(until);
    else
      ready = co_await descriptor_.readable(soft(until));
    if (ready == Ready::timeout && stopping_) co_return closed();
    if (ready == Ready::timeout || ready == Ready::closed) co_return gave_up(ready);
    maybe_readable_ = true;
  }
}

void SocketStream::drop_buffers() {
  wire_ = {};
  if (buffer_) descriptor_.reactor().give_back(std::move(buffer_));
  if (compression_ && compression_->shown) descriptor_.reactor().give_back(std::move(compression_->shown));
}

// False when the wire has to be asked first.
bool SocketStream::inflate_some(Result<std::string_view>& out) {
  auto& shown = compression_->shown;
  if (!shown) shown = descriptor_.reactor().lend();
  std::size_t n = 0;
  switch (compression_->in.next(*shown, n)) {
    case Inflated::some: out = std::string_view(shown->data(), n); return true;
    case Inflated::needs_more: return false;
    case Inflated::ended:
      ended_ = true;
      out = std::string_view();
      return true;
    case Inflated::broken: break;
  }
  broken_ = true;
  out = fail(Failure::io, "Connection failed", "compressed data is broken");
  return true;
}

Task<Result<std::string_view>> SocketStream::read(Deadline until) {
  if (auto error = unusable()) co_return std::unexpected(std::move(*error));
  if (++reads_in_a_row_ > kReadsInARow) {
    reads_in_a_row_ = 0;
    co_await Yield(descriptor_.reactor());
    if (descriptor_.is_closed()) co_return closed();
  }
  if (Clock::now() >= until) co_return timed_out();
  while (true) {
    Result<std::string_view> inflated;
    if (compression_ && compression_->in.has_more() && inflate_some(inflated)) co_return inflated;
    if (ended_) co_return std::string_view();
    auto filled = co_await fill(until);
    if (!filled) co_return pass_on(filled);
    if (!compression_ || ended_) co_return std::exchange(wire_, {});
    compression_->in.begin(std::exchange(wire_, {}));
  }
}

// ---- writing ----

SocketStream::Got SocketStream::send(std::string_view bytes, std::size_t& n) {
  if (tls_) {
    switch (tls_->write(bytes, n)) {
      case tls::Step::done: return Got::some;
      case tls::Step::wants_read: return Got::wants_read;
      case tls::Step::wants_write: return Got::wants_write;
      case tls::Step::ended:
      case tls::Step::broken: break;
    }
    return Got::broken;
  }
  const auto sent = ::send(descriptor_.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent < 0) return errno == EAGAIN || errno == EINTR ? Got::wants_write : Got::broken;
  n = static_cast<std::size_t>(sent);
  return Got::some;
}

Task<Result<void>> SocketStream::send_all(std::string_view bytes, Deadline until) {
  Ready ready = Ready::ready;
  while (!bytes.empty()) {
    std::size_t n = 0;
    const Got got = send(bytes, n);
    if (got == Got::some) {
      activity_.went_out(n);
      bytes.remove_prefix(n);
      continue;
    }
    if (got == Got::wants_write)
      ready = co_await descriptor_.writable(until);
    else  // without renegotiation a TLS write never has to read
      ready = Ready::closed;
    if (ready == Ready::timeout || ready == Ready::closed) {
      broken_ = true;  // half an answer is out: nothing that follows would be understood
      co_return gave_up(ready);
    }
  }
  co_return Result<void>{};
}

Task<Result<void>> SocketStream::write_compressed(std::string_view bytes, Deadline until) {
  auto piece = descriptor_.reactor().lend();
  compression_->out.begin(bytes);
  while (const std::size_t n = compression_->out.next(*piece)) {
    auto sent = co_await send_all(std::string_view(piece->data(), n), until);
    if (!sent) co_return sent;
    if (n < piece->size()) break;
  }
  descriptor_.reactor().give_back(std::move(piece));
  co_return Result<void>{};
}

Task<Result<void>> SocketStream::write(std::string_view bytes, Deadline until) {
  if (auto error = unusable()) co_return std::unexpected(std::move(*error));
  if (compression_ && !bytes.empty()) co_return co_await write_compressed(bytes, until);
  co_return co_await send_all(bytes, until);
}

// ---- waiting ----

// What can be read although the socket shows nothing.
bool SocketStream::has_bytes() const {
  return ended_ || (tls_ && tls_->has_pending()) || (compression_ && compression_->in.has_more());
}

Task<Result<Wake>> SocketStream::wait(Deadline until) {
  if (auto error = unusable()) co_return std::unexpected(std::move(*error));
  if (stopping_) co_return closed();
  if (std::exchange(woken_, false)) co_return Wake::woken;
  if (has_bytes()) co_return Wake::readable;
  drop_buffers();
  reads_in_a_row_ = 0;
  in_wait_ = true;
  const Ready ready = co_await descriptor_.readable(until);
  in_wait_ = false;
  if (ready == Ready::closed || stopping_) co_return closed();
  if (ready == Ready::timeout) co_return Wake::timeout;
  if (ready == Ready::woken) co_return Wake::woken;
  maybe_readable_ = true;
  co_return Wake::readable;
}

void SocketStream::wake() {
  if (in_wait_)
    descriptor_.wake();
  else
    woken_ = true;
}

// ---- TLS and compression ----

// Whatever ends it but the end of the connection: `detail` says why, and nothing more can be said on this connection.
Task<Result<void>> SocketStream::shake_hands(Deadline until) {
  Ready ready = Ready::ready;
  while (true) {
    const auto step = tls_->handshake();
    if (step == tls::Step::done) break;
    if (step == tls::Step::wants_read)
      ready = co_await descriptor_.readable(until);
    else if (step == tls::Step::wants_write)
      ready = co_await descriptor_.writable(until);
    else
      co_return fail(Failure::io, "TLS handshake failed", tls_->reason().empty() ? "peer went away" : tls_->reason());
    if (ready == Ready::timeout) co_return fail(Failure::timeout, "TLS handshake failed", "timed out");
    if (ready == Ready::closed) co_return closed();
  }
  maybe_readable_ = tls_->has_pending();
  activity_.is_tls(tls_->version(), tls_->cipher());
  co_return Result<void>{};
}

// A failure is logged here, the one place that knows; the alert has gone out already.
Task<Result<void>> SocketStream::start_tls(Deadline until) {
  if (auto error = unusable()) co_return std::unexpected(std::move(*error));
  if (tls_ || compression_ || !shared_.tls) co_return fail(Failure::invalid, "TLS cannot start here");
  drop_buffers();
  tls_.emplace(shared_.tls->accept(descriptor_.fd()));
  const auto before = activity_.doing();
  now(Doing::handshake);
  auto done = co_await shake_hands(until);
  now(before);
  if (!done && done.error().kind != Failure::closed) {
    broken_ = true;
    tls_.reset();
    shared_.sink.write(events::Event::tls_failed, session_,
                       {{events::Key::ip, ends_.peer.address.text()},
                        {events::Key::service, shared_.service},
                        {events::Key::cause, done.error().detail}});
  } else if (done && shared_.sink.wants(events::Event::tls_started)) {
    shared_.sink.write(events::Event::tls_started, session_,
                       {{events::Key::tls, tls_->summary()}, {events::Key::service, shared_.service}});
  }
  co_return done;
}

// What comes of it is the caller's to log: he knows what the connection is for.
Task<Result<void>> SocketStream::start_tls_as_client(const tls::ClientContext& context, const tls::Expected& expected,
                                                     Deadline until) {
  if (auto error = unusable()) co_return std::unexpected(std::move(*error));
  if (tls_ || compression_) co_return fail(Failure::invalid, "TLS cannot start here");
  drop_buffers();
  auto made = context.connect(descriptor_.fd(), expected);
  if (!made) co_return pass_on(made);
  tls_.emplace(std::move(*made));
  auto done = co_await shake_hands(until);
  proof_ = tls_->proof();
  if (done || done.error().kind == Failure::closed) co_return done;
  broken_ = true;
  tls_.reset();
  if (proof_->problem != tls::Problem::none) done = fail(Failure::denied, "The peer's certificate does not hold", proof_->why);
  co_return done;
}

Result<void> SocketStream::start_compression(std::string_view pending) {
  if (auto error = unusable()) return std::unexpected(std::move(*error));
  if (compression_) return fail(Failure::invalid, "Compression is on already");
  compression_ = std::make_unique<Compression>();
  compression_->pending = pending;
  if (!pending.empty()) compression_->in.begin(compression_->pending);
  return {};
}

// ---- the end ----

void SocketStream::close() {
  if (descriptor_.is_closed()) return;
  if (tls_ && !broken_) tls_->say_goodbye();
  ::shutdown(descriptor_.fd(), SHUT_RDWR);
  drop_buffers();
  descriptor_.close();
}

void SocketStream::stop_softly() {
  stopping_ = true;
  descriptor_.wake();
}

// A socket that is closed with unread bytes in it resets the connection, and the peer loses what it has not read yet.
Task<void> SocketStream::finish(Deadline until) {
  int unread = 0;
  if (!descriptor_.is_closed() && !ended_ && !broken_) ::ioctl(descriptor_.fd(), FIONREAD, &unread);
  if (unread > 0) {
    if (tls_) tls_->say_goodbye();
    ::shutdown(descriptor_.fd(), SHUT_WR);
    auto buffer = descriptor_.reactor().lend();
    for (std::size_t drained = 0; drained < kFinishDrain && !descriptor_.is_closed();) {
      const auto n = ::recv(descriptor_.fd(), buffer->data(), buffer->size(), 0);
      if (n == 0 || (n < 0 && errno != EAGAIN)) break;
      if (n > 0) {
        drained += static_cast<std::size_t>(n);
        continue;
      }
      const Ready ready = co_await descriptor_.readable(until);
      if (ready == Ready::timeout || ready == Ready::closed) break;
    }
    descriptor_.reactor().give_back(std::move(buffer));
  }
  close();
}

}  // namespace postern::net
