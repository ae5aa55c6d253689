// Makes, reads and checks X.509 certificates with OpenSSL.
#include "tls/certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <iterator>

#include "base/said.h"
#include "base/text.h"
#include "tls/openssl.h"

namespace postern::tls {
namespace {

constexpr std::size_t kLargestPem = 256 * 1024;
constexpr std::size_t kLongestCommonName = 64;  // RFC 5280 appendix A, ub-common-name
constexpr std::size_t kLongestIssuer = 128;     // of one of its names

OwnedBio reader(std::string_view bytes) { return OwnedBio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))); }

// A key with a passphrase is an error here, not a question on the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

OwnedCertificate first_certificate(std::string_view chain) {
  const auto bio = reader(chain);
  return OwnedCertificate(PEM_read_bio_X509(bio.get(), nullptr, no_passphrase, nullptr));
}

Time time_of(const ASN1_TIME* t) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(t, &parts) != 1) return {};
  return {static_cast<std::int64_t>(timegm(&parts)) * 1000};
}

// The organization's name and its own, as UTF-8; what the certificate does not say is left out.
std::string issuer_of(const X509* certificate) {
  const X509_NAME* name = X509_get_issuer_name(certificate);
  std::string out;
  for (const int what : {NID_organizationName, NID_commonName}) {
    const int at = X509_NAME_get_index_by_NID(name, what, -1);
    if (at < 0) continue;
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0) continue;
    if (!out.empty()) out += ", ";
    const std::string_view told(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    out += printable(cut(told, kLongestIssuer), kLongestIssuer);
    OPENSSL_free(text);
  }
  return out;
}

bool set_serial(X509* certificate, Random& random) {
  auto bytes = random.bytes(20);  // RFC 5280 §4.1.2.2: positive, at most 20 octets
  bytes[0] = static_cast<char>((static_cast<unsigned char>(bytes[0]) & 0x7F) | 0x40);
  const OwnedNumber n(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr));
  return n && BN_to_ASN1_INTEGER(n.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool add_name(GENERAL_NAMES* names, int type, std::string_view bytes) {
  OwnedName name(GENERAL_NAME_new());
  ASN1_STRING* value = ASN1_STRING_type_new(type == GEN_IPADD ? V_ASN1_OCTET_STRING : V_ASN1_IA5STRING);
  if (!name || !value) return false;
  GENERAL_NAME_set0_value(name.get(), type, value);
  if (ASN1_STRING_set(value, bytes.data(), static_cast<int>(bytes.size())) != 1 || sk_GENERAL_NAME_push(names, name.get()) == 0)
    return false;
  (void)name.release();  // the list owns it
  return true;
}

// RFC 5280 §4.2.1.6
bool add_alternative_names(X509* certificate, const Subject& subject) {
  const OwnedNames names(GENERAL_NAMES_new());
  if (!names) return false;
  for (const auto& name : subject.names)
    if (!add_name(names.get(), GEN_DNS, name)) return false;
  for (const auto& address : subject.addresses)
    if (!add_name(names.get(), GEN_IPADD, address)) return false;
  const int critical = X509_NAME_entry_count(X509_get_subject_name(certificate)) == 0 ? 1 : 0;  // it alone says who this is
  return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), critical, X509V3_ADD_DEFAULT) == 1;
}

bool add_extension(X509* certificate, int what, const char* value) {
  X509V3_CTX context{};
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const OwnedExtension extension(X509V3_EXT_conf_nid(nullptr, &context, what, value));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_dates(X509* certificate, Time now, std::uint32_t days) {
  // An hour of grace for clients whose clock is behind.
  return ASN1_TIME_set(X509_getm_notBefore(certificate), now.seconds() - 3600) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), now.seconds() + std::int64_t{days} * 86'400) != nullptr;
}

bool set_subject(X509* certificate, std::string_view name) {
  X509_NAME* subject = X509_get_subject_name(certificate);
  if (name.size() <= kLongestCommonName &&
      X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.data()),
                                 static_cast<int>(name.size()), -1, 0) != 1)
    return false;
  return X509_set_issuer_name(certificate, subject) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, const Subject& subject) {
  return X509_set_version(certificate, X509_VERSION_3) == 1 && X509_set_pubkey(certificate, key) == 1 &&
         set_subject(certificate, subject.names.empty() ? "localhost" : subject.names.front()) &&
         add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
         add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
         add_extension(certificate, NID_subject_key_identifier, "hash") &&
         add_extension(certificate, NID_authority_key_identifier, "keyid") && add_alternative_names(certificate, subject) &&
         X509_sign(certificate, key, EVP_sha256()) > 0;
}

Result<std::string> contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(Failure::not_found, fmt::format("Cannot read {}", path.string()));
  std::string bytes(kLargestPem + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() > kLargestPem) return fail(Failure::too_large, fmt::format("{} is too large for a PEM file", path.string()));
  return bytes;
}

// Whoever signs a certificate writes what he likes into it: what no host can be called is no name of it.
bool is_host_name(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '*'; });
}

}  // namespace

std::string written(BIO* bio) {
  char* data = nullptr;
  const auto n = BIO_get_mem_data(bio, &data);
  return n > 0 ? std::string(data, static_cast<std::size_t>(n)) : std::string();
}

std::string take_reason() {
  const auto code = ERR_peek_last_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason == nullptr ? "unknown reason" : reason;
}

