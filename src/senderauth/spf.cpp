// check_host() of RFC 7208 §4, as a function that is called again with more answers until it has a verdict. An answer that is missing
// ends the run: `waiting_` is set, and whatever is returned on the way out is not looked at.
#include "senderauth/spf.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "address/idn.h"
#include "base/said.h"
#include "base/text.h"
#include "dns/reverse.h"
#include "senderauth/spf_macro.h"
#include "senderauth/spf_record.h"

namespace postern::senderauth {
namespace {

using dns::Answer;
using dns::Name;
using dns::Type;
using Mechanism = SpfDirective::Mechanism;

constexpr std::size_t kBitsBeforeV4 = 96;  // of an address in 16 octets
constexpr std::size_t kLongestExplanation = 512;

enum class Match : std::uint8_t { no, yes, stop };  // stop: outcome_ says why

class SpfCheck {
 public:
  SpfCheck(const SpfQuery& query, dns::Answers& answers) : answers_(answers) {
    values_.ip = query.ip;
    values_.helo = query.helo;
    values_.receiver = query.receiver;
    values_.seconds = query.now.seconds();
    const auto at = query.sender.rfind('@');
    values_.local = at == query.sender.npos || at == 0 ? "postmaster" : query.sender.substr(0, at);
    values_.sender_domain = query.sender.empty() ? query.helo : query.sender.substr(at == query.sender.npos ? 0 : at + 1);
  }

  std::optional<SpfVerdict> run() {
    verdict_.domain = values_.sender_domain;
    if (!is_ascii(values_.sender_domain))
      if (auto ascii = address::to_a_labels(values_.sender_domain)) values_.sender_domain = std::move(*ascii);
    const auto domain = dns::parse_name(values_.sender_domain);
    // RFC 7208 §4.3: a malformed domain, a literal or a name of one label has no policy.
    if (!domain || domain->labels() < 2 || values_.sender_domain.starts_with('[')) {
      verdict_.reason = phrase<"not a domain name of several labels">();
      return verdict_;
    }
    verdict_.domain = domain->text();
    verdict_.outcome = host(*domain);
    if (verdict_.outcome == Outcome::fail) explain();
    verdict_.terms = std::min(terms_, kSpfTerms);
    return waiting_ ? std::nullopt : std::optional(verdict_);
  }

 private:
  const Answer& ask(const Name& name, Type type) {
    static const Answer kUnknown;
    const auto* answer = answers_.ask({name, type});
    if (!answer) waiting_ = true;
    if (answer && !answer->secure) verdict_.secure = false;
    return answer ? *answer : kUnknown;
  }
  [[nodiscard]] Type address_type() const { return values_.ip.is_v4() ? Type::a : Type::aaaa; }

  Outcome because(Outcome outcome, std::string_view reason) {
    verdict_.reason = reason;
    return outcome;
  }
  Match stop(Outcome outcome, std::string_view reason) {
    outcome_ = because(outcome, reason);
    return Match::stop;
  }
  Match stop_unknown(const Name& name) {
    return stop(Outcome::temperror, said<"no answer from the DNS for {}">(name.text()).english());
  }

  // RFC 7208 §4.6.4: the terms that ask the DNS are counted over all records of the evaluation.
  bool count_term() { return ++terms_ <= kSpfTerms; }
  Match too_many_terms() { return stop(Outcome::permerror, phrase<"more than 10 terms that cause DNS queries">()); }
  bool count_void(const Answer& answer) { return !answer.empty() || ++voids_ <= kSpfVoidLookups; }
  Match too_many_voids() { return stop(Outcome::permerror, phrase<"more than 2 void lookups">()); }

  // RFC 7208 §4.4, §4.5: the one record of the domain.
  Outcome host(const Name& domain) {
    const auto& answer = ask(domain, Type::txt);
    if (waiting_) return {};
    if (answer.unknown()) return because(Outcome::temperror, said<"no answer from the DNS for {}">(domain.text()).english());
    auto texts = dns::records_of<std::string>(answer);
    std::erase_if(texts, [](const std::string& text) { return !is_spf_record(text); });
    if (texts.empty()) return because(Outcome::none, said<"{} has no SPF record">(domain.text()).english());
    if (texts.size() > 1) return because(Outcome::permerror, said<"{} has more than one SPF record">(domain.text()).english());
    if (texts.front().size() > kSpfLongestRecord)
      return because(Outcome::permerror, said<"the SPF record of {} is too long">(domain.text()).english());
    const auto record = parse_spf_record(texts.front());
    if (!record)
      return because(Outcome::permerror, said<"{} in the SPF record of {}">(record.error().text, domain.text()).english());
    return evaluate(*record, domain);
  }

