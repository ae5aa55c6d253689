// One connection as protocol code sees it: bytes in, bytes out, TLS, deadlines. Plain and TLS look alike.
// Use: auto bytes = co_await stream.read(deadline); co_await stream.write(reply, deadline);
// Promises: all calls and resumptions happen on the reactor the connection was accepted on; one read and one write at a time;
//   no buffer is held while a read waits, so an idle connection costs its socket and its coroutine frames.
// Errors: Failure::closed (peer went away or server stops), Failure::timeout (deadline passed), Failure::io (TLS or socket broke).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/executor.h"
#include "base/ids.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "base/task.h"
#include "net/activity.h"

namespace postern::tls {
class ClientContext;
class Context;
struct Expected;
struct Proof;
}  // namespace postern::tls

namespace postern::net {

struct Endpoint {
  IpAddress address;
  std::uint16_t port = 0;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

// What a login can be bound to, so that it holds on this connection only (RFC 5056); empty where there is no such thing.
struct ChannelBinding {
  std::string exporter;   // tls-exporter   RFC 9266
  std::string end_point;  // tls-server-end-point   RFC 5929 §4
};

enum class Wake : std::uint8_t { readable, woken, timeout };

class Stream {
 public:
  virtual ~Stream() = default;

  // What has come in, waiting for it until `until`. The view lives until the next call on this stream; empty means the peer
  // has ended its side. At most 16 KiB at a time. Once `until` has passed it fails, also when bytes are there.
  virtual Task<Result<std::string_view>> read(Deadline until) = 0;
  // Returns when all is handed to the kernel. `until` is for the whole of it.
  virtual Task<Result<void>> write(std::string_view, Deadline until) = 0;
  // Waits without reading: until bytes are there (or the peer is gone), wake() is called, or time passes. For IDLE.
  virtual Task<Result<Wake>> wait(Deadline until) = 0;
  // Ends a wait(); kept for the next one when none is pending. Own reactor only.
  virtual void wake() = 0;

  // Server-side handshake on this connection. Any byte already read is the caller's fault to have dropped.
  virtual Task<Result<void>> start_tls(Deadline until) = 0;
  // Client-side handshake; both outlive the call. `denied`: the proof does not hold. proof() says more, well or not.
  virtual Task<Result<void>> start_tls_as_client(const tls::ClientContext&, const tls::Expected&, Deadline until);
  [[nodiscard]] virtual const tls::Proof* proof() const { return nullptr; }  // null before a handshake as client
  [[nodiscard]] virtual bool is_tls() const = 0;
  [[nodiscard]] virtual std::string tls_summary() const = 0;  // "TLSv1.3 TLS_AES_128_GCM_SHA256", empty when plain
  [[nodiscard]] virtual ChannelBinding channel_binding() const { return {}; }
  // Raw deflate (RFC 4978) on both directions from the next byte on. `pending` are bytes already read past the command.
  virtual Result<void> start_compression(std::string_view pending) = 0;

  [[nodiscard]] virtual const Endpoint& peer() const = 0;  // the client's own address, also behind a listed proxy
  [[nodiscard]] virtual const Endpoint& local() const = 0;
  [[nodiscard]] virtual SessionId session() const = 0;
  // The server stops: reads fail with Failure::closed, but the peer is there and may be told goodbye.
  [[nodiscard]] virtual bool is_stopping() const = 0;
  // Ends both directions; pending calls fail with Failure::closed. Own reactor only.
  virtual void close() = 0;

  // What the connection is doing, told by the protocol that it speaks.
  void now(Doing d) { activity_.now(d); }
  [[nodiscard]] const Activity& activity() const { return activity_; }

 protected:
  Activity activity_;
};

}  // namespace postern::net
