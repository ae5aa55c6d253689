// The declarations of the settings of releases.
#include "releases/settings.h"

#include "base/text.h"
#include "config/schema.h"
#include "http/url.h"
#include "releases/signature.h"

namespace postern::releases {
namespace {

std::string check_url(std::string_view text) {
  if (text.empty()) return {};
  const auto url = http::parse_url(text);
  return url ? std::string() : url.error().text;
}
std::string check_key(std::string_view text) {
  if (text.empty()) return {};
  const auto key = from_base64(text);
  return key && key->size() == kKeySize ? "" : "must be the 32 octets of an Ed25519 key in base64";
}

}  // namespace
}  // namespace postern::releases

namespace postern {

template <>
struct config::Schema<releases::Settings> {
  using S = releases::Settings;
  static constexpr std::string_view title = "Releases";
  static constexpr std::tuple fields{
      config::field(
          &S::url,
          {.key = "url",
           .label = "Feed of releases",
           .help = "An https address that is asked once a day, with the daily audit, and on the page About or by postern "
                   "version --check. Another port than 443 can be reached from the next start on.",
           .reason = "A server calls nobody whom its owner has not named.",
           .check = releases::check_url},
          0, 2000),
      config::field(&S::key,
                    {.key = "key",
                     .label = "Key of the feed",
                     .help = "The Ed25519 public key of who makes the feed: 32 octets in base64. Without one no feed is read.",
                     .reason = "What a feed says is believed for its signature, whoever hands it out.",
                     .check = releases::check_key},
                    0, 44),
      config::field(
          &S::file,
          {.key = "file",
           .label = "File of the feed",
           .help = "Is read in place of the address, for a server that reaches nobody; in the folder of postern.toml. "
                   "A relative path starts there."},
          0, 1000),
      config::field(
          &S::ca,
          {.key = "ca",
           .label = "Certificates of the feed",
           .help = "A PEM file with authorities that are believed besides the system's; in the folder of postern.toml or "
                   "/etc/ssl.",
           .advanced = true},
          0, 1000),
      config::field(&S::inside, {.key = "inside",
                                 .label = "Feed inside",
                                 .help = "Whether the address may be on this host or in a private network.",
                                 .reason = "Whoever may change settings could otherwise call what only this host can reach.",
                                 .advanced = true,
                                 .hardened = {config::Weaker::higher, config::Severity::medium}})};
};
template const config::Table& config::table<releases::Settings>();

}  // namespace postern