  // §4.6.2, §4.7
  Outcome evaluate(const SpfRecord& record, const Name& domain) {
    for (const auto& directive : record.directives) {
      const auto match = matches(directive, domain);
      if (waiting_) return {};
      if (match == Match::stop) return outcome_;
      if (match == Match::no) continue;
      verdict_.mechanism = directive.text;
      verdict_.reason.clear();
      explanation_ = record.explanation.value_or("");
      explaining_ = domain;
      return directive.outcome;
    }
    verdict_.mechanism.clear();
    if (record.redirect) return redirect(*record.redirect, domain);
    return because(Outcome::neutral, said<"no mechanism of {} matched">(domain.text()).english());
  }

  // §6.1
  Outcome redirect(const std::string& spec, const Name& domain) {
    if (!count_term()) {
      too_many_terms();
      return outcome_;
    }
    const auto target = target_name(spec, domain);
    if (waiting_) return {};
    if (!target) return because(Outcome::permerror, phrase<"redirect to what is no domain name">());
    const auto outcome = host(*target);
    return outcome == Outcome::none
               ? because(Outcome::permerror, said<"redirect to {}, which has no SPF record">(target->text()).english())
               : outcome;
  }

  Match matches(const SpfDirective& directive, const Name& domain) {
    if (directive.mechanism == Mechanism::all) return Match::yes;
    if (directive.mechanism == Mechanism::ip4 || directive.mechanism == Mechanism::ip6)
      return in_network(directive, directive.network);
    if (!count_term()) return too_many_terms();
    const auto target = directive.domain_spec.empty() ? std::optional(domain) : target_name(directive.domain_spec, domain);
    if (waiting_) return Match::stop;
    if (!target) {
      return directive.mechanism == Mechanism::include ? stop(Outcome::permerror, phrase<"include of what is no domain name">())
                                                       : Match::no;
    }
    switch (directive.mechanism) {
      case Mechanism::include: return include(*target);
      case Mechanism::a: return a(directive, *target);
      case Mechanism::mx: return mx(directive, *target);
      case Mechanism::ptr: return ptr(*target);
      default: return exists(*target);
    }
  }

  [[nodiscard]] Match in_network(const SpfDirective& directive, const IpAddress& network) const {
    const bool v4 = values_.ip.is_v4();
    if (v4 && directive.mechanism == Mechanism::ip6) return Match::no;  // also when it names an IPv4-mapped address
    if (v4 != network.is_v4()) return Match::no;
    const auto bits = static_cast<unsigned>(v4 ? kBitsBeforeV4 + directive.v4_bits : directive.v6_bits);
    return IpNetwork(network, bits).contains(values_.ip) ? Match::yes : Match::no;
  }
  [[nodiscard]] Match any_address(const SpfDirective& directive, const Answer& answer) const {
    for (const auto& address : dns::records_of<IpAddress>(answer))
      if (in_network(directive, address) == Match::yes) return Match::yes;
    return Match::no;
  }

  // §5.2: the table of what an outcome inside means outside. The explanation of the inner record is not used (§6.2).
  Match include(const Name& target) {
    const auto inner = host(target);
    if (waiting_) return Match::stop;
    verdict_.mechanism.clear();
    if (inner == Outcome::pass) return Match::yes;
    if (inner == Outcome::temperror || inner == Outcome::permerror) {
      outcome_ = inner;
      return Match::stop;
    }
    if (inner == Outcome::none)
      return stop(Outcome::permerror, said<"include of {}, which has no SPF record">(target.text()).english());
    return Match::no;
  }

  // §5.3
  Match a(const SpfDirective& directive, const Name& target) {
    const auto& answer = ask(target, address_type());
    if (waiting_) return Match::stop;
    if (answer.unknown()) return stop_unknown(target);
    if (!count_void(answer)) return too_many_voids();
    return any_address(directive, answer);
  }

