// Sets up OpenSSL for servers: TLS 1.2 and 1.3, few and good ciphers, nothing kept that an idle connection does not need.
#include "tls/context.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "tls/openssl.h"
#include "tls/tickets.h"

namespace postern::tls {

struct Loaded {
  std::vector<OwnedContext> contexts;                 // one an identity; the first is the default
  std::unordered_map<std::string, SSL_CTX*> by_name;  // lower case; "*.example.org" as it stands in the certificate
  std::unordered_set<std::string> host_names;         // lower case; none: any name will do
  std::string alpn;                                   // length-prefixed, as on the wire
  std::shared_ptr<TicketKeys> tickets;
};

namespace {

// RFC 9325 §4.2: forward secrecy and AEAD only. TLS 1.3 suites are OpenSSL's own three.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-RSA-AES256-GCM-SHA384";
constexpr const char* kGroups = "X25519:P-256:P-384";
constexpr const char* kSuites = "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384";

const Loaded* loaded_of(SSL* ssl) { return static_cast<const Loaded*>(SSL_get_app_data(ssl)); }

// RFC 6066 §3. A name that is not the listener's is refused. Where any name will do, one that no certificate covers gets the
// default certificate: many mail clients ask for names of their own making.
int choose_certificate(SSL* ssl, int* alert, void*) {
  const char* asked = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
  const auto* loaded = loaded_of(ssl);
  if (asked == nullptr || loaded == nullptr) return SSL_TLSEXT_ERR_NOACK;
  const auto name = to_lower(asked);
  if (!loaded->host_names.empty() && !loaded->host_names.contains(name)) {
    *alert = SSL_AD_UNRECOGNIZED_NAME;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  auto found = loaded->by_name.find(name);
  if (found == loaded->by_name.end()) found = loaded->by_name.find(wildcard_of(name));
  if (found == loaded->by_name.end()) return SSL_TLSEXT_ERR_NOACK;
  SSL_set_SSL_CTX(ssl, found->second);
  return SSL_TLSEXT_ERR_OK;
}

// RFC 7301 §3.2: no protocol in common is fatal, so that a page meant for one service is not taken to another (ALPACA).
int choose_protocol(SSL* ssl, const unsigned char** out, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void*) {
  const auto* loaded = loaded_of(ssl);
  if (loaded == nullptr) return SSL_TLSEXT_ERR_ALERT_FATAL;
  unsigned char* chosen = nullptr;
  const auto result = SSL_select_next_proto(&chosen, size, reinterpret_cast<const unsigned char*>(loaded->alpn.data()),
                                            static_cast<unsigned>(loaded->alpn.size()), offered, offered_size);
  if (loaded->alpn.empty() || result != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

bool set_up_seal(const TicketKey& key, unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac, int sealing) {
  const EVP_CIPHER* aes = EVP_aes_256_cbc();
  if (EVP_CipherInit_ex(cipher, aes, nullptr, key.cipher.data(), iv, sealing) != 1) return false;
  char digest[] = "SHA256";
  auto secret = key.mac;  // OpenSSL's parameters are not const
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, secret.data(), secret.size()),
                                   OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   OSSL_PARAM_construct_end()};
  const bool ok = EVP_MAC_CTX_set_params(mac, parameters) == 1;
  OPENSSL_cleanse(secret.data(), secret.size());
  return ok;
}

// RFC 5077 §4. Gives 1: go on; 2: go on and renew the ticket; 0: not ours, do a full handshake; -1: failed.
int ticket_key(SSL* ssl, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac, int sealing) {
  const auto* loaded = loaded_of(ssl);
  if (loaded == nullptr) return -1;
  if (sealing == 1) {
    const auto key = loaded->tickets->sealing();
    std::memcpy(name, key.name.data(), key.name.size());
    if (RAND_bytes(iv, EVP_CIPHER_iv_length(EVP_aes_256_cbc())) != 1) return -1;
    return set_up_seal(key, iv, cipher, mac, 1) ? 1 : -1;
  }
  const auto found = loaded->tickets->opening(std::string_view(reinterpret_cast<const char*>(name), 16));
  if (!found) return 0;
  if (!set_up_seal(found->key, iv, cipher, mac, 0)) return -1;
  // RFC 8446 §4.6.1: under TLS 1.3 each use earns a fresh ticket.
  return found->renew || SSL_version(ssl) == TLS1_3_VERSION ? 2 : 1;
}

void set_manners(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);  // RFC 8996
  SSL_CTX_set_options(
      context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  // An idle connection holds no record buffers; a write may go on from another buffer with the same bytes.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 0);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets only: no memory a client
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_timeout(context, std::chrono::seconds(TicketKeys::kAge).count());
  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
}

Result<OwnedContext> make_context(const Identity& identity, const Service& service) {
  OwnedContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) return fail(Failure::unavailable, "Cannot set up TLS", take_reason());
  set_manners(context.get());
  if (SSL_CTX_set_cipher_list(context.get(), kCiphers) != 1 || SSL_CTX_set_ciphersuites(context.get(), kSuites) != 1 ||
      SSL_CTX_set1_groups_list(context.get(), kGroups) != 1 ||
      SSL_CTX_set_session_id_context(
          context.get(), reinterpret_cast<const unsigned char*>(service.name.data()),
          static_cast<unsigned>(std::min<std::size_t>(service.name.size(), SSL_MAX_SID_CTX_LENGTH))) != 1)
    return fail(Failure::unavailable, "Cannot set up TLS", take_reason());
  SSL_CTX_set_tlsext_servername_callback(context.get(), choose_certificate);
  SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  SSL_CTX_set_tlsext_ticket_key_evp_cb(context.get(), ticket_key);

  if (auto used = use_identity(context.get(), identity); !used) return pass_on(used);
  return context;
}

}  // namespace

Context::Context(Service service, const TimeSource& time, Random& random)
    : service_(std::move(service)), time_(time), tickets_(std::make_shared<TicketKeys>(time, random)) {}
Context::~Context() = default;

Result<std::shared_ptr<Context>> Context::make(Service service, std::span<const Identity> identities, const TimeSource& time,
                                               Random& random) {
  std::shared_ptr<Context> context(new Context(std::move(service), time, random));  // its constructor is private
  if (auto replaced = context->replace(identities); !replaced) return pass_on(replaced);
  return context;
}

Result<void> Context::replace(std::span<const Identity> identities) {
  if (identities.empty()) return fail(Failure::invalid, "A TLS service needs a certificate");
  auto fresh = std::make_shared<Loaded>();
  fresh->tickets = tickets_;
  fresh->host_names.insert(service_.host_names.begin(), service_.host_names.end());
  for (const auto& protocol : service_.alpn) {
    if (protocol.empty() || protocol.size() > 255) return fail(Failure::invalid, "Not an ALPN protocol name");
    fresh->alpn += static_cast<char>(protocol.size());
    fresh->alpn += protocol;
  }
  for (const auto& identity : identities) {
    auto facts = facts_of(identity.chain);
    if (!facts) return pass_on(facts);
    if (auto valid = facts->in_force(time_.now()); !valid) return valid;
    auto context = make_context(identity, service_);  // refuses what check_identity() refuses
    if (!context) return pass_on(context);
    for (auto& name : facts->names) fresh->by_name.try_emplace(std::move(name), context->get());
    fresh->contexts.push_back(std::move(*context));
  }
  loaded_.with([&](std::shared_ptr<const Loaded>& loaded) { loaded = std::move(fresh); });
  return {};
}

Connection Context::accept(int fd) const {
  return {loaded_.with([](const std::shared_ptr<const Loaded>& loaded) { return loaded; }), fd};
}

Connection::Connection(std::shared_ptr<const Loaded> loaded, int fd)
    : ssl_(SSL_new(loaded->contexts.front().get())), loaded_(std::move(loaded)) {
  if (ssl_ == nullptr || SSL_set_fd(ssl_, fd) != 1) throw std::bad_alloc();
  SSL_set_app_data(ssl_, const_cast<Loaded*>(loaded_.get()));
  SSL_set_accept_state(ssl_);
}
Connection::Connection(Connection&& other) noexcept
    : ssl_(std::exchange(other.ssl_, nullptr)),
      loaded_(std::move(other.loaded_)),
      expected_(other.expected_),
      reason_(std::move(other.reason_)) {}
Connection::~Connection() { SSL_free(ssl_); }

Step Connection::outcome(int result) {
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ: return Step::wants_read;
    case SSL_ERROR_WANT_WRITE: return Step::wants_write;
    case SSL_ERROR_ZERO_RETURN: return Step::ended;
    case SSL_ERROR_SYSCALL: reason_ = "connection cut"; break;
    default: reason_ = take_reason();
  }
  return Step::broken;
}

