// TLS over real sockets with OpenSSL's own client: echo, names, tickets, protocols, reload, failures; and Python's verifier.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "base/text.h"
#include "support/loopback.h"
#include "tls/context.h"

namespace postern::net {
namespace {

using events::Event;
using events::Key;

tls::Identity identity(std::string name) {
  return tls::make_self_signed({{std::move(name)}, {std::string("\x7f\0\0\1", 4)}}, system_time().now(), 30, system_random())
      .value();
}

std::shared_ptr<tls::Context> context(std::vector<tls::Identity> identities, tls::Service service = {.name = "test"}) {
  return tls::Context::make(std::move(service), identities, system_time(), system_random()).value();
}

// What a client brings to a handshake.
struct Wish {
  const char* name = nullptr;
  std::string alpn = {};  // length-prefixed
  SSL_SESSION* session = nullptr;
  int most = TLS1_3_VERSION;
};

// A blocking OpenSSL client over a Client's socket.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, Wish wish = {}) : client_(port) { secure(wish); }
  explicit TlsClient(Client client, Wish wish = {}) : client_(std::move(client)) { secure(wish); }
  ~TlsClient() {
    SSL_SESSION_free(session_);
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  [[nodiscard]] bool secure() const { return secure_; }
  [[nodiscard]] unsigned long error() const { return error_; }
  [[nodiscard]] bool resumed() const { return SSL_session_reused(ssl_) == 1; }
  [[nodiscard]] std::string version() const { return SSL_get_version(ssl_); }
  [[nodiscard]] std::string exporter() const {
    unsigned char out[32] = {};
    EXPECT_EQ(SSL_export_keying_material(ssl_, out, sizeof out, "EXPORTER-Channel-Binding", 24, nullptr, 0, 1), 1);
    return {reinterpret_cast<const char*>(out), sizeof out};
  }
  [[nodiscard]] std::string certificate_hash() const {  // SHA-256, as the own certificate is signed with it
    unsigned char out[32] = {};
    EXPECT_EQ(X509_digest(SSL_get0_peer_certificate(ssl_), EVP_sha256(), out, nullptr), 1);
    return {reinterpret_cast<const char*>(out), sizeof out};
  }
  [[nodiscard]] std::string certificate() const {
    X509* certificate = SSL_get0_peer_certificate(ssl_);
    char name[256] = {};
    if (certificate != nullptr)
      X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
    return name;
  }
  [[nodiscard]] std::string alpn() const {
    const unsigned char* data = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_, &data, &size);
    return {reinterpret_cast<const char*>(data), size};
  }
  bool send(std::string_view bytes) {
    std::size_t n = 0;
    return SSL_write_ex(ssl_, bytes.data(), bytes.size(), &n) == 1 && n == bytes.size();
  }
  std::string receive(std::size_t n) {
    std::string bytes(n, '\0');
    std::size_t have = 0, got = 0;
    while (have < n && SSL_read_ex(ssl_, bytes.data() + have, n - have, &got) == 1) have += got;
    bytes.resize(have);
    return bytes;
  }
  void say_goodbye() { SSL_shutdown(ssl_); }
  int ended_how() {  // SSL_ERROR_ZERO_RETURN: with close_notify
    char byte = 0;
    return SSL_get_error(ssl_, SSL_read(ssl_, &byte, 1));
  }
  Client& plain() { return client_; }
  // The last ticket; there after bytes have been received.
  [[nodiscard]] SSL_SESSION* session() const { return session_; }

 private:
  static int keep(SSL* ssl, SSL_SESSION* session) {
    auto* self = static_cast<TlsClient*>(SSL_get_app_data(ssl));
    SSL_SESSION_free(self->session_);
    self->session_ = session;
    return 1;
  }
  void secure(const Wish& wish) {
    SSL_CTX_set_session_cache_mode(context_, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context_, keep);
    SSL_CTX_set_max_proto_version(context_, wish.most);
    SSL_CTX_set_security_level(context_, 0);  // so that it offers what the server must refuse
    ssl_ = SSL_new(context_);
    SSL_set_app_data(ssl_, this);
    SSL_set_fd(ssl_, client_.fd());
    if (wish.name) SSL_set_tlsext_host_name(ssl_, wish.name);
    if (wish.session) SSL_set_session(ssl_, wish.session);
    SSL_set_alpn_protos(ssl_, reinterpret_cast<const unsigned char*>(wish.alpn.data()),
                        static_cast<unsigned>(wish.alpn.size()));
    secure_ = SSL_connect(ssl_) == 1;
    error_ = secure_ ? 0 : ERR_peek_error();
    ERR_clear_error();
  }

