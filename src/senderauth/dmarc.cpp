// One tree walk finds both the policy and the organisation (RFC 9989 §4.10).
#include "senderauth/dmarc.h"

#include <algorithm>
#include <utility>

#include "address/idn.h"
#include "base/said.h"
#include "base/text.h"
#include "mime/address_list.h"

namespace postern::senderauth {
namespace {

using dns::Name;

constexpr std::size_t kMostAuthors = 100;

struct Found {
  Name domain;
  DmarcRecord record;
};

// What a walk found, from the longest name to the shortest.
struct Walk {
  std::vector<Found> found;
  bool failed = false;  // a question had no answer before the walk could stop
};

// RFC 9989 §4.10: the name itself; then from its last seven labels upwards, a label at a time.
std::vector<Name> names_of_walk(const Name& start) {
  std::vector<Name> names{start};
  for (auto labels = std::min(start.labels() - 1, kTreeWalk - 1); labels > 0; --labels) names.push_back(start.last(labels));
  return names;
}

// Of several records at one name, none counts.
std::optional<DmarcRecord> record_of(const dns::Answer& answer) {
  std::optional<DmarcRecord> only;
  for (const auto& text : dns::records_of<std::string>(answer)) {
    auto record = parse_dmarc_record(text);
    if (record && only) return {};
    if (record) only = std::move(record);
  }
  return only;
}

std::optional<Walk> walk(const Name& start, dns::Answers& answers) {
  std::vector<std::pair<Name, const dns::Answer*>> asked;
  bool waiting = false;
  for (const auto& name : names_of_walk(start)) {
    const auto question = dns::join("_dmarc", name);
    if (!question) continue;
    asked.emplace_back(name, answers.ask({*question, dns::Type::txt}));
    waiting = waiting || !asked.back().second;
  }
  if (waiting) return {};
  Walk result;
  for (const auto& [name, answer] : asked) {
    if (answer->unknown()) {
      result.failed = true;
      return result;
    }
    auto record = record_of(*answer);
    if (!record) continue;
    const bool stops = record->public_suffix != PublicSuffixFlag::unsaid;
    result.found.push_back({name, std::move(*record)});
    if (stops) break;
  }
  return result;
}

// RFC 9989 §4.10.2
Name organisation_of(const Name& start, const Walk& found, const PublicSuffixes* suffixes) {
  if (found.found.empty()) {
    const auto listed = suffixes ? suffixes->registrable_domain(start) : Name{};
    return listed.is_root() ? start : listed;
  }
  const auto& last = found.found.back();
  if (last.record.public_suffix == PublicSuffixFlag::yes && last.domain != start) return start.last(last.domain.labels() + 1);
  return last.domain;
}

bool share_a_label(const Name& a, const Name& b) { return a.last(1) == b.last(1); }

std::optional<Name> name_of_domain(std::string_view domain) {
  const auto ascii = is_ascii(domain) ? std::string(domain) : address::to_a_labels(domain).value_or("");
  const auto name = dns::parse_name(ascii);
  return name && !name->is_root() && !domain.starts_with('[') ? name : std::nullopt;
}

class DmarcCheck {
 public:
  DmarcCheck(const DmarcQuery& query, dns::Answers& answers) : query_(query), answers_(answers) {}

  std::optional<DmarcVerdict> run() {
    if (!find_author()) return verdict_;
    const auto own = walk(verdict_.author, answers_);
    const auto aligned = align(own);
    if (!own || waiting_) return {};
    // The author's own record is the policy, whatever is said above it.
    const bool has_own = !own->found.empty() && own->found.front().domain == verdict_.author;
    if (own->failed && !has_own) return finish(Outcome::temperror, phrase<"no answer from the DNS for the policy">());
    if (!own->failed) verdict_.organisation = organisation_of(verdict_.author, *own, query_.suffixes);
    const auto* policy = policy_of(*own);
    if (!policy) {
      note(aligned, Alignment::relaxed, Alignment::relaxed);
      return finish(Outcome::none, phrase<"no DMARC record">());
    }
    verdict_.policy_domain = policy->domain;
    verdict_.record = policy->record;
    return judge(aligned);
  }

 private:
  // How an identifier that passed stands to the author's domain.
  enum class Relation : std::uint8_t { other, same, organisation, unknown };
  struct Relations {
    Relation spf = Relation::other;
    std::vector<Relation> dkim;
  };

  DmarcVerdict finish(Outcome outcome, std::string_view reason) {
    verdict_.outcome = outcome;
    verdict_.reason = reason;
    return verdict_;
  }

  // A message of which nobody knows what will be shown as its author has none that could be proven. RFC 5322 §3.6 asks for one From.
  bool find_author() {
    const auto& authors = query_.authors;
    const auto give_up = [this](std::string_view reason, DmarcPolicy disposition) {
      finish(Outcome::permerror, reason);
      verdict_.disposition = disposition;
      return false;
    };
    if (authors.fields == 0) return give_up(phrase<"no From field">(), DmarcPolicy::none);
    if (authors.fields > 1) return give_up(phrase<"several From fields">(), DmarcPolicy::reject);
    if (authors.domains.size() > 1) return give_up(phrase<"several domains in From">(), DmarcPolicy::reject);
    if (authors.domains.empty() || authors.unreadable) return give_up(phrase<"no domain in From">(), DmarcPolicy::none);
    verdict_.author = authors.domains.front();
    return true;
  }

