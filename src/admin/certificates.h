// The server's certificates: the own one made at first start, those an administrator installed, and files named by settings.
// Use: co_await certificates.load(host_names); contexts are made from identities(); after a change the observer replaces them.
// Promises: private keys are sealed at rest; what does not load is named and left out, never silently used, but a file that was
//   good and is not any more (half replaced, say) keeps its last certificate in force; there is always at least one.
#pragma once
#include <atomic>
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

  friend bool operator==(const CertificateFile&, const CertificateFile&) = default;
};

struct TlsSettings {
  std::vector<CertificateFile> files;
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
  using Observer = std::function<Result<void>()>;

  Certificates(Ports ports, config::Live<TlsSettings> settings) : ports_(ports), settings_(std::move(settings)) {}

  // Reads the files, what is installed and the own certificate, which is made when it is missing, near its end or does not cover
  // these host names; those but the first only where no other certificate does. The errors name what was left out.
  Task<Result<std::vector<Error>>> load(std::vector<std::string> host_names);
  // The same again, and tells the observer.
  Task<Result<std::vector<Error>>> reload();
  Task<Result<void>> use_names(std::vector<std::string> host_names);  // reloads when they differ
  [[nodiscard]] bool is_due() const;                                  // whether the own certificate is to be made anew
  // Whether settings would do: each of their files can be read and is good.
  [[nodiscard]] Result<void> judge(const TlsSettings&) const;
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
  Task<Result<Held>> own(const std::vector<Held>& others);
  Task<Result<Held>> make_own(tls::Subject);
  Task<Result<std::vector<Held>>> installed(std::vector<Error>& problems);
  void from_files(std::vector<Held>&, std::vector<Error>& problems) const;
  [[nodiscard]] tls::Subject wanted(const std::vector<Held>& others) const;
  Task<Result<std::vector<Error>>> gather();

  Ports ports_;
  config::Live<TlsSettings> settings_;
  Locked<std::vector<std::string>> host_names_;
  std::atomic<std::uint64_t> turns_ = 0;  // of gather()
  struct Present {
    std::vector<Held> held;
    std::uint64_t turn = 0;  // two at once: the one that began last counts
  };
  Locked<Present> present_;
  Observer observer_;
};

}  // namespace postern::admin
