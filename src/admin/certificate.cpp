// Operations on certificates: list, show, install, delete, reload.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <utility>

#include "admin/certificates.h"
#include "admin/nouns.h"
#include "admin/world.h"
#include "auth/hash_pool.h"
#include "base/text.h"
#include "tls/pkcs12.h"

namespace postern::admin {
namespace on_certificate {
namespace {

json::value words(const std::vector<Error>& problems) {
  json::array out;
  for (const auto& p : problems) out.emplace_back(p.text);
  return json::object{{"left_out", std::move(out)}};
}

Task<Result<json::value>> list(World& world, const Call&) {
  json::array out;
  for (const auto& row : world.certificates.rows())
    out.push_back(json::object{{"names", json::value_from(row.facts.names)},
                               {"source", row.source},
                               {"issuer", row.facts.issuer},
                               {"not_before", rfc3339(row.facts.not_before)},
                               {"not_after", rfc3339(row.facts.not_after)},
                               {"sha256", row.facts.fingerprint}});
  co_return out;
}

Task<Result<json::value>> own(World& world, const Call&) { co_return json::value(world.certificates.own_chain()); }

Task<Result<json::value>> install(World& world, const Call& call) {
  auto done = co_await world.certificates.install({call.text("chain"), Secret(call.text("key"))});
  if (!done) co_return pass_on(done);
  co_return co_await list(world, call);
}

// Keys are derived from the passphrase as often as the file says: that is no work for a reactor.
Task<Result<json::value>> import(World& world, const Call& call) {
  const auto octets = from_base64(call.text("file"));
  if (!octets) co_return fail_argument("file", "The file has to be given in base64");
  auto identity = std::make_shared<Result<tls::Identity>>();
  auth::HashPool::Job job = [identity, octets = *octets, passphrase = Secret(call.text("passphrase"))] {
    *identity = tls::identity_of_pkcs12(octets, passphrase);
  };
  auto ran = co_await world.pool.run(0, std::move(job));
  if (!ran) co_return pass_on(ran);
  if (!*identity) co_return pass_on(*identity);
  auto done = co_await world.certificates.install(std::move(**identity));
  if (!done) co_return pass_on(done);
  co_return co_await list(world, call);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto done = co_await world.certificates.remove(call.text("name"));
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::value>> reload(World& world, const Call&) {
  auto problems = co_await world.certificates.reload();
  if (!problems) co_return pass_on(problems);
  co_return words(*problems);
}

// All that are in use, for one may take another's place: "installed: mail.home.test (Home CA, until 2027-01-01T00:00:00Z, a1b2...)".
Task<Result<json::object>> shown(World& world, const Call&) {
  json::array in_use;
  for (const auto& row : world.certificates.rows())
    in_use.emplace_back(fmt::format("{}: {} ({}, until {}, {})", row.source, fmt::join(row.facts.names, " "), row.facts.issuer,
                                    rfc3339(row.facts.not_after), row.facts.fingerprint.substr(0, 16)));
  co_return json::object{{"certificates", std::move(in_use)}};
}

constexpr std::array kInstall{
    Argument{"chain", Kind::file, true, true, "PEM file: the certificate, then what it was signed with"},
    Argument{"key", Kind::file, true, true, "PEM file of its private key"}, kFileNames};
constexpr std::array kImport{
    Argument{"file", Kind::octets, true, true, "PFX (PKCS #12) file: the certificate, its key, and what it was signed with"},
    Argument{"passphrase", Kind::secret, false, false, "The file has a passphrase"}, kFileNames};
constexpr std::array kRemove{Argument{"name", Kind::text, true, true, "The first name of the certificate"}};

constexpr std::array kOperations{
    Operation{"certificate.list",
              "List the certificates in use, the first being the default",
              reads(Area::system),
              false,
              {},
              list,
              "[Certificate]"},
    Operation{"certificate.own",
              "Print the certificate that the server made for itself (PEM)",
              reads(Area::system),
              false,
              {},
              own,
              "text"},
    Operation{"certificate.install", "Store a certificate with its key and use it at once", changes(Area::system).if_proven(),
              false, kInstall, install, "[Certificate]"}
        .showing(shown),
    Operation{"certificate.import", "Store a certificate with its key from a PFX file and use it at once",
              changes(Area::system).if_proven(), false, kImport, import, "[Certificate]"}
        .showing(shown),
    Operation{"certificate.delete", "Delete an installed certificate", changes(Area::system), false, kRemove, remove, "none"}
        .showing(shown),
    Operation{
        "certificate.reload", "Read certificate files again", changes(Area::system), false, {}, reload, "{left_out: [text]}"}
        .showing(shown),
};

}  // namespace
}  // namespace on_certificate

std::span<const Operation> certificate_operations() { return on_certificate::kOperations; }

}  // namespace postern::admin
