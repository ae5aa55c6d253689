// What an audit looks at: the settings and the directory as they are, and what the running server says of itself.
// Cold: plain values and what checks may ask of the world themselves (a port, a file, the process).
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/said.h"
#include "base/time.h"
#include "config/registry.h"
#include "directory/snapshot.h"
#include "guard/settings.h"
#include "net/listener.h"
#include "releases/releases.h"
#include "tls/certificate.h"

namespace postern::audit {

// A port that is open.
struct Door {
  std::string service;  // "smtp", "submission", "imap", "pop3", "api"
  std::string address;  // as it is bound; "::" is all
  std::uint16_t port = 0;
  net::TlsMode tls = net::TlsMode::starttls;
  std::vector<std::string> proxies = {};   // whose PROXY header is believed
  bool console = false, programs = false;  // a web listener: for administrators' sessions, for their tokens
  bool people = false;                     // and for everybody's own pages
  std::string host_name = {};              // it has a name of its own; empty: the server's

  [[nodiscard]] bool takes_mail() const { return service == "smtp" || service == "submission"; }
};

// A file or folder, and the most that its mode may allow.
struct Place {
  Said what;  // "sealing key"
  std::string path;
  std::uint32_t most = 0700;
};

// What only the running server knows.
struct Running {
  std::vector<Door> doors;
};

// Something that the audit tried to do from inside the sandbox.
struct Attempt {
  std::string what;  // "open a file outside"
  bool stopped = false;
  std::string by = {};  // what stopped it
};

// Where the server lives.
struct Surroundings {
  std::string host_name;
  std::string key_folder, data_folder;
  std::vector<Place> places;
  std::optional<Running> running;  // none: the server is stopped
  std::function<std::vector<Attempt>()> break_out;
  std::function<void()> forgive;  // forgets what came from Probe::kSource
  bool asks_scanners = false;
  std::vector<Said> silent_scanners = {};  // of those: since when each does not answer, and why
};

struct Certificate {
  std::string source;  // "own", "installed", or the path of its file
  tls::CertificateFacts facts;
};

// A record that one of our domains or this host needs in the DNS, and what the DNS says.
struct DnsFact {
  enum class Kind : std::uint8_t { mx, reverse, spf, dkim, dmarc, mta_sts, tlsrpt };
  enum class Says : std::uint8_t { right, other, nothing, nothing_known };
  Kind kind = Kind::mx;
  std::string needed;  // "example.org. IN MX 10 mail.example.org."
  Says says = Says::nothing_known;
  std::string domain = {};   // of ours, that it is for; none: it is for the host itself
  std::string instead = {};  // what there is of the same kind, where it is another
};

struct Subject {
  const config::Registry& registry;
  std::shared_ptr<const directory::Snapshot> directory;
  guard::Settings guard;
  std::vector<Certificate> certificates;
  std::vector<std::string> administrators_without_factor;  // active ones
  std::vector<Said> senders_without_login;                 // entries of the allow list, and what to do instead
  Surroundings around;
  Time now;
  releases::Known releases = {};
  std::size_t blocks_given_up = 0;  // networks whose blocks there was no room for
  std::vector<DnsFact> dns = {};    // none: there is no domain
  std::size_t administrators = 0;   // active ones

  // Before each session with an own port, so that the guard does not keep the self-test out.
  void forgive() const {
    if (around.forgive) around.forgive();
  }
};

}  // namespace postern::audit
