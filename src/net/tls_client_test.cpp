// TLS as a client over real sockets: by name, by TLSA records, for whoever is there; and what is said of what does not hold.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <fstream>

#include "base/text.h"
#include "net/connect.h"
#include "support/loopback.h"
#include "support/manual_time.h"
#include "support/temp_dir.h"
#include "tls/client.h"
#include "tls/context.h"

namespace postern::net {
namespace {

constexpr auto kYear = std::chrono::hours(24 * 365);

tls::Identity made_identity(std::string name, Time now = system_time().now()) {
  return tls::make_self_signed({{std::move(name)}, {}}, now, 30, system_random()).value();
}

Task<void> echo_over_tls(Stream& stream) {
  auto started = co_await stream.start_tls(in(10s));
  if (started) co_await echo(stream);
}

// A server with one certificate, and a client that trusts what it is told.
struct TlsWorld {
  explicit TlsWorld(tls::Identity id, Time now = system_time().now()) : own(std::move(id)), time(now) {
    auto shown = tls::Context::make({.name = "test", .alpn = {"smtp"}}, std::vector{own}, time, system_random()).value();
    server = std::make_unique<Server>(Hooks{.serve = echo_over_tls, .tls = shown}, ListenerSettings{.tls = TlsMode::starttls});
    reactors.start();
  }
  ~TlsWorld() {
    server.reset();
    reactors.stop();
  }

  void trust(const std::string& pem) {
    const auto file = folder.path() / "ca.pem";
    std::ofstream(file) << pem;
    context = tls::ClientContext::make(file.string()).value();
  }
  // The same record for the certificate (selector 0), by SHA-256.
  [[nodiscard]] tls::Tlsa record(std::uint8_t usage = 3) const {
    return {usage, 0, 1, *from_hex(tls::facts_of(own.chain)->fingerprint)};
  }

  struct Seen {
    Result<void> done;
    tls::Proof proof;
    std::string echoed;
  };
  Seen shake(tls::Expected expected) {
    return finish(reactors.executor(0), speak(connector, {loopback(), server->port()}, *context, std::move(expected)));
  }
  static Task<Seen> speak(Connector& connector, Endpoint peer, const tls::ClientContext& context, tls::Expected expected) {
    auto stream = co_await connector.connect(peer, {}, in(10s));
    if (!stream) co_return Seen{pass_on(stream), {}, {}};
    auto done = co_await (*stream)->start_tls_as_client(context, expected, in(10s));
    Seen seen{std::move(done), (*stream)->proof() ? *(*stream)->proof() : tls::Proof{}, {}};
    if (!seen.done) co_return seen;
    auto written = co_await (*stream)->write("ping", in(10s));
    if (!written) co_return seen;
    auto answer = co_await (*stream)->read(in(10s));
    if (answer) seen.echoed = *answer;
    co_return seen;
  }

