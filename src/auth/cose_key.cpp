// COSE keys, and their signatures by OpenSSL.
#include "auth/cose_key.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

namespace postern::auth {
namespace {

constexpr std::size_t kCoordinate = 32;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

const unsigned char* as_octets(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

// OpenSSL refuses a point that is not on the curve.
Key p256(const CoseKey& key) {
  std::string point = "\x04" + key.x + key.y;
  std::string group = "P-256";
  OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
                             OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
                             OSSL_PARAM_construct_end()};
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    return {};
  return Key(made);
}

Key public_key(const CoseKey& key) {
  if (key.algorithm == CoseKey::Algorithm::es256) return p256(key);
  return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, as_octets(key.x), key.x.size()));
}

// What the labels of a key have said.
struct Read {
  std::int64_t type = 0, algorithm = 0, curve = 0;
  std::string_view x, y;
};

void read_parameter(CborReader& in, std::int64_t label, Read& out) {
  switch (label) {
    case 1: out.type = in.integer(); break;
    case 3: out.algorithm = in.integer(); break;
    case -1: out.curve = in.integer(); break;
    case -2: out.x = in.bytes(); break;
    case -3: out.y = in.bytes(); break;
    default: in.skip();
  }
}

}  // namespace

bool CoseKey::verifies(std::string_view message, std::string_view signature) const {
  const auto key = public_key(*this);
  const DigestContext context(EVP_MD_CTX_new());
  const EVP_MD* digest = algorithm == Algorithm::es256 ? EVP_sha256() : nullptr;
  if (!key || !context || EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key.get()) != 1) return false;
  return EVP_DigestVerify(context.get(), as_octets(signature), signature.size(), as_octets(message), message.size()) == 1;
}

// A label that comes twice would let two readers see two keys: its order is that of CTAP2, so the labels only go one way.
std::optional<CoseKey> read_cose_key(CborReader& in) {
  Read got;
  std::uint64_t before = 0;
  for (auto n = in.map(); n > 0 && in.ok(); --n) {
    const auto label = in.integer();
    // As CTAP2 sorts them: 1, 2, 3 ... -1, -2, -3.
    const auto place =
        label < 0 ? std::uint64_t{1} << 63U | static_cast<std::uint64_t>(-(label + 1)) : static_cast<std::uint64_t>(label);
    if (place <= before) return {};
    before = place;
    read_parameter(in, label, got);
  }
  if (!in.ok() || got.x.size() != kCoordinate) return {};
  CoseKey key{CoseKey::Algorithm::es256, std::string(got.x), std::string(got.y)};
  const bool is_es256 = got.type == 2 && got.algorithm == -7 && got.curve == 1 && got.y.size() == kCoordinate;
  const bool is_ed25519 = got.type == 1 && got.algorithm == -8 && got.curve == 6 && got.y.empty();
  if (is_ed25519) key.algorithm = CoseKey::Algorithm::ed25519;
  if ((!is_es256 && !is_ed25519) || !public_key(key)) return {};
  return key;
}

}  // namespace postern::auth