  // §5.4. The addresses of all exchanges are asked for at once.
  Match mx(const SpfDirective& directive, const Name& target) {
    const auto& answer = ask(target, Type::mx);
    if (waiting_) return Match::stop;
    if (answer.unknown()) return stop_unknown(target);
    if (!count_void(answer)) return too_many_voids();
    auto exchanges = dns::records_of<dns::Mx>(answer);
    std::erase_if(exchanges, [](const dns::Mx& one) { return one.exchange.is_root(); });
    if (exchanges.size() > kSpfNamesOfTerm)
      return stop(Outcome::permerror, said<"more than 10 MX records of {}">(target.text()).english());
    for (const auto& one : exchanges) (void)ask(one.exchange, address_type());
    if (waiting_) return Match::stop;
    for (const auto& one : exchanges) {
      const auto& addresses = ask(one.exchange, address_type());
      if (addresses.unknown()) return stop_unknown(one.exchange);
      if (any_address(directive, addresses) == Match::yes) return Match::yes;
    }
    return Match::no;
  }

  // §5.5: the names of the client's address that lead back to it. No error in the DNS is more than no match.
  std::vector<Name> validated_names() {
    auto names = dns::records_of<Name>(ask(dns::reverse_name(values_.ip), Type::ptr));
    if (names.size() > kSpfNamesOfTerm) names.resize(kSpfNamesOfTerm);
    for (const auto& name : names) (void)ask(name, address_type());
    if (waiting_) return {};
    std::erase_if(names, [this](const Name& name) {
      return std::ranges::find(ask(name, address_type()).records, dns::Record(values_.ip)) ==
             ask(name, address_type()).records.end();
    });
    return names;
  }
  Match ptr(const Name& target) {
    const auto& answer = ask(dns::reverse_name(values_.ip), Type::ptr);
    if (waiting_) return Match::stop;
    if (!count_void(answer)) return too_many_voids();
    const auto names = validated_names();
    if (waiting_) return Match::stop;
    return std::ranges::any_of(names, [&](const Name& name) { return name.is_within(target); }) ? Match::yes : Match::no;
  }

  // §5.7: an A record, also when the client comes by IPv6.
  Match exists(const Name& target) {
    const auto& answer = ask(target, Type::a);
    if (waiting_) return Match::stop;
    if (answer.unknown()) return stop_unknown(target);
    if (!count_void(answer)) return too_many_voids();
    return answer.status == dns::Status::found ? Match::yes : Match::no;
  }

  std::string expanded(std::string_view spec, const Name& domain) {
    values_.domain = domain.text();
    if (names_validated_domain(spec)) values_.validated = validated_domain(domain);
    return waiting_ ? std::string() : expand_macros(spec, values_);
  }
  // §7.3: the value of %{p}.
  std::string validated_domain(const Name& domain) {
    const auto names = validated_names();
    if (names.empty()) return "unknown";
    if (std::ranges::find(names, domain) != names.end()) return domain.text();
    const auto below = std::ranges::find_if(names, [&](const Name& name) { return name.is_within(domain); });
    return (below == names.end() ? names.front() : *below).text();
  }
  // §7.3: what is too long loses labels on the left.
  std::optional<Name> target_name(std::string_view spec, const Name& domain) {
    const auto whole = expanded(spec, domain);
    std::string_view text = whole;
    if (text.ends_with('.')) text.remove_suffix(1);
    while (text.size() > dns::kLongestName) {
      const auto dot = text.find('.');
      if (dot == text.npos) return {};
      text.remove_prefix(dot + 1);
    }
    const auto name = dns::parse_name(text);
    return name && !name->is_root() ? name : std::nullopt;
  }

  // §6.2: any error on the way means that there is no explanation.
  void explain() {
    if (waiting_ || explanation_.empty()) return;
    const auto target = target_name(explanation_, explaining_);
    if (waiting_ || !target) return;
    const auto texts = dns::records_of<std::string>(ask(*target, Type::txt));
    if (waiting_ || texts.size() != 1 || texts.front().size() > kSpfLongestRecord) return;
    if (!is_macro_string(texts.front(), MacroUse::explanation)) return;
    auto text = expanded(texts.front(), explaining_);
    if (is_ascii(text)) verdict_.explanation = printable(text, kLongestExplanation);
  }

  dns::Answers& answers_;
  MacroValues values_;
  SpfVerdict verdict_;
  Outcome outcome_ = Outcome::none;
  bool waiting_ = false;
  std::size_t terms_ = 0, voids_ = 0;
  std::string explanation_;  // of the record whose directive decided
  Name explaining_;
};

}  // namespace

std::optional<SpfVerdict> check_spf(const SpfQuery& query, dns::Answers& answers) { return SpfCheck(query, answers).run(); }

}  // namespace postern::senderauth