  Client client_;
  SSL_CTX* context_ = SSL_CTX_new(TLS_client_method());
  SSL* ssl_ = nullptr;
  SSL_SESSION* session_ = nullptr;
  bool secure_ = false;
  unsigned long error_ = 0;
};

ListenerSettings implicit(std::string service = "test") { return {.service = std::move(service), .tls = TlsMode::implicit}; }

TEST(Tls, echoes_over_implicit_tls) {
  Server server({.serve = echo, .tls = context({identity("a.example")})}, implicit());
  TlsClient client(server.port());
  ASSERT_TRUE(client.secure());
  EXPECT_EQ(client.version(), "TLSv1.3");
  client.send("hello");
  EXPECT_EQ(client.receive(5), "hello");
  const auto seen = server.listener().open_sessions().at(0).seen;
  EXPECT_STREQ(seen.tls, "TLSv1.3");
  EXPECT_STREQ(seen.cipher, "TLS_AES_128_GCM_SHA256");
  EXPECT_EQ(seen.octets_in, 5u);
  EXPECT_EQ(seen.doing, Doing::greeting);  // no longer at the handshake
  client.say_goodbye();
  EXPECT_EQ(client.ended_how(), SSL_ERROR_ZERO_RETURN);
  EXPECT_EQ(server.events.last(Event::tls_started, Key::tls), "TLSv1.3 TLS_AES_128_GCM_SHA256");
}

TEST(Tls, carries_more_than_any_buffer_both_ways) {
  Server server({.serve = echo, .tls = context({identity("a.example")})}, implicit());
  TlsClient client(server.port());
  const auto sent = system_random().bytes(200'000);
  for (std::size_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(client.send(sent));
    ASSERT_TRUE(client.receive(sent.size()) == sent);
  }
}

// RFC 8996, RFC 8446, RFC 9325 §3.1.1
TEST(Tls, speaks_1_2_and_nothing_older) {
  Server server({.serve = echo, .tls = context({identity("a.example")})}, implicit());
  TlsClient client(server.port(), {.most = TLS1_2_VERSION});
  ASSERT_TRUE(client.secure());
  client.send("x");
  EXPECT_EQ(client.receive(1), "x");
  EXPECT_FALSE(TlsClient(server.port(), {.most = TLS1_1_VERSION}).secure());
}

Task<void> tell_bindings(Stream& stream) {
  auto asked = co_await stream.read(in(10s));
  EXPECT_TRUE(asked);
  const auto binding = stream.channel_binding();
  auto told = co_await stream.write(binding.exporter + binding.end_point, in(10s));
  EXPECT_TRUE(told);
}

// RFC 9266, RFC 5929 §4: what the client finds on its side.
TEST(Tls, both_ends_of_a_connection_have_the_same_channel_bindings) {
  Server server({.serve = tell_bindings, .tls = context({identity("a.example")})}, {.tls = TlsMode::implicit});
  std::string before;
  for (const int version : {TLS1_3_VERSION, TLS1_3_VERSION, TLS1_2_VERSION}) {
    TlsClient client(server.port(), {.most = version});
    ASSERT_TRUE(client.secure());
    client.send("x");
    const auto told = client.receive(64);
    EXPECT_EQ(to_hex(told.substr(0, 32)), to_hex(client.exporter()));
    EXPECT_EQ(to_hex(told.substr(32)), to_hex(client.certificate_hash()));
    EXPECT_NE(told.substr(0, 32), before) << "each connection has its own";
    before = told.substr(0, 32);
  }
}

Task<void> starttls(Stream& stream, std::atomic<int>& failed) {
  auto command = co_await stream.read(in(10s));
  EXPECT_EQ(command.value().substr(0, 8), "STARTTLS");
  auto go = co_await stream.write("go", in(10s));
  EXPECT_TRUE(go);
  auto secured = co_await stream.start_tls(in(10s));
  if (!secured) {
    EXPECT_FALSE(stream.is_tls());
    auto dead = co_await stream.write("x", in(1s));
    EXPECT_FALSE(dead);
    ++failed;
    co_return;
  }
  EXPECT_TRUE(stream.is_tls());
  co_await echo(stream);
}

TEST(Tls, starts_within_a_connection) {
  std::atomic<int> failed = 0;
  Server server({.serve = [&](Stream& s) { return starttls(s, failed); }, .tls = context({identity("a.example")})},
                {.tls = TlsMode::starttls});
  Client plain(server.port());
  plain.send("STARTTLS\r\n");
  EXPECT_EQ(plain.receive(2), "go");
  TlsClient client(std::move(plain));
  ASSERT_TRUE(client.secure());
  client.send("hello");
  EXPECT_EQ(client.receive(5), "hello");
  EXPECT_EQ(failed, 0);
}

TEST(Tls, a_handshake_of_something_else_fails_as_value_and_event) {
  std::atomic<int> failed = 0;
  Server server({.serve = [&](Stream& s) { return starttls(s, failed); }, .tls = context({identity("a.example")})},
                {.tls = TlsMode::starttls});
  Client plain(server.port());
  plain.send("STARTTLS\r\n");
  EXPECT_EQ(plain.receive(2), "go");
  plain.send("EHLO nobody\r\nMAIL FROM:<>\r\n");
  ASSERT_TRUE(comes_true([&] { return failed == 1; }));
  EXPECT_EQ(server.events.count(Event::tls_failed), 1u);
  EXPECT_EQ(server.events.last(Event::tls_failed, Key::cause), "wrong version number");
}

TEST(Tls, a_silent_handshake_ends_at_its_deadline) {
  auto settings = implicit();
  settings.handshake_time = 30ms;
  Server server({.serve = echo, .tls = context({identity("a.example")})}, settings);
  Client silent(server.port());
  EXPECT_TRUE(silent.is_ended());
  EXPECT_EQ(server.events.last(Event::tls_failed, Key::cause), "timed out");
}

Task<void> read_to_failure(Stream& stream, std::atomic<bool>& done, std::optional<Failure>& how) {
  while (true) {
    auto bytes = co_await stream.read(in(10s));
    if (bytes && !bytes->empty()) continue;
    if (!bytes) how = bytes.error().kind;
    done = true;
    co_return;
  }
}

TEST(Tls, an_end_without_close_notify_is_not_an_orderly_one) {
  for (const bool orderly : {true, false}) {
    std::atomic<bool> done = false;
    std::optional<Failure> how;
    Server server({.serve = [&](Stream& s) { return read_to_failure(s, done, how); }, .tls = context({identity("a.example")})},
                  implicit());
    TlsClient client(server.port());
    client.send("x");
    if (orderly) client.say_goodbye();
    client.plain().end();
    ASSERT_TRUE(comes_true([&] { return done.load(); }));
    EXPECT_EQ(how, orderly ? std::nullopt : std::optional(Failure::closed));
  }
}

// ---- names ----

// RFC 6066 §3, RFC 9525 §6.3
TEST(Tls, shows_the_certificate_of_the_name_asked_for) {
  Server server(
      {.serve = echo, .tls = context({identity("default.example"), identity("mail.example.org"), identity("*.example.net")})},
      implicit());
  EXPECT_EQ(TlsClient(server.port()).certificate(), "default.example");
  EXPECT_EQ(TlsClient(server.port(), {.name = "mail.example.org"}).certificate(), "mail.example.org");
  EXPECT_EQ(TlsClient(server.port(), {.name = "MAIL.Example.ORG"}).certificate(), "mail.example.org");
  EXPECT_EQ(TlsClient(server.port(), {.name = "imap.example.net"}).certificate(), "*.example.net");
  EXPECT_EQ(TlsClient(server.port(), {.name = "a.imap.example.net"}).certificate(), "default.example");
  EXPECT_EQ(TlsClient(server.port(), {.name = "unknown.example"}).certificate(), "default.example");
}

TEST(Tls, certificates_are_replaced_without_dropping_a_connection) {
  const auto shown = context({identity("before.example")});
  Server server({.serve = echo, .tls = shown}, implicit());
  TlsClient first(server.port());
  EXPECT_EQ(first.certificate(), "before.example");
  ASSERT_TRUE(shown->replace(std::vector{identity("after.example")}));
  EXPECT_EQ(TlsClient(server.port()).certificate(), "after.example");
  first.send("alive");
  EXPECT_EQ(first.receive(5), "alive");
}

TEST(Tls, a_bad_replacement_changes_nothing) {
  const auto shown = context({identity("good.example")});
  auto bad = identity("bad.example");
  bad.key = identity("other.example").key;
  EXPECT_FALSE(shown->replace(std::vector{identity("fine.example"), std::move(bad)}));
  EXPECT_FALSE(shown->replace({}));
  Server server({.serve = echo, .tls = shown}, implicit());
  EXPECT_EQ(TlsClient(server.port(), {.name = "fine.example"}).certificate(), "good.example");
}

// ---- tickets ----

// RFC 5077 §4, RFC 8446 §4.6.1
TEST(Tls, a_ticket_resumes_at_its_own_service_only) {
  for (const int most : {TLS1_3_VERSION, TLS1_2_VERSION}) {
    const auto shown = identity("a.example");
    const auto imap_context = context({shown}, {.name = "imap"});
    Server imap({.serve = echo, .tls = imap_context}, implicit("imap"));
    Server pop3({.serve = echo, .tls = context({shown}, {.name = "pop3"})}, implicit("pop3"));
    TlsClient first(imap.port(), {.most = most});
    first.send("x");
    EXPECT_EQ(first.receive(1), "x");
    ASSERT_NE(first.session(), nullptr);
    TlsClient elsewhere(pop3.port(), {.session = first.session(), .most = most});
    EXPECT_TRUE(elsewhere.secure());
    EXPECT_FALSE(elsewhere.resumed());
    TlsClient again(imap.port(), {.session = first.session(), .most = most});
    EXPECT_TRUE(again.secure());
    EXPECT_TRUE(again.resumed()) << most;
    ASSERT_TRUE(imap_context->replace(std::vector{shown}));
    again.send("y");
    EXPECT_EQ(again.receive(1), "y");
    TlsClient after(imap.port(), {.session = again.session() ? again.session() : first.session(), .most = most});
    EXPECT_TRUE(after.resumed()) << "new certificates do not cost the tickets; " << most;
  }
}

// ---- ALPN ----

TEST(Tls, agrees_on_a_protocol_or_refuses) {  // RFC 7301 §3.2
  Server server({.serve = echo, .tls = context({identity("a.example")}, {.name = "imap", .alpn = {"imap"}})}, implicit());
  EXPECT_EQ(TlsClient(server.port(), {.alpn = "\4imap"}).alpn(), "imap");
  EXPECT_TRUE(TlsClient(server.port()).secure());
  TlsClient browser(server.port(), {.alpn = "\2h2\10http/1.1"});
  EXPECT_FALSE(browser.secure());
  EXPECT_EQ(ERR_GET_REASON(browser.error()), SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL);
}

TEST(Tls, a_service_without_protocols_refuses_every_offer) {
  Server server({.serve = echo, .tls = context({identity("a.example")})}, implicit());
  EXPECT_FALSE(TlsClient(server.port(), {.alpn = "\2h2"}).secure());
}

// ---- an independent verifier ----

constexpr const char* kVerify = R"(
import socket, ssl, sys
for name in ("mail.example.org", "127.0.0.1"):
    context = ssl.create_default_context(cafile=sys.argv[1])
    with socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=name) as secured:
            secured.sendall(b"hello")
            assert secured.recv(5) == b"hello"
context = ssl.create_default_context(cafile=sys.argv[1])
context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
with socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=10) as plain:
    with context.wrap_socket(plain, server_hostname="mail.example.org"):
        pass
try:
    context = ssl.create_default_context(cafile=sys.argv[1])
    context.wrap_socket(socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=10), server_hostname="other.example")
    sys.exit(1)
except ssl.SSLCertVerificationError:
    pass
)";

// RFC 5280 §4
TEST(Tls, python_verifies_the_own_certificate_by_name_and_address) {
  const auto own = identity("mail.example.org");
  Server server({.serve = echo, .tls = context({own})}, implicit());
  const auto stem =
      std::filesystem::path(testing::TempDir()) / ("verify-" + std::to_string(system_random().below(1'000'000'000)));
  const auto ca = stem.string() + ".pem", script = stem.string() + ".py";
  std::ofstream(ca) << own.chain;
  std::ofstream(script) << kVerify;
  const auto command = fmt::format("env -u LD_PRELOAD python3 {} {} {}", script, ca, server.port());
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::filesystem::remove(ca);
  std::filesystem::remove(script);
}

}  // namespace
}  // namespace postern::net