  Relation relation(const Name& domain, const std::optional<Walk>& own) {
    if (domain == verdict_.author) return Relation::same;
    if (!share_a_label(domain, verdict_.author)) return Relation::other;
    const auto theirs = walk(domain, answers_);
    if (!theirs) waiting_ = true;
    if (!theirs || !own) return Relation::unknown;
    if (theirs->failed || own->failed) return Relation::unknown;
    const bool one =
        organisation_of(domain, *theirs, query_.suffixes) == organisation_of(verdict_.author, *own, query_.suffixes);
    return one ? Relation::organisation : Relation::other;
  }

  Relations align(const std::optional<Walk>& own) {
    Relations all;
    const auto spf = name_of_domain(query_.spf.domain);
    if (query_.spf.outcome == Outcome::pass && spf) all.spf = relation(*spf, own);
    for (const auto& one : query_.dkim) {
      const auto domain = name_of_domain(one.domain);
      all.dkim.push_back(one.outcome == Outcome::pass && domain ? relation(*domain, own) : Relation::other);
    }
    return all;
  }

  // RFC 9989 §4.10.1: the author's record, else the organisation's, else that of the public suffix above it.
  [[nodiscard]] const Found* policy_of(const Walk& own) const {
    for (const auto& domain : {verdict_.author, verdict_.organisation})
      for (const auto& one : own.found)
        if (one.domain == domain) return &one;
    const bool suffix = !own.found.empty() && own.found.back().record.public_suffix == PublicSuffixFlag::yes;
    return suffix ? &own.found.back() : nullptr;
  }

  static bool is_aligned(Relation relation, Alignment alignment) {
    return relation == Relation::same || (relation == Relation::organisation && alignment == Alignment::relaxed);
  }

  void note(const Relations& all, Alignment spf, Alignment dkim) {
    verdict_.spf_aligned = is_aligned(all.spf, spf);
    verdict_.dkim_aligned = std::ranges::any_of(all.dkim, [&](Relation one) { return is_aligned(one, dkim); });
  }

  std::optional<DmarcVerdict> judge(const Relations& all) {
    const auto& record = *verdict_.record;
    note(all, record.spf, record.dkim);
    if (verdict_.spf_aligned || verdict_.dkim_aligned) return finish(Outcome::pass, "");
    if (may_pass_later(all)) return finish(Outcome::temperror, phrase<"no answer from the DNS for what could have passed">());
    const auto asked = asked_policy();
    if (!asked) return {};
    verdict_.disposition = record.testing ? milder(*asked) : *asked;
    return finish(Outcome::fail, phrase<"neither SPF nor DKIM passed for the domain in From">());
  }

  // §4.10.1, §5.3: a failure that is only the DNS's says nothing of the message.
  [[nodiscard]] bool may_pass_later(const Relations& all) const {
    const auto related = [this](std::string_view domain) {
      const auto name = name_of_domain(domain);
      return name && share_a_label(*name, verdict_.author);
    };
    if (all.spf == Relation::unknown || std::ranges::find(all.dkim, Relation::unknown) != all.dkim.end()) return true;
    if (query_.spf.outcome == Outcome::temperror && related(query_.spf.domain)) return true;
    return std::ranges::any_of(
        query_.dkim, [&](const DkimVerdict& one) { return one.outcome == Outcome::temperror && related(one.domain); });
  }

  // p= for the domain that has the record, sp= below it, np= for names that do not exist.
  std::optional<DmarcPolicy> asked_policy() {
    const auto& record = *verdict_.record;
    if (verdict_.policy_domain == verdict_.author) return record.policy;
    const auto below = record.subdomains.value_or(record.policy);
    if (!record.unknown_subdomains) return below;
    const auto* answer = answers_.ask({verdict_.author, dns::Type::a});
    if (!answer) return {};
    return answer->status == dns::Status::no_name ? *record.unknown_subdomains : below;
  }
  static DmarcPolicy milder(DmarcPolicy policy) {
    return policy == DmarcPolicy::reject ? DmarcPolicy::quarantine : DmarcPolicy::none;
  }

  const DmarcQuery& query_;
  dns::Answers& answers_;
  DmarcVerdict verdict_;
  bool waiting_ = false;
};

}  // namespace

Authors authors_of(const mime::Message& message) {
  Authors authors;
  if (message.parts.empty()) return authors;
  authors.fields = message.count(0, "From");
  for (const auto& value : message.all(0, "From")) {
    for (const auto& address : mime::address_list(value, kMostAuthors)) {
      if (address.kind != mime::AddressKind::mailbox) continue;
      const auto domain = name_of_domain(address.domain);
      if (!domain) authors.unreadable = true;
      if (domain && std::ranges::find(authors.domains, *domain) == authors.domains.end()) authors.domains.push_back(*domain);
    }
  }
  return authors;
}

std::optional<DmarcVerdict> check_dmarc(const DmarcQuery& query, dns::Answers& answers) {
  return DmarcCheck(query, answers).run();
}

}  // namespace postern::senderauth
