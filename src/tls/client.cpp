// Sets up OpenSSL for clients, by name or by DANE, and says in a few words what a certificate lacks.
#include "tls/client.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "base/text.h"
#include "tls/openssl.h"

namespace postern::tls {
namespace {

constexpr std::size_t kMostNames = 20;
using OwnedSession = Owned<SSL, SSL_free>;

const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::unexpected<Error> cannot_set_up() { return fail(Failure::unavailable, "Cannot set up TLS", take_reason()); }
std::unexpected<Error> not_askable(const char* what) {
  take_reason();
  return fail(Failure::invalid, what);
}

// RFC 9525 §6.3: a wildcard is a whole label.
Result<void> expect_names(SSL* ssl, const std::vector<std::string>& names) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (names.empty()) return not_askable("A proof by name needs a name");
  for (const auto& one : names)
    if (SSL_add1_host(ssl, one.c_str()) != 1) return not_askable("The name to be proven is no host name");
  return {};
}

// RFC 7672 §3.1.1: with DANE-EE(3) the key alone counts, neither names nor dates. §3.1.2: DANE-TA(2) needs a name.
Result<void> expect_tlsa(SSL* ssl, const Expected& expected) {
  if (expected.names.empty()) return not_askable("A proof by DANE needs a name");
  if (SSL_dane_enable(ssl, expected.names.front().c_str()) != 1) return not_askable("The name to be proven is no host name");
  SSL_dane_set_flags(ssl, DANE_FLAG_NO_DANE_EE_NAMECHECKS);
  if (auto added = expect_names(ssl, expected.names); !added) return added;
  bool any = false;
  for (const auto& record : expected.tlsa)
    if (record.usable())
      any =
          SSL_dane_tlsa_add(ssl, record.usage, record.selector, record.matching, octets(record.data), record.data.size()) > 0 ||
          any;
  take_reason();
  if (!any) return not_askable("No TLSA record can be used");
  return {};
}

Result<void> offer_protocols(SSL* ssl, const std::vector<std::string>& protocols) {
  std::string wire;
  for (const auto& protocol : protocols) {
    if (protocol.empty() || protocol.size() > 255) return not_askable("Not an ALPN protocol name");
    wire += static_cast<char>(protocol.size());
    wire += protocol;
  }
  if (!wire.empty() && SSL_set_alpn_protos(ssl, octets(wire), static_cast<unsigned>(wire.size())) != 0)
    return not_askable("Not an ALPN protocol name");
  return {};
}

Problem problem_of(long result) {
  switch (result) {
    case X509_V_OK: return Problem::none;
    case X509_V_ERR_HOSTNAME_MISMATCH: return Problem::certificate_host_mismatch;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: return Problem::certificate_expired;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED: return Problem::certificate_not_trusted;
    default: return Problem::validation_failure;
  }
}

std::vector<std::string> names_of(X509* certificate) {
  std::vector<std::string> out;
  const OwnedNames all(static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; all && i < sk_GENERAL_NAME_num(all.get()) && out.size() < kMostNames; ++i) {
    const GENERAL_NAME* one = sk_GENERAL_NAME_value(all.get(), i);
    if (one->type != GEN_DNS) continue;
    const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(one->d.dNSName));
    out.push_back(printable({text, static_cast<std::size_t>(ASN1_STRING_length(one->d.dNSName))}));
  }
  return out;
}

}  // namespace

// RFC 6698 §2.1.3
bool Tlsa::usable() const {
  if ((usage != 2 && usage != 3) || selector > 1) return false;
  switch (matching) {
    case 0: return !data.empty();
    case 1: return data.size() == 32;
    case 2: return data.size() == 64;
    default: return false;
  }
}

// RFC 6698 §2.1
std::optional<Tlsa> parse_tlsa(std::string_view rdata) {
  if (rdata.size() < 4) return {};
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(rdata[i]); };
  return Tlsa{at(0), at(1), at(2), std::string(rdata.substr(3))};
}

std::string_view name(By by) {
  switch (by) {
    case By::nothing: return "nothing";
    case By::name: return "name";
    case By::dane: return "dane";
  }
  return "";
}