  test::TempDir folder;
  tls::Identity own;
  test::ManualTime time;
  std::unique_ptr<Server> server;
  Reactors reactors{1};
  SessionIds ids{Time{2'000'000}};
  EventList events;
  Connector connector{"smtp-out", ids, events};
  std::shared_ptr<const tls::ClientContext> context = tls::ClientContext::make().value();
};

// A certificate for a name that an authority of our own making has signed, shown with the authority's.
struct Issued {
  tls::Identity leaf;
  std::string authority;  // PEM
  tls::Tlsa record;       // DANE-TA(2), by the whole certificate
};

template <class Write>
std::string pem_of(Write write) {
  BIO* out = BIO_new(BIO_s_mem());
  EXPECT_EQ(write(out), 1);
  char* text = nullptr;
  const auto size = BIO_get_mem_data(out, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(out);
  return pem;
}

X509* certificate_of(EVP_PKEY* key, const char* subject, const char* issuer, EVP_PKEY* signer, long serial,
                     std::vector<std::pair<int, std::string>> extensions) {
  X509* out = X509_new();
  X509_set_version(out, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(out), serial);
  X509_gmtime_adj(X509_getm_notBefore(out), -3600);
  X509_gmtime_adj(X509_getm_notAfter(out), 86'400);
  X509_set_pubkey(out, key);
  const auto set_name = [](X509_NAME* name, const char* text) {
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(text), -1, -1, 0);
  };
  set_name(X509_get_subject_name(out), subject);
  set_name(X509_get_issuer_name(out), issuer);
  for (const auto& [kind, value] : extensions) {
    X509_EXTENSION* one = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
    X509_add_ext(out, one, -1);
    X509_EXTENSION_free(one);
  }
  X509_sign(out, signer, EVP_sha256());
  return out;
}

Issued issued(const std::string& name) {
  EVP_PKEY* above = EVP_EC_gen("P-256");
  EVP_PKEY* below = EVP_EC_gen("P-256");
  X509* authority = certificate_of(above, "Authority", "Authority", above, 1,
                                   {{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, "critical,keyCertSign"}});
  X509* leaf = certificate_of(below, name.c_str(), "Authority", above, 2,
                              {{NID_basic_constraints, "critical,CA:FALSE"}, {NID_subject_alt_name, "DNS:" + name}});
  Issued out;
  out.authority = pem_of([&](BIO* to) { return PEM_write_bio_X509(to, authority); });
  out.leaf.chain = pem_of([&](BIO* to) { return PEM_write_bio_X509(to, leaf); }) + out.authority;
  out.leaf.key =
      Secret(pem_of([&](BIO* to) { return PEM_write_bio_PrivateKey(to, below, nullptr, nullptr, 0, nullptr, nullptr); }));
  out.record = {2, 0, 1, *from_hex(tls::facts_of(out.authority)->fingerprint)};
  X509_free(authority);
  X509_free(leaf);
  EVP_PKEY_free(above);
  EVP_PKEY_free(below);
  return out;
}

tls::Expected by_name(std::string name, bool must = true) {
  return {.server_name = name, .names = {name}, .by = tls::By::name, .must = must, .alpn = {"smtp"}};
}
tls::Expected by_dane(std::string name, std::vector<tls::Tlsa> records, bool must = true) {
  return {.server_name = name, .names = {name}, .by = tls::By::dane, .must = must, .tlsa = std::move(records)};
}

TEST(TlsClient, a_trusted_certificate_with_the_right_name_holds) {
  TlsWorld world(made_identity("mx.example.org"));
  world.trust(world.own.chain);
  const auto seen = world.shake(by_name("mx.example.org"));
  ASSERT_TRUE(seen.done) << seen.done.error().detail;
  EXPECT_EQ(seen.echoed, "ping");
  EXPECT_EQ(seen.proof.protocol, "TLSv1.3");
  EXPECT_EQ(seen.proof.by, tls::By::name);
  EXPECT_EQ(seen.proof.problem, tls::Problem::none);
  EXPECT_EQ(seen.proof.names, std::vector<std::string>{"mx.example.org"});
}

TEST(TlsClient, one_of_several_names_is_enough) {
  TlsWorld world(made_identity("mx.example.org"));
  world.trust(world.own.chain);
  auto expected = by_name("mx.example.org");
  expected.names = {"example.net", "mx.example.org"};
  EXPECT_TRUE(world.shake(expected).done);
}

TEST(TlsClient, the_wrong_name_ends_the_handshake) {
  TlsWorld world(made_identity("mx.example.org"));
  world.trust(world.own.chain);
  const auto seen = world.shake(by_name("other.example.org"));
  ASSERT_FALSE(seen.done);
  EXPECT_EQ(seen.done.error().kind, Failure::denied);
  EXPECT_EQ(seen.proof.problem, tls::Problem::certificate_host_mismatch);
}

TEST(TlsClient, a_certificate_that_nobody_vouches_for_ends_the_handshake) {
  TlsWorld world(made_identity("mx.example.org"));
  const auto seen = world.shake(by_name("mx.example.org"));
  ASSERT_FALSE(seen.done);
  EXPECT_EQ(seen.proof.problem, tls::Problem::certificate_not_trusted);
  EXPECT_EQ(tls::name(seen.proof.problem), "certificate-not-trusted");
}

TEST(TlsClient, an_expired_certificate_ends_the_handshake) {
  const auto then = system_time().now() - kYear;
  TlsWorld world(made_identity("mx.example.org", then), then);
  world.trust(world.own.chain);
  const auto seen = world.shake(by_name("mx.example.org"));
  ASSERT_FALSE(seen.done);
  EXPECT_EQ(seen.proof.problem, tls::Problem::certificate_expired);
}

// RFC 8460 §4.3: who goes on all the same can say what was wrong.
TEST(TlsClient, without_must_it_goes_on_and_says_what_is_wrong) {
  TlsWorld world(made_identity("mx.example.org"));
  const auto seen = world.shake(by_name("mx.example.org", false));
  ASSERT_TRUE(seen.done) << seen.done.error().detail;
  EXPECT_EQ(seen.echoed, "ping");
  EXPECT_EQ(seen.proof.by, tls::By::nothing);
  EXPECT_EQ(seen.proof.problem, tls::Problem::certificate_not_trusted);
}

TEST(TlsClient, for_whoever_is_there_nothing_is_looked_at) {
  TlsWorld world(made_identity("mx.example.org"));
  const auto seen = world.shake({.server_name = "mx.example.org"});
  ASSERT_TRUE(seen.done);
  EXPECT_EQ(seen.proof.by, tls::By::nothing);
  EXPECT_EQ(seen.proof.problem, tls::Problem::none);
}

// RFC 7672 §3.1.1: neither the name nor the dates count.
TEST(TlsClient, dane_ee_holds_by_the_certificate_alone) {
  const auto then = system_time().now() - kYear;
  TlsWorld world(made_identity("another.example.net", then), then);
  const auto seen = world.shake(by_dane("mx.example.org", {world.record()}));
  ASSERT_TRUE(seen.done) << seen.done.error().detail;
  EXPECT_EQ(seen.proof.by, tls::By::dane);
}

TEST(TlsClient, a_tlsa_record_of_another_certificate_ends_the_handshake) {
  TlsWorld world(made_identity("mx.example.org"));
  world.trust(world.own.chain);  // which does not help
  auto wrong = world.record();
  wrong.data[0] = static_cast<char>(wrong.data[0] ^ 1);
  const auto seen = world.shake(by_dane("mx.example.org", {wrong}));
  ASSERT_FALSE(seen.done);
  EXPECT_EQ(seen.done.error().kind, Failure::denied);
  EXPECT_NE(seen.proof.problem, tls::Problem::none);
}

TEST(TlsClient, one_tlsa_record_that_matches_is_enough) {
  TlsWorld world(made_identity("mx.example.org"));
  auto wrong = world.record();
  wrong.data[0] = static_cast<char>(wrong.data[0] ^ 1);
  EXPECT_TRUE(world.shake(by_dane("mx.example.org", {wrong, {1, 0, 1, wrong.data}, world.record()})).done);
}

// RFC 7672 §3.1.2, §3.2.2: the authority vouches for a name, of the host or of the domain.
TEST(TlsClient, dane_ta_holds_for_what_its_authority_signed_and_for_its_name_alone) {
  const auto one = issued("mx.example.org");
  TlsWorld world(one.leaf);
  EXPECT_EQ(world.shake(by_dane("mx.example.org", {one.record})).proof.by, tls::By::dane);
  auto expected = by_dane("host.example.net", {one.record});
  const auto seen = world.shake(expected);
  ASSERT_FALSE(seen.done);
  EXPECT_EQ(seen.proof.problem, tls::Problem::certificate_host_mismatch);
  expected.names = {"host.example.net", "mx.example.org"};
  EXPECT_TRUE(world.shake(expected).done);
  const auto other = issued("mx.example.org");
  EXPECT_FALSE(world.shake(by_dane("mx.example.org", {other.record})).done);
}

TEST(TlsClient, an_authority_in_a_file_vouches_for_a_chain) {
  const auto one = issued("mx.example.org");
  TlsWorld world(one.leaf);
  world.trust(one.authority);
  EXPECT_EQ(world.shake(by_name("mx.example.org")).proof.by, tls::By::name);
}

// RFC 7672 §3.1.3
TEST(TlsClient, records_that_cannot_be_used_prove_nothing) {
  TlsWorld world(made_identity("mx.example.org"));
  world.trust(world.own.chain);
  EXPECT_FALSE(world.record(0).usable());
  EXPECT_FALSE(world.record(1).usable());
  const auto seen = world.shake(by_dane("mx.example.org", {world.record(0), world.record(1)}));
  ASSERT_FALSE(seen.done);
  EXPECT_EQ(seen.done.error().kind, Failure::invalid);
}

TEST(TlsClient, a_server_without_our_protocol_is_left) {
  TlsWorld world(made_identity("mx.example.org"));
  auto expected = tls::Expected{.server_name = "mx.example.org", .alpn = {"h2"}};
  EXPECT_FALSE(world.shake(expected).done);
}

// Tens of milliseconds of each start, where nobody is proven by them yet.
TEST(TlsClient, the_systems_authorities_are_read_when_the_first_is_to_be_proven_by_name) {
  const test::TempDir folder;
  const auto bundle = (folder.path() / "system.pem").string();
  setenv(X509_get_default_cert_file_env(), bundle.c_str(), 1);
  TlsWorld world(made_identity("mx.example.org"));  // its context is made, and there is no such file
  EXPECT_TRUE(world.shake({}).done);
  std::ofstream(bundle) << world.own.chain;
  const auto seen = world.shake(by_name("mx.example.org"));
  EXPECT_TRUE(seen.done) << (seen.done ? "" : seen.done.error().detail);
  EXPECT_EQ(seen.proof.problem, tls::Problem::none);
  std::filesystem::remove(bundle);
  EXPECT_TRUE(world.shake(by_name("mx.example.org")).done) << "and once for all";
  unsetenv(X509_get_default_cert_file_env());
}

TEST(TlsClient, a_file_of_authorities_that_is_none_is_refused) {
  const test::TempDir folder;
  std::ofstream(folder.path() / "ca.pem") << "nothing";
  EXPECT_FALSE(tls::ClientContext::make((folder.path() / "ca.pem").string()));
  EXPECT_FALSE(tls::ClientContext::make((folder.path() / "none.pem").string()));
}

// RFC 6698 §2.1
TEST(Tlsa, is_read_from_its_rdata) {
  const auto record = tls::parse_tlsa(std::string("\3\1\1", 3) + std::string(32, 'x'));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->usage, 3);
  EXPECT_EQ(record->selector, 1);
  EXPECT_EQ(record->matching, 1);
  EXPECT_TRUE(record->usable());
  EXPECT_FALSE(tls::parse_tlsa("\3\1\1"));
  EXPECT_FALSE((tls::Tlsa{3, 1, 1, "short"}.usable()));
  EXPECT_FALSE((tls::Tlsa{3, 2, 1, std::string(32, 'x')}.usable()));
  EXPECT_TRUE((tls::Tlsa{2, 0, 2, std::string(64, 'x')}.usable()));
  EXPECT_FALSE((tls::Tlsa{2, 0, 3, std::string(64, 'x')}.usable()));
}

}  // namespace
}  // namespace postern::net
