// Fields put together to sets, and the rules of their structure (RFC 8617 §5.2 steps 1 to 3).
#include <algorithm>
#include <array>

#include "base/said.h"
#include "base/text.h"
#include "senderauth/arc.h"
#include "senderauth/header_fields.h"

namespace postern::senderauth {
namespace {

constexpr std::size_t kNoInstance = 0;

// instance = "i" "=" 1*2DIGIT, from 1 to 50   RFC 8617 §4.2.1
std::size_t instance_of(std::string_view digits) {
  const auto n = digits.size() <= 2 ? number<std::size_t>(digits, kMostArcSets) : std::nullopt;
  return n.value_or(kNoInstance);
}

// arc-info = instance [CFWS] ";" authres-payload   §4.1.1
std::size_t instance_of_results(std::string_view field) {
  const auto value = value_of_field(field);
  const auto end = value.find(';');
  if (end == value.npos) return kNoInstance;
  auto first = value.substr(0, end);
  first = trim(first.substr(0, first.find('(')));
  const auto equals = first.find('=');
  if (equals == first.npos || trim(first.substr(0, equals)) != "i") return kNoInstance;
  return instance_of(trim(first.substr(equals + 1)));
}

std::size_t instance_of_tags(const std::optional<TagList>& tags) {
  const auto* instance = tags ? tags->find("i") : nullptr;
  return instance ? instance_of(*instance) : kNoInstance;
}

std::optional<Outcome> claimed_status(const std::string* value) {
  for (const auto outcome : {Outcome::none, Outcome::pass, Outcome::fail})
    if (value && *value == name(outcome)) return outcome;
  return {};
}

class Collector {
 public:
  explicit Collector(const HeaderFields& header) : header_(header) {}

  ArcChain collect() {
    results();
    message_signatures();
    seals();
    if (sets_.empty() && !failed_) return {};
    chain_.outcome = Outcome::pass;
    chain_.sets = std::move(sets_);
    chain_.highest = std::max(chain_.highest, chain_.sets.size());
    chain_.given_up = !chain_.sets.empty() && chain_.sets.back().claimed == Outcome::fail;
    if (chain_.given_up) fail(phrase<"the last seal says that the chain has failed">());
    check_structure();
    if (failed_) chain_.outcome = Outcome::fail;
    return std::move(chain_);
  }

 private:
  void fail(std::string_view reason) {
    if (!failed_) chain_.reason = reason;
    failed_ = true;
  }
  // The set of an instance, in which the place must be free.
  ArcSet* place(std::size_t instance, std::string_view ArcSet::* field, std::string_view text) {
    if (instance == kNoInstance) {
      fail(phrase<"an ARC field has no instance from 1 to 50">());
      return nullptr;
    }
    if (sets_.size() < instance) sets_.resize(instance);
    auto& set = sets_[instance - 1];
    if (!(set.*field).empty()) {
      fail(phrase<"an ARC field stands twice">());
      return nullptr;
    }
    set.*field = text;
    return &set;
  }

  void results() {
    for (const auto field : header_.all("arc-authentication-results"))
      place(instance_of_results(field), &ArcSet::results, field);
  }
  void message_signatures() {
    for (const auto field : header_.all("arc-message-signature")) {
      const auto tags = parse_tag_list(value_of_field(field));
      auto* set = place(instance_of_tags(tags), &ArcSet::message_signature, field);
      if (!set) continue;
      auto signature = read_signature(*tags, SignatureKind::arc_message);
      if (!signature) {
        fail(fmt::format("ARC-Message-Signature: {}", signature.error().text));
        continue;
      }
      // §4.1.2 forbids all ARC fields here; sealers in the field sign ARC-Authentication-Results, and RFC 8617's suite lets that pass.
      if (std::ranges::find(signature->fields, "arc-seal") != signature->fields.end())
        fail(phrase<"ARC-Message-Signature signs ARC-Seal">());
      set->signature = std::move(*signature);
    }
  }
  void seals() {
    for (const auto field : header_.all("arc-seal")) {
      const auto tags = parse_tag_list(value_of_field(field));
      auto* set = place(instance_of_tags(tags), &ArcSet::seal, field);
      if (!set) continue;
      const auto claimed = claimed_status(tags->find("cv"));
      auto signature = read_signature(*tags, SignatureKind::arc_seal);
      if (!signature) fail(fmt::format("ARC-Seal: {}", signature.error().text));
      if (!claimed) fail(phrase<"ARC-Seal: no chain validation status">());
      if (tags->find("h")) fail(phrase<"ARC-Seal has a tag h=">());  // §4.1.3
      if (signature) set->sealing = std::move(*signature);
      if (claimed) set->claimed = *claimed;
    }
  }

  void check_structure() {
    for (std::size_t i = 0; i < chain_.sets.size(); ++i) {
      const auto& set = chain_.sets[i];
      if (set.results.empty() || set.message_signature.empty() || set.seal.empty())
        fail(phrase<"an ARC set is not complete">());
      if (set.claimed != (i == 0 ? Outcome::none : Outcome::pass))
        fail(phrase<"the chain validation status of a seal is wrong">());
    }
  }

  const HeaderFields& header_;
  ArcChain chain_;
  std::vector<ArcSet> sets_;
  bool failed_ = false;
};

}  // namespace

ArcChain arc_chain(const mime::Message& message) {
  const HeaderFields header(message);
  return Collector(header).collect();
}

}  // namespace postern::senderauth