std::string_view name(Problem problem) {
  switch (problem) {
    case Problem::none: return "";
    case Problem::certificate_host_mismatch: return "certificate-host-mismatch";
    case Problem::certificate_expired: return "certificate-expired";
    case Problem::certificate_not_trusted: return "certificate-not-trusted";
    case Problem::validation_failure: return "validation-failure";
  }
  return "";
}

struct ClientContext::State {
  // One store for all connections, and apart from the context: that one is in use while they are read.
  X509_STORE* authorities() {
    std::call_once(read, [this] {
      system.reset(X509_STORE_new());
      if (system) X509_STORE_set_default_paths(system.get());  // a system without any trusts nobody
      take_reason();
    });
    return system.get();
  }

  OwnedContext context;
  bool trusts_system = false;
  std::once_flag read;
  OwnedStore system;
};

ClientContext::ClientContext(std::unique_ptr<State> state) : state_(std::move(state)) {}
ClientContext::~ClientContext() = default;

// OpenSSL's own list of ciphers: a server that has none of our few would be sent the mail in the clear.
Result<std::shared_ptr<const ClientContext>> ClientContext::make(const std::string& ca_file) {
  OwnedContext context(SSL_CTX_new(TLS_client_method()));
  if (!context || SSL_CTX_dane_enable(context.get()) != 1) return cannot_set_up();
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);  // RFC 8996
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context.get(), 0);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  const bool by_file = !ca_file.empty();
  if (by_file && SSL_CTX_load_verify_file(context.get(), ca_file.c_str()) != 1)
    return fail(Failure::not_found, "The file of trusted authorities cannot be read", take_reason());
  auto state = std::make_unique<State>();
  state->context = std::move(context);
  state->trusts_system = !by_file;
  return std::shared_ptr<const ClientContext>(new ClientContext(std::move(state)));  // its constructor is private
}

void ClientContext::read_authorities() const {
  if (state_->trusts_system) state_->authorities();
}

Result<Connection> ClientContext::connect(int fd, const Expected& expected) const {
  OwnedSession ssl(SSL_new(state_->context.get()));
  if (!ssl || SSL_set_fd(ssl.get(), fd) != 1) return cannot_set_up();
  SSL_set_connect_state(ssl.get());
  SSL_set_verify(ssl.get(), expected.must ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
  if (expected.by == By::name && state_->trusts_system && SSL_set1_verify_cert_store(ssl.get(), state_->authorities()) != 1)
    return cannot_set_up();
  Result<void> asked;
  if (expected.by == By::name) asked = expect_names(ssl.get(), expected.names);
  if (expected.by == By::dane) asked = expect_tlsa(ssl.get(), expected);
  if (expected.must && expected.by == By::nothing) asked = not_askable("A proof that must hold has to be one");
  if (!asked) return pass_on(asked);
  if (!expected.server_name.empty() && SSL_set_tlsext_host_name(ssl.get(), expected.server_name.c_str()) != 1)
    return not_askable("The server's name is no host name");
  if (auto offered = offer_protocols(ssl.get(), expected.alpn); !offered) return pass_on(offered);
  return Connection(ssl.release(), expected.by);
}

Proof Connection::proof() const {
  Proof out;
  if (SSL_is_init_finished(ssl_)) {
    out.protocol = SSL_get_version(ssl_);
    out.cipher = SSL_get_cipher_name(ssl_);
  }
  X509* certificate = SSL_get0_peer_certificate(ssl_);
  if (certificate) out.names = names_of(certificate);
  if (expected_ == By::nothing) return out;
  const long result = SSL_get_verify_result(ssl_);
  out.problem = problem_of(result);
  if (out.problem != Problem::none) {
    out.why = X509_verify_cert_error_string(result);
  } else if (SSL_is_init_finished(ssl_)) {  // a result of "well" says nothing where there was no certificate
    const bool holds = certificate && (expected_ == By::name || SSL_get0_dane_authority(ssl_, nullptr, nullptr) >= 0);
    out.by = holds ? expected_ : By::nothing;
    out.problem = holds ? Problem::none : Problem::validation_failure;
    if (!holds) out.why = "no certificate was shown";
  }
  return out;
}

}  // namespace postern::tls
