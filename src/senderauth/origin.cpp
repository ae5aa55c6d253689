// The order of the methods: what DMARC builds on comes before it.
#include "senderauth/origin.h"

#include <utility>

namespace postern::senderauth {

Evidence::Evidence(mime::Message header, std::span<const BodyForm> besides)
    : header_(std::move(header)), signatures_(dkim_signatures(header_)), chain_(arc_chain(header_)) {
  for (const auto& form : besides) body_.want(form);
  for (const auto& one : signatures_)
    if (one.usable()) body_.want(one.signature.body_form);
  if (chain_.usable()) body_.want(chain_.body_form());
}

// Each is run until it has a verdict; those that have none have said what they miss.
bool OriginJudge::methods_are_done(dns::Answers& answers) {
  if (query_.ip && !spf_) {
    const SpfQuery spf{
        .ip = *query_.ip, .helo = query_.helo, .sender = query_.sender, .receiver = query_.receiver, .now = query_.now};
    spf_ = check_spf(spf, answers);
  }
  if (query_.ip && !iprev_) iprev_ = check_iprev(*query_.ip, answers);
  const auto& header = evidence_.header();
  const auto& hashes = evidence_.hashes();
  if (!dkim_) dkim_ = verify_dkim(header, evidence_.signatures(), hashes, query_.now, answers);
  if (!arc_) arc_ = verify_arc(header, evidence_.chain(), hashes, query_.now, answers);
  return (!query_.ip || (spf_ && iprev_)) && dkim_ && arc_;
}

std::optional<Origin> OriginJudge::operator()(dns::Answers& answers) {
  if (!methods_are_done(answers)) return {};
  const DmarcQuery query{.authors = authors_of(evidence_.header()),
                         .spf = spf_.value_or(SpfVerdict{}),
                         .dkim = *dkim_,
                         .suffixes = query_.suffixes};
  auto dmarc = check_dmarc(query, answers);
  if (!dmarc) return {};
  return Origin{spf_, iprev_, *dkim_, *arc_, std::move(*dmarc)};
}

std::vector<MethodResult> results_of(const Origin& origin, const OriginQuery& query) {
  std::vector<MethodResult> out;
  if (origin.spf) out.push_back(result_of(*origin.spf, query.sender));
  if (origin.iprev) out.push_back(result_of(*origin.iprev, *query.ip));
  for (const auto& signature : origin.dkim) out.push_back(result_of(signature));
  out.push_back(result_of(origin.dmarc));
  out.push_back(result_of(origin.arc));
  return out;
}

}  // namespace postern::senderauth
