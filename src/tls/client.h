// TLS as a client: what the other side must show, and what it did show.
// Use: auto context = ClientContext::make(ca_file);   auto tls = (*context)->connect(fd, expected);   drive tls->handshake()
//      tls->proof() says afterwards, well or not, what was shown and what does not hold.
// Promises: TLS 1.2 or later; with `must` a handshake succeeds only when the proof holds; without it any certificate will do, and
//   proof() says all the same what a strict client would have said. Any thread.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tls/context.h"

namespace postern::tls {

// RFC 6698 §2.1, as it stands in the DNS.
struct Tlsa {
  std::uint8_t usage = 0;
  std::uint8_t selector = 0;
  std::uint8_t matching = 0;
  std::string data;

  // DANE-TA(2) and DANE-EE(3) with a known selector and a digest of its right length. RFC 7672 §3.1.3: PKIX-TA(0) and PKIX-EE(1)
  // cannot be used for SMTP.
  [[nodiscard]] bool usable() const;
  friend auto operator<=>(const Tlsa&, const Tlsa&) = default;
};
std::optional<Tlsa> parse_tlsa(std::string_view rdata);

enum class By : std::uint8_t {
  nothing,  // encrypted for whoever is there
  name,     // a certificate for one of the names, that an authority we trust vouches for
  dane,     // TLSA records (RFC 7672)
};
std::string_view name(By);

struct Expected {
  std::string server_name = {};         // SNI; empty: none is sent (of an address literal)
  std::vector<std::string> names = {};  // reference identifiers, A-labels: one of them has to be in the certificate
  By by = By::nothing;
  bool must = false;                   // what does not hold ends the handshake
  std::vector<Tlsa> tlsa = {};         // those that are not usable() are passed over
  std::vector<std::string> alpn = {};  // RFC 7301
};

// What does not hold, in the words of RFC 8460 §4.3.
enum class Problem : std::uint8_t {
  none,
  certificate_host_mismatch,
  certificate_expired,
  certificate_not_trusted,
  validation_failure,  // any other
};
std::string_view name(Problem);  // "certificate-host-mismatch"

// What the other side showed.
struct Proof {
  std::string protocol = {};            // "TLSv1.3"; empty before a handshake is done
  std::string cipher = {};              // "TLS_AES_128_GCM_SHA256"
  std::vector<std::string> names = {};  // DNS names of its certificate, printable, at most 20
  By by = By::nothing;                  // how it was proven; nothing: it was not
  Problem problem = Problem::none;      // why it was not, where Expected asked for a proof
  std::string why = {};                 // the same for people
};

class ClientContext {
 public:
  // `ca_file`: PEM of the authorities that are trusted; empty: the system's. Those are many, and take longer to read than all else that a
  // start does: who first asks for a proof by name reads them, if read_authorities() has not.
  static Result<std::shared_ptr<const ClientContext>> make(const std::string& ca_file = {});
  ~ClientContext();
  ClientContext(const ClientContext&) = delete;
  ClientContext& operator=(const ClientContext&) = delete;

  // Any thread, which waits tens of milliseconds for it once.
  void read_authorities() const;
  // The client's side of a connection on a socket that somebody else owns. `invalid`: what is expected cannot be asked for.
  [[nodiscard]] Result<Connection> connect(int fd, const Expected&) const;

 private:
  struct State;
  explicit ClientContext(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace postern::tls
