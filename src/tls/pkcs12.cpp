// Opens PKCS #12 with OpenSSL, bag by bag, so that what each asks for is known before it is done.
#include "tls/pkcs12.h"

#include <openssl/pkcs12.h>

#include <string>
#include <utility>
#include <vector>

#include "tls/openssl.h"

namespace postern::tls {
namespace {

void free_safes(STACK_OF(PKCS7) * safes) { sk_PKCS7_pop_free(safes, PKCS7_free); }
void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) { sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free); }

using OwnedFile = Owned<PKCS12, PKCS12_free>;
using OwnedSafes = Owned<STACK_OF(PKCS7), free_safes>;
using OwnedBags = Owned<STACK_OF(PKCS12_SAFEBAG), free_bags>;
using OwnedPlainKey = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using OwnedPbe = Owned<PBEPARAM, PBEPARAM_free>;
using OwnedPbe2 = Owned<PBE2PARAM, PBE2PARAM_free>;
using OwnedPbkdf2 = Owned<PBKDF2PARAM, PBKDF2PARAM_free>;

std::unexpected<Error> not_read() { return fail(Failure::invalid, "This is no PFX (PKCS #12) file", take_reason()); }
std::unexpected<Error> not_opened() {
  return fail(
      Failure::invalid,
      "The passphrase is wrong, or the file is protected by a cipher that is not used any more: export it anew with AES-256",
      take_reason());
}
std::unexpected<Error> too_much() {
  return fail(Failure::too_large, "The file asks for too much work to be opened", take_reason());
}
std::unexpected<Error> no_such_key() {
  return fail(Failure::invalid, "The private key in the file cannot be read", take_reason());
}

struct Found {
  std::vector<OwnedCertificate> certificates;
  OwnedKey key;
  int bags = 0;
  long rounds = kMostRounds;  // that may be done still
};

// As PKCS12_verify_mac() and the others want it: where there is none, some programs write the empty one and others none at all.
struct Passphrase {
  const char* text = nullptr;
  int size = 0;
};

bool is_bearable(const ASN1_INTEGER* rounds, long& left) {
  const auto n = rounds == nullptr ? 1 : ASN1_INTEGER_get(rounds);
  if (n < 1 || n > left) return false;
  left -= n;
  return true;
}

// RFC 8018 §6.2 (PBES2), RFC 7292 appendix B (the older ones). What is derived in another way is not opened.
bool is_bearable(const X509_ALGOR* how, long& left) {
  const ASN1_OBJECT* object = nullptr;
  int type = 0;
  const void* value = nullptr;
  X509_ALGOR_get0(&object, &type, &value, how);
  if (type != V_ASN1_SEQUENCE) return false;
  if (OBJ_obj2nid(object) != NID_pbes2) {
    const OwnedPbe old(static_cast<PBEPARAM*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM), how->parameter)));
    return old && is_bearable(old->iter, left);
  }
  const OwnedPbe2 both(static_cast<PBE2PARAM*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), how->parameter)));
  if (!both || OBJ_obj2nid(both->keyfunc->algorithm) != NID_id_pbkdf2) return false;
  const OwnedPbkdf2 derived(
      static_cast<PBKDF2PARAM*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM), both->keyfunc->parameter)));
  return derived && is_bearable(derived->iter, left);
}

Result<void> take_key(OwnedPlainKey plain, Found& found) {
  if (!plain) return not_opened();
  if (found.key) return fail(Failure::invalid, "The file has more than one private key");
  found.key.reset(EVP_PKCS82PKEY(plain.get()));
  if (!found.key) return no_such_key();
  return {};
}

Result<void> take(const PKCS12_SAFEBAG* bag, Passphrase given, Found& found) {
  if (++found.bags > kMostBags) return too_much();
  switch (PKCS12_SAFEBAG_get_nid(bag)) {
    case NID_keyBag: {
      auto* own = ASN1_item_dup(ASN1_ITEM_rptr(PKCS8_PRIV_KEY_INFO), PKCS12_SAFEBAG_get0_p8inf(bag));
      return take_key(OwnedPlainKey(static_cast<PKCS8_PRIV_KEY_INFO*>(own)), found);
    }
    case NID_pkcs8ShroudedKeyBag: {
      const X509_ALGOR* how = nullptr;
      X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &how, nullptr);
      if (!is_bearable(how, found.rounds)) return too_much();
      return take_key(OwnedPlainKey(PKCS12_decrypt_skey(bag, given.text, given.size)), found);
    }
    case NID_certBag:
      if (OwnedCertificate one{PKCS12_SAFEBAG_get1_cert(bag)}) found.certificates.push_back(std::move(one));
      return {};
    default: return {};  // CRLs, secrets and bags within bags: nobody writes those around a server's certificate
  }
}

