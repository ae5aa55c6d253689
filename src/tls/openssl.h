// OpenSSL's objects with owners, and its error queue as text. Private to this room.
#pragma once
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <vector>

#include "tls/certificate.h"

namespace postern::tls {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
template <class T, auto free>
using Owned = std::unique_ptr<T, Free<free>>;

using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedCertificate = Owned<X509, X509_free>;
using OwnedExtension = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using OwnedNames = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using OwnedName = Owned<GENERAL_NAME, GENERAL_NAME_free>;
using OwnedNumber = Owned<BIGNUM, BN_free>;
using OwnedContext = Owned<SSL_CTX, SSL_CTX_free>;
using OwnedStore = Owned<X509_STORE, X509_STORE_free>;

struct ReadIdentity {
  std::vector<OwnedCertificate> chain;  // at least one
  OwnedKey key;
};

// What was written to a BIO in memory.
std::string written(BIO*);

// The last reason on this thread's error queue, which is emptied: "wrong version number".
std::string take_reason();

// Gives a context its certificate, the chain above it and its key.
Result<void> use_identity(SSL_CTX*, const Identity&);

}  // namespace postern::tls
