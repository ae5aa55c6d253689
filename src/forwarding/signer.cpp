// The domain is looked for from the name upwards.
#include "forwarding/signer.h"

#include "base/text.h"
#include "forwarding/body_hash.h"
#include "senderauth/tag_list.h"

namespace postern::forwarding {

std::optional<address::Domain> Signer::nearest(std::string_view host) const {
  const auto all = ports_.directory.snapshot();
  while (!host.empty()) {
    auto name = address::parse_domain(host);
    if (name && all->domain(*name)) return std::move(*name);
    const auto dot = host.find('.');
    host.remove_prefix(dot == host.npos ? host.size() : dot + 1);
  }
  return {};
}

// What cannot be read now cannot be signed, and goes without.
Task<std::string> Signer::sign(std::string host, store::Content content, const mime::Message& message) {
  auto by = nearest(host);
  if (!by) co_return std::string();
  const auto body = co_await hash_body(ports_.blobs, std::move(content), message.parts.front().body.start);
  if (!body) co_return std::string();
  co_return co_await ports_.keyring.sign(std::move(*by), message, *body);
}

std::optional<address::Domain> Signer::signed_by(const mime::Message& message, const mime::Field& field) const {
  if (!equal_nocase(message.name(field), "DKIM-Signature")) return {};
  const auto tags = senderauth::parse_tag_list(mime::unfold(message.raw_value(field)));
  const auto* name = tags ? tags->find("d") : nullptr;
  auto domain = name ? address::parse_domain(*name) : Result<address::Domain>(fail(Failure::not_found, "no d="));
  if (!domain || !ports_.directory.snapshot()->domain(*domain)) return {};
  return std::move(*domain);
}

}  // namespace postern::forwarding