Result<OwnedBags> bags_of(PKCS7* safe, Passphrase given, Found& found) {
  if (PKCS7_type_is_data(safe)) return OwnedBags(PKCS12_unpack_p7data(safe));
  if (!PKCS7_type_is_encrypted(safe)) return OwnedBags();
  if (!is_bearable(safe->d.encrypted->enc_data->algorithm, found.rounds)) return too_much();
  return OwnedBags(PKCS12_unpack_p7encdata(safe, given.text, given.size));
}

Result<Passphrase> verified(PKCS12* file, std::string_view passphrase, Found& found) {
  const ASN1_INTEGER* rounds = nullptr;
  PKCS12_get0_mac(nullptr, nullptr, nullptr, &rounds, file);
  if (!is_bearable(rounds, found.rounds)) return too_much();
  const Passphrase given{passphrase.data() == nullptr ? "" : passphrase.data(), static_cast<int>(passphrase.size())};
  if (PKCS12_mac_present(file) == 0 || PKCS12_verify_mac(file, given.text, given.size) == 1) return given;
  if (passphrase.empty() && PKCS12_verify_mac(file, nullptr, 0) == 1) return Passphrase{};
  return not_opened();
}

Result<Found> opened(PKCS12* file, std::string_view passphrase) {
  Found found;
  auto given = verified(file, passphrase, found);
  if (!given) return pass_on(given);
  const OwnedSafes safes(PKCS12_unpack_authsafes(file));
  if (!safes) return not_read();
  for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
    auto bags = bags_of(sk_PKCS7_value(safes.get(), i), *given, found);
    if (!bags) return pass_on(bags);
    if (!*bags) return not_opened();
    for (int k = 0; k < sk_PKCS12_SAFEBAG_num(bags->get()); ++k)
      if (auto taken = take(sk_PKCS12_SAFEBAG_value(bags->get(), k), *given, found); !taken) return pass_on(taken);
  }
  return found;
}

// From the certificate of the key upwards. What signed itself is known to clients or never will be: it is left out.
std::vector<X509*> in_order(const Found& found) {
  std::vector<X509*> chain;
  for (const auto& one : found.certificates)
    if (chain.empty() && X509_check_private_key(one.get(), found.key.get()) == 1) chain.push_back(one.get());
  const auto issuer_of = [&](X509* below) -> X509* {
    for (const auto& one : found.certificates)
      if (one.get() != below && X509_check_issued(one.get(), below) == X509_V_OK && X509_self_signed(one.get(), 0) != 1)
        return one.get();
    return nullptr;
  };
  while (!chain.empty() && chain.size() < found.certificates.size()) {
    auto* above = issuer_of(chain.back());
    if (above == nullptr) break;
    chain.push_back(above);
  }
  return chain;
}

Result<Identity> as_pem(const Found& found) {
  const auto chain = in_order(found);
  if (chain.empty()) return fail(Failure::invalid, "The file has no certificate that belongs to its key", take_reason());
  const OwnedBio text(BIO_new(BIO_s_mem())), secret(BIO_new(BIO_s_secmem()));
  bool ok = text && secret &&
            PEM_write_bio_PKCS8PrivateKey(secret.get(), found.key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
  for (auto* one : chain) ok = ok && PEM_write_bio_X509(text.get(), one) == 1;
  if (!ok) return no_such_key();
  return Identity{written(text.get()), Secret(written(secret.get()))};
}

}  // namespace

Result<Identity> identity_of_pkcs12(std::string_view octets, const Secret& passphrase) {
  if (octets.size() > kLargestPkcs12) return fail(Failure::too_large, "The file is too large for a PFX");
  const auto* at = reinterpret_cast<const unsigned char*>(octets.data());
  const OwnedFile file(d2i_PKCS12(nullptr, &at, static_cast<long>(octets.size())));
  if (!file) return not_read();
  auto found = opened(file.get(), passphrase.reveal());
  if (!found) return pass_on(found);
  if (!found->key) return fail(Failure::invalid, "The file has no private key: export it with its key");
  auto identity = as_pem(*found);
  ERR_clear_error();
  return identity;
}

}  // namespace postern::tls
