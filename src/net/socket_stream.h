// net::Stream over a socket, plain or TLS, with or without compression.
// Invariants: a buffer is held only from the moment a read has bytes to show until the next read or wait;
//   a connection that has failed in TLS or in the middle of a write is broken and serves no further call;
//   the session that owns the stream ends every call on it before it destroys it.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "events/events.h"
#include "net/deflate.h"
#include "net/descriptor.h"
#include "net/stream.h"
#include "tls/client.h"
#include "tls/context.h"

namespace postern::net {

// What the streams of one listener share.
struct StreamShared {
  std::string service;
  std::shared_ptr<tls::Context> tls;  // null: start_tls fails
  events::Sink& sink;
};

struct Ends {
  Endpoint peer, local;
};

class SocketStream : public Stream {
 public:
  SocketStream(Reactor&, Fd, const Ends&, SessionId, const StreamShared&);  // the shared part outlives the stream

  ~SocketStream() override;

  Task<Result<std::string_view>> read(Deadline until) override;
  Task<Result<void>> write(std::string_view, Deadline until) override;
  Task<Result<Wake>> wait(Deadline until) override;
  void wake() override;
  Task<Result<void>> start_tls(Deadline until) override;
  Task<Result<void>> start_tls_as_client(const tls::ClientContext&, const tls::Expected&, Deadline until) override;
  [[nodiscard]] const tls::Proof* proof() const override { return proof_ ? &*proof_ : nullptr; }
  [[nodiscard]] bool is_tls() const override { return tls_.has_value(); }
  [[nodiscard]] std::string tls_summary() const override { return tls_ ? tls_->summary() : std::string(); }
  [[nodiscard]] ChannelBinding channel_binding() const override {
    return tls_ ? ChannelBinding{tls_->exporter(), tls_->end_point()} : ChannelBinding{};
  }
  Result<void> start_compression(std::string_view pending) override;
  [[nodiscard]] const Endpoint& peer() const override { return ends_.peer; }
  [[nodiscard]] const Endpoint& local() const override { return ends_.local; }
  [[nodiscard]] SessionId session() const override { return session_; }
  [[nodiscard]] bool is_stopping() const override { return stopping_; }
  void close() override;

  // The server stops: a wait, and a read that stays silent for a moment, end with Failure::closed; writes still work.
  void stop_softly();
  // After the session: sends what TLS has to say and lets the peer read the last answer although it sent more.
  Task<void> finish(Deadline until);

 private:
  enum class Got : std::uint8_t { some, end, wants_read, wants_write, broken };
  struct Compression;

  std::optional<Error> unusable() const;
  Task<Result<void>> fill(Deadline until);  // wire_ gets bytes, or ended_ is set
  Got receive();
  Got send(std::string_view bytes, std::size_t& n);
  Task<Result<void>> send_all(std::string_view, Deadline until);
  Task<Result<void>> write_compressed(std::string_view, Deadline until);
  bool inflate_some(Result<std::string_view>& out);
  bool has_bytes() const;
  void drop_buffers();
  Task<Result<void>> shake_hands(Deadline until);
  Deadline soft(Deadline until) const;

  Descriptor descriptor_;
  const StreamShared& shared_;
  Ends ends_;
  SessionId session_;
  std::optional<tls::Connection> tls_;
  std::optional<tls::Proof> proof_;  // of a handshake as client
  std::unique_ptr<Compression> compression_;
  std::unique_ptr<Buffer> buffer_;  // lent: what the wire gave
  std::string_view wire_;           // in buffer_, not yet shown
  std::uint8_t reads_in_a_row_ = 0;
  bool maybe_readable_ = false;  // the last receive did not empty the socket, or it has not been tried
  bool in_wait_ = false, woken_ = false, ended_ = false, broken_ = false, stopping_ = false;
};

}  // namespace postern::net
