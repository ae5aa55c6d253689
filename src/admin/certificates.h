// The server's certificates: the own one made at first start, those an administrator installed, and files named by settings.
// Use: co_await certificates.load(subject); contexts are made from identities(); after install() the observer replaces them.
// Promises: private keys are sealed at rest; what does not load is named and left out, never silently used; there is always at least one.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/locked.h"
#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "events/events.h"
#include "kv/kv.h"
#include "tls/certificate.h"

namespace postern::auth {
class Sealer;
}

namespace postern::admin {

struct CertificateFile {
  std::string chain;  // path of a PEM file: the certificate, then what it was signed with
  std::string key;    // path of its private key
};

struct TlsSettings {
  std::vector<CertificateFile> files;      // read at start and by `certificate reload`
  std::vector<std::string> own_addresses;  // IP addresses that the own certificate covers besides the host name
  std::uint32_t own_certificate_days = 825;
};

struct CertificateRow {
  std::string source;  // "own", "installed", or the path of its file
  tls::CertificateFacts facts;
};

class Certificates {
 public:
  struct Ports {
    kv::Store& kv;
    const auth::Sealer& sealer;
    Random& random;
    const TimeSource& time;
    events::Sink& events;
  };
  using Observer = std::function<Result<void>(const std::vector<tls::Identity>&)>;

  Certificates(Ports ports, config::Live<TlsSettings> settings) : ports_(ports), settings_(std::move(settings)) {}

  // Reads or makes the own certificate for these host names, then everything else. The errors name what was left out.
  Task<Result<std::vector<Error>>> load(std::vector<std::string> host_names);
  // Reads the files again and tells the observer.
  Task<Result<std::vector<Error>>> reload();
  // Stores a certificate with its key. One that covers the same first name is replaced.
  Task<Result<void>> install(tls::Identity);
  Task<Result<void>> remove(std::string first_name);

  // The first is shown when a client asks for no name we have: an installed or file certificate for the host name, else the own one.
  [[nodiscard]] std::vector<tls::Identity> identities() const;
  [[nodiscard]] std::vector<CertificateRow> rows() const;
  [[nodiscard]] std::string own_chain() const;
  void observe(Observer observer) { observer_ = std::move(observer); }

 private:
  struct Held {
    std::string source;
    tls::Identity identity;
    tls::CertificateFacts facts;
  };
  Task<Result<Held>> own();
  Task<Result<std::vector<Held>>> installed(std::vector<Error>& problems);
  void from_files(std::vector<Held>&, std::vector<Error>& problems) const;
  Task<Result<std::vector<Error>>> gather();

  Ports ports_;
  config::Live<TlsSettings> settings_;
  std::vector<std::string> host_names_;
  Locked<std::vector<Held>> held_;
  Observer observer_;
};

}  // namespace postern::admin