Step Connection::handshake() {
  ERR_clear_error();
  if (const int result = SSL_do_handshake(ssl_); result != 1) return outcome(result);
  SSL_set_app_data(ssl_, nullptr);
  loaded_.reset();
  SSL_free_buffers(ssl_);
  return Step::done;
}

Step Connection::read(std::span<char> into, std::size_t& n) {
  ERR_clear_error();
  const int result = SSL_read_ex(ssl_, into.data(), into.size(), &n);
  return result == 1 ? Step::done : outcome(result);
}

Step Connection::write(std::string_view bytes, std::size_t& n) {
  ERR_clear_error();
  const int result = SSL_write_ex(ssl_, bytes.data(), bytes.size(), &n);
  return result == 1 ? Step::done : outcome(result);
}

bool Connection::has_pending() const { return SSL_has_pending(ssl_) == 1; }

void Connection::say_goodbye() {
  if (!SSL_is_init_finished(ssl_) || !reason_.empty()) return;
  ERR_clear_error();
  SSL_shutdown(ssl_);
  ERR_clear_error();
}

std::string Connection::summary() const { return fmt::format("{} {}", version(), cipher()); }
const char* Connection::version() const { return SSL_get_version(ssl_); }
const char* Connection::cipher() const { return SSL_get_cipher_name(ssl_); }

