// OpenSSL's EVP for the two algorithms. A call that can fail only for want of memory ends the process.
#include "senderauth/crypto.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <utility>

namespace postern::senderauth {
namespace {

constexpr std::size_t kLargestRsa = 8192, kLeastRsa = 1024;
constexpr int kLargestExponentBits = 64;
constexpr std::size_t kEd25519Size = 32;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* t) const {
    Free(t);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;

const unsigned char* octets(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }
unsigned char* place(std::string& s) { return reinterpret_cast<unsigned char*>(s.data()); }

void must(bool ok) {
  if (!ok) std::abort();
}

// SubjectPublicKeyInfo, else the bare RSAPublicKey; with nothing behind it.
Key read_rsa(std::string_view der) {
  const auto* at = octets(der);
  Key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  if (!key) {
    at = octets(der);
    key.reset(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(der.size())));
  }
  const bool whole = at == octets(der) + der.size();
  return key && whole && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA ? std::move(key) : nullptr;
}

bool is_affordable(const EVP_PKEY& key) {
  BIGNUM* exponent = nullptr;
  if (EVP_PKEY_get_bn_param(&key, OSSL_PKEY_PARAM_RSA_E, &exponent) != 1) return false;
  const Number owner(exponent);
  return static_cast<std::size_t>(EVP_PKEY_get_bits(&key)) <= kLargestRsa && BN_num_bits(exponent) <= kLargestExponentBits;
}

std::optional<KeyType> type_of(const EVP_PKEY& key) {
  if (EVP_PKEY_get_base_id(&key) == EVP_PKEY_RSA) return KeyType::rsa;
  if (EVP_PKEY_get_base_id(&key) == EVP_PKEY_ED25519) return KeyType::ed25519;
  return {};
}

// PKCS #1 v1.5 over a SHA-256 hash that is there already.
KeyContext rsa_context(EVP_PKEY* key, int (*init)(EVP_PKEY_CTX*)) {
  KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
  must(context != nullptr);
  const bool ok = init(context.get()) == 1 && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
                  EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1;
  return ok ? std::move(context) : nullptr;
}

}  // namespace

struct Sha256::State {
  Digest digest{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  must(state_->digest && EVP_DigestInit_ex(state_->digest.get(), EVP_sha256(), nullptr) == 1);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;
void Sha256::feed(std::string_view bytes) { must(EVP_DigestUpdate(state_->digest.get(), bytes.data(), bytes.size()) == 1); }
std::string Sha256::finish() {
  std::string hash(kHashSize, '\0');
  must(EVP_DigestFinal_ex(state_->digest.get(), place(hash), nullptr) == 1);
  return hash;
}

std::string_view algorithm_of(KeyType type) { return type == KeyType::rsa ? "rsa-sha256" : "ed25519-sha256"; }

struct KeyState {
  Key key;
  KeyType type;
};

std::optional<PublicKey> PublicKey::read(KeyType type, std::string_view bytes) {
  Key key;
  if (type == KeyType::rsa) key = read_rsa(bytes);
  if (type == KeyType::ed25519 && bytes.size() == kEd25519Size)
    key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(bytes), bytes.size()));
  ERR_clear_error();
  if (!key || (type == KeyType::rsa && !is_affordable(*key))) return {};
  PublicKey made;
  made.state_ = std::make_shared<KeyState>(std::move(key), type);
  return made;
}

std::size_t PublicKey::bits() const { return static_cast<std::size_t>(EVP_PKEY_get_bits(state_->key.get())); }

bool PublicKey::is_signed(std::string_view hash, std::string_view signature) const {
  bool good = false;
  if (state_->type == KeyType::rsa) {
    const auto context = rsa_context(state_->key.get(), EVP_PKEY_verify_init);
    good = context && EVP_PKEY_verify(context.get(), octets(signature), signature.size(), octets(hash), hash.size()) == 1;
  } else {
    const Digest digest(EVP_MD_CTX_new());
    good = digest && EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, state_->key.get()) == 1 &&
           EVP_DigestVerify(digest.get(), octets(signature), signature.size(), octets(hash), hash.size()) == 1;
  }
  ERR_clear_error();
  return good;
}

Result<PrivateKey> PrivateKey::generate(KeyType type, std::size_t rsa_bits) {
  PrivateKey made;
  Key key(type == KeyType::rsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", rsa_bits)
                               : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!key) return fail(Failure::io, "No key could be made");
  made.state_ = std::make_shared<KeyState>(std::move(key), type);
  return made;
}

Result<PrivateKey> PrivateKey::read(const Secret& pem) {
  const Bio bio(BIO_new_mem_buf(pem.reveal().data(), static_cast<int>(pem.reveal().size())));
  const auto no_passphrase = [](char*, int, int, void*) { return 0; };
  Key key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr) : nullptr);
  ERR_clear_error();
  const auto type = key ? type_of(*key) : std::nullopt;
  if (!type) return fail(Failure::invalid, "This is no private key of RSA or Ed25519 in PEM form");
  if (*type == KeyType::rsa && static_cast<std::size_t>(EVP_PKEY_get_bits(key.get())) < kLeastRsa)
    return fail(Failure::invalid, "An RSA key has 1024 bits at least");  // RFC 8301 §3.2
  PrivateKey made;
  made.state_ = std::make_shared<KeyState>(std::move(key), *type);
  return made;
}

Secret PrivateKey::pem() const {
  const Bio bio(BIO_new(BIO_s_secmem()));
  must(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), state_->key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &data);
  return Secret(std::string(data, static_cast<std::size_t>(size)));
}

KeyType PrivateKey::type() const { return state_->type; }
std::size_t PrivateKey::bits() const { return static_cast<std::size_t>(EVP_PKEY_get_bits(state_->key.get())); }

std::string PrivateKey::sign(std::string_view hash) const {
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(state_->key.get())), '\0');
  std::size_t size = signature.size();
  if (state_->type == KeyType::rsa) {
    const auto context = rsa_context(state_->key.get(), EVP_PKEY_sign_init);
    must(context && EVP_PKEY_sign(context.get(), place(signature), &size, octets(hash), hash.size()) == 1);
  } else {
    const Digest digest(EVP_MD_CTX_new());
    must(digest && EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, state_->key.get()) == 1 &&
         EVP_DigestSign(digest.get(), place(signature), &size, octets(hash), hash.size()) == 1);
  }
  signature.resize(size);
  return signature;
}

std::string PrivateKey::public_octets() const {
  std::string out(kEd25519Size, '\0');
  std::size_t size = out.size();
  if (state_->type == KeyType::ed25519) {
    must(EVP_PKEY_get_raw_public_key(state_->key.get(), place(out), &size) == 1);
    return out;
  }
  unsigned char* der = nullptr;
  const int length = i2d_PUBKEY(state_->key.get(), &der);
  must(length > 0);
  out.assign(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return out;
}

}  // namespace postern::senderauth
