// Where a message comes from, by all methods together: SPF, iprev, DKIM and ARC, and what DMARC makes of them.
// Use: Evidence evidence(mime::parse(header));            // as soon as the header is there
//      evidence.body(piece)...; evidence.finish();         // while the body comes in; nothing of it is kept
//      OriginJudge judge(evidence, query);
//      auto origin = co_await dns::find_out(resolver, answers, std::ref(judge), until);
//      results = results_of(*origin, query)                // for Authentication-Results
// Promises: pure over the answers; what the methods need of the DNS is asked at the same time, and a method that has its verdict is not run
// again. The evidence outlives the judge.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ip_address.h"
#include "base/time.h"
#include "dns/answers.h"
#include "mime/message.h"
#include "senderauth/arc.h"
#include "senderauth/body_hasher.h"
#include "senderauth/dkim_verify.h"
#include "senderauth/dmarc.h"
#include "senderauth/iprev.h"
#include "senderauth/public_suffix.h"
#include "senderauth/results.h"
#include "senderauth/spf.h"

namespace postern::senderauth {

// What a message has to show for itself, or is to be given. Of the message only the header counts; the body is fed.
class Evidence {
 public:
  // `besides`: hashed as well, whatever is signed already.
  explicit Evidence(mime::Message header, std::span<const BodyForm> besides = {});
  Evidence(const Evidence&) = delete;
  Evidence& operator=(const Evidence&) = delete;

  void body(std::string_view piece) { body_.feed(piece); }
  void finish() { body_.finish(); }  // once

  [[nodiscard]] const mime::Message& header() const { return header_; }
  [[nodiscard]] const std::vector<DkimSignature>& signatures() const { return signatures_; }
  [[nodiscard]] const ArcChain& chain() const { return chain_; }
  [[nodiscard]] const BodyHasher& hashes() const { return body_; }

 private:
  mime::Message header_;
  std::vector<DkimSignature> signatures_;  // lie in the header, as the chain
  ArcChain chain_;
  BodyHasher body_;
};

struct OriginQuery {
  std::optional<IpAddress> ip = {};  // none: neither SPF nor iprev
  std::string helo = {};
  std::string sender = {};  // the reverse-path, empty for the null one
  std::string receiver = {};
  Time now = {};
  const PublicSuffixes* suffixes = nullptr;
};

struct Origin {
  std::optional<SpfVerdict> spf;
  std::optional<IprevVerdict> iprev;
  std::vector<DkimVerdict> dkim;
  ArcVerdict arc;
  DmarcVerdict dmarc;
};

class OriginJudge {
 public:
  OriginJudge(const Evidence& evidence, OriginQuery query) : evidence_(evidence), query_(std::move(query)) {}
  std::optional<Origin> operator()(dns::Answers&);

 private:
  bool methods_are_done(dns::Answers&);

  const Evidence& evidence_;
  OriginQuery query_;
  std::optional<SpfVerdict> spf_;
  std::optional<IprevVerdict> iprev_;
  std::optional<std::vector<DkimVerdict>> dkim_;
  std::optional<ArcVerdict> arc_;
};

// In the order in which they are written.
std::vector<MethodResult> results_of(const Origin&, const OriginQuery&);

}  // namespace postern::senderauth