Result<Identity> make_self_signed(const Subject& subject, Time now, std::uint32_t days, Random& random) {
  const OwnedKey key(EVP_EC_gen("P-256"));
  const OwnedCertificate certificate(X509_new());
  const OwnedBio chain(BIO_new(BIO_s_mem())), secret(BIO_new(BIO_s_secmem()));
  if (!key || !certificate || !chain || !secret || !set_serial(certificate.get(), random) ||
      !set_dates(certificate.get(), now, days) || !fill(certificate.get(), key.get(), subject) ||
      PEM_write_bio_X509(chain.get(), certificate.get()) != 1 ||
      PEM_write_bio_PKCS8PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return fail(Failure::invalid, "Cannot make a certificate with these names", take_reason());
  return Identity{written(chain.get()), Secret(written(secret.get()))};
}

Result<CertificateFacts> facts_of(std::string_view chain) {
  const auto certificate = first_certificate(chain);
  if (!certificate) return fail(Failure::invalid, "There is no certificate in PEM form", take_reason());
  CertificateFacts facts;
  const OwnedNames names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    int type = 0;
    const auto* value = static_cast<const ASN1_STRING*>(GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type));
    const auto* data = reinterpret_cast<const char*>(ASN1_STRING_get0_data(value));
    const std::string_view bytes(data, static_cast<std::size_t>(ASN1_STRING_length(value)));
    if (type == GEN_DNS && is_host_name(bytes)) facts.names.push_back(to_lower(bytes));
    if (type == GEN_IPADD) facts.addresses.emplace_back(bytes);
  }
  facts.issuer = issuer_of(certificate.get());
  facts.not_before = time_of(X509_get0_notBefore(certificate.get()));
  facts.not_after = time_of(X509_get0_notAfter(certificate.get()));
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (X509_digest(certificate.get(), EVP_sha256(), digest.data(), &size) == 1)
    facts.fingerprint = to_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), size));
  ERR_clear_error();
  return facts;
}

std::string wildcard_of(std::string_view host) {
  const auto dot = host.find('.');
  return dot == host.npos || dot == 0 ? std::string() : "*" + to_lower(host.substr(dot));
}

bool CertificateFacts::covers(std::string_view host) const {
  const auto wildcard = wildcard_of(host);
  return std::ranges::any_of(names, [&](const std::string& name) { return name == to_lower(host) || name == wildcard; });
}

Result<void> CertificateFacts::in_force(Time now) const {
  if (not_after < now) return fail(Failure::invalid, fmt::format("The certificate expired on {}", rfc3339(not_after)));
  if (now < not_before)
    return fail(Failure::invalid, fmt::format("The certificate is not valid before {}", rfc3339(not_before)));
  return {};
}

Result<std::shared_ptr<const ReadIdentity>> read_identity(const Identity& identity) {
  if (identity.read) return identity.read;
  auto out = std::make_shared<ReadIdentity>();
  const auto chain = reader(identity.chain);
  while (OwnedCertificate one{PEM_read_bio_X509(chain.get(), nullptr, no_passphrase, nullptr)})
    out->chain.push_back(std::move(one));
  if (out->chain.empty()) return fail(Failure::invalid, "There is no certificate in PEM form", take_reason());
  ERR_clear_error();  // the end of the PEM text is an error to OpenSSL
  const auto secret = reader(identity.key.reveal());
  out->key.reset(PEM_read_bio_PrivateKey(secret.get(), nullptr, no_passphrase, nullptr));
  if (!out->key) return fail(Failure::invalid, "There is no private key in PEM form without a passphrase", take_reason());
  return out;
}

Result<void> use_identity(SSL_CTX* context, const Identity& identity) {
  const auto read = read_identity(identity);
  if (!read) return std::unexpected(read.error());
  const auto& [chain, key] = **read;
  bool usable = SSL_CTX_use_certificate(context, chain.front().get()) == 1;
  for (std::size_t i = 1; usable && i < chain.size(); ++i) usable = SSL_CTX_add1_chain_cert(context, chain[i].get()) == 1;
  if (!usable) return fail(Failure::invalid, fmt::format("The certificate cannot be used: {}", take_reason()));
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1)
    return fail(Failure::invalid, fmt::format("The private key cannot be used: {}", take_reason()));
  return {};
}

Result<void> check_identity(const Identity& given, Time now) {
  const auto facts = facts_of(given.chain);
  if (!facts) return std::unexpected(facts.error());
  auto identity = given;
  auto read = read_identity(identity);
  if (!read) return pass_on(read);
  identity.read = std::move(*read);
  if (X509_check_private_key(identity.read->chain.front().get(), identity.read->key.get()) != 1)
    return fail(Failure::invalid, "The private key does not belong to the certificate", take_reason());
  if (auto valid = facts->in_force(now); !valid) return valid;
  const OwnedContext trial(SSL_CTX_new(TLS_server_method()));
  if (!trial) return fail(Failure::unavailable, "Cannot set up TLS", take_reason());
  return use_identity(trial.get(), identity);
}

Result<Identity> load_identity(const std::filesystem::path& chain_path, const std::filesystem::path& key_path, Time now) {
  auto chain = contents(chain_path);
  if (!chain) return pass_on(chain);
  auto key = contents(key_path);
  if (!key) return pass_on(key);
  Identity identity{std::move(*chain), Secret(std::move(*key))};
  if (auto checked = check_identity(identity, now); !checked) {
    checked.error().text =
        said<"{} with the key {}: {}">(chain_path.string(), key_path.string(), checked.error().text).english();
    return pass_on(checked);
  }
  return identity;
}

}  // namespace postern::tls
