// Signatures of what this server writes itself (reports, notices), and of what it has turned into 7 bit after it was signed.
// Use: Signer signer(ports); delivery gets it as its port.
// Promises: a signature names a domain of ours that the author's name is, or is below, so that DMARC takes them for one (RFC 7489 §3.1.1).
//   Any executor's thread.
#pragma once
#include "delivery/signer.h"
#include "directory/directory.h"
#include "signing/keyring.h"
#include "store/blobs.h"

namespace postern::forwarding {

class Signer final : public delivery::Signer {
 public:
  struct Ports {
    const directory::Directory& directory;
    signing::Keyring& keyring;
    store::BlobStore& blobs;
  };
  explicit Signer(Ports ports) : ports_(ports) {}

  Task<std::string> sign(std::string host, store::Content, const mime::Message&) override;
  [[nodiscard]] std::optional<address::Domain> signed_by(const mime::Message&, const mime::Field&) const override;

 private:
  [[nodiscard]] std::optional<address::Domain> nearest(std::string_view host) const;

  Ports ports_;
};

}  // namespace postern::forwarding