// RFC 9266 §4.2: before TLS 1.3 only with the extended master secret, else two connections could have the same.
std::string Connection::exporter() const {
  if (SSL_version(ssl_) < TLS1_3_VERSION && SSL_get_extms_support(ssl_) != 1) return {};
  constexpr std::string_view kLabel = "EXPORTER-Channel-Binding";
  std::array<unsigned char, 32> out{};
  if (SSL_export_keying_material(ssl_, out.data(), out.size(), kLabel.data(), kLabel.size(), nullptr, 0, 1) != 1) return {};
  return {reinterpret_cast<const char*>(out.data()), out.size()};
}

// RFC 5929 §4.1: by the hash of the certificate's signature, SHA-256 in place of MD5 and SHA-1; none where the signature has none.
std::string Connection::end_point() const {
  X509* own = SSL_get_certificate(ssl_);
  int hash = NID_undef;
  if (!own || X509_get_signature_info(own, &hash, nullptr, nullptr, nullptr) != 1 || hash == NID_undef) return {};
  const bool weak = hash == NID_md5 || hash == NID_sha1;
  const EVP_MD* digest = weak ? EVP_sha256() : EVP_get_digestbynid(hash);
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  if (!digest || X509_digest(own, digest, out.data(), &size) != 1) return {};
  return {reinterpret_cast<const char*>(out.data()), size};
}

bool Connection::resumed() const { return SSL_session_reused(ssl_) == 1; }

}  // namespace postern::tls
