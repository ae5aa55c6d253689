// The reverse-path by SRS, the seal from our own Authentication-Results.
#include "forwarding/forwarder.h"

#include <algorithm>

#include "base/text.h"
#include "events/table.h"
#include "forwarding/body_hash.h"
#include "senderauth/results.h"

namespace postern::forwarding {
namespace {

bool is_within(std::string_view domain, std::string_view above) {
  if (equal_nocase(domain, above)) return true;
  return domain.size() > above.size() && domain[domain.size() - above.size() - 1] == '.' &&
         equal_nocase(domain.substr(domain.size() - above.size()), above);
}

}  // namespace

Task<delivery::Forward> Forwarder::forward(const queue::Envelope& envelope, address::Domain by, store::Content content,
                                           const mime::Message& message) {
  const auto settings = settings_.current();
  delivery::Forward out{.reverse_path = envelope.reverse_path, .fields = {}};
  const auto& path = envelope.reverse_path;
  if (settings->rewrite && path && !ports_.directory.snapshot()->domain(path->domain())) {
    auto rewritten = srs_.forward(*path, by, ports_.time.now());
    if (rewritten) out.reverse_path = std::move(*rewritten);
  }
  if (!settings->seal) co_return out;
  auto fields = co_await seal(by, std::move(content), message);
  if (fields)
    out.fields = std::move(*fields);
  else
    ports_.events.write(events::Event::smtp_not_signed, envelope.origin.session,
                        {{events::Key::domain, by.ascii()}, {events::Key::reason, fields.error().text}});
  co_return out;
}

// RFC 8617 §5.1: what we vouch for is what we found when it came in. Of our users' own mail we found nothing, and signed it.
Task<Result<std::string>> Forwarder::seal(address::Domain by, store::Content content, const mime::Message& message) {
  const auto results = senderauth::combined_results(message, ports_.authserv_id());
  if (results.empty()) co_return std::string();
  const auto chain = senderauth::arc_chain(message);
  auto verdict = senderauth::Outcome::none;
  if (!chain.sets.empty() || chain.outcome != senderauth::Outcome::none) {
    const bool passed = senderauth::says(results, "arc", senderauth::Outcome::pass);
    verdict = passed ? senderauth::Outcome::pass : senderauth::Outcome::fail;
  }
  auto body = co_await hash_body(ports_.blobs, std::move(content), message.parts.front().body.start);
  if (!body) co_return pass_on(body);
  co_return co_await ports_.keyring.seal(by, message, *body, chain, verdict, results);
}

std::optional<address::Mailbox> Forwarder::sender_behind(const address::Mailbox& mailbox) const {
  if (!ports_.directory.snapshot()->domain(mailbox.domain())) return {};
  return srs_.back(mailbox, ports_.time.now());
}

bool Forwarder::may_forward(const address::Domain& from, const address::Mailbox& to) const {
  const auto settings = settings_.current();
  const auto names = [](const address::Domain& domain) {
    return [&domain](const std::string& listed) { return is_within(domain.ascii(), listed); };
  };
  return std::ranges::none_of(settings->never_to, names(to.domain())) || std::ranges::any_of(settings->exempt, names(from));
}

}  // namespace postern::forwarding
