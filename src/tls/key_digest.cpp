// The key as it stands in the certificate.
#include "tls/key_digest.h"

#include <array>

#include "tls/openssl.h"

namespace postern::tls {

Result<std::string> key_digest(std::string_view chain) {
  const OwnedBio in(BIO_new_mem_buf(chain.data(), static_cast<int>(chain.size())));
  const OwnedCertificate certificate(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
  unsigned char* der = nullptr;
  const int size = certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der) : -1;
  if (size <= 0) return fail(Failure::invalid, "There is no certificate in PEM form", take_reason());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  const bool made = EVP_Digest(der, static_cast<std::size_t>(size), digest.data(), &length, EVP_sha256(), nullptr) == 1;
  OPENSSL_free(der);
  if (!made) return fail(Failure::invalid, "The key of the certificate has no digest", take_reason());
  return std::string(reinterpret_cast<const char*>(digest.data()), length);
}

}  // namespace postern::tls
