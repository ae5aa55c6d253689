// The declaration of what can be set about certificates.
#include "admin/certificates.h"
#include "config/schema.h"
#include "net/stream.h"

namespace postern {
namespace {

std::string check_address(std::string_view text) { return IpAddress::parse(text) ? "" : "must be an IP address"; }

}  // namespace

template <>
struct config::Schema<admin::CertificateFile> {
  using S = admin::CertificateFile;
  static constexpr std::string_view title = "A certificate in files";
  static constexpr std::tuple fields{
      config::field(&S::chain,
                    {.key = "chain",
                     .label = "Certificate",
                     .help = "Path of a PEM file: the certificate, then what it was signed with."},
                    1, 4096),
      config::field(
          &S::key,
          {.key = "key",
           .label = "Private key",
           .help = "Path of a PEM file: the private key of this certificate, readable by the server's own user alone."},
          1, 4096)};
};
template const config::Table& config::table<admin::CertificateFile>();

template <>
struct config::Schema<admin::TlsSettings> {
  using S = admin::TlsSettings;
  static constexpr std::string_view title = "Certificates";
  static constexpr std::tuple fields{
      config::field(
          &S::files,
          {.key = "files",
           .label = "Certificate files",
           .help = "Read when this changes, at start, on SIGHUP and by certificate reload. The server's own user must be "
                   "able to read them, below the folder of the boot file; relative paths start there."},
          0, 256),
      config::field(&S::own_addresses,
                    {.key = "own_addresses",
                     .label = "Addresses of the own certificate",
                     .help = "IP addresses it covers besides the host names. It is made anew when it covers too little.",
                     .check = check_address},
                    0, 64),
      config::field(&S::own_certificate_days,
                    {.key = "own_certificate_days",
                     .label = "Life of the own certificate",
                     .help = "It is made anew 30 days before its end. A change counts for the next one.",
                     .unit = "days",
                     .advanced = true},
                    60, 3650)};
};
template const config::Table& config::table<admin::TlsSettings>();

}  // namespace postern
