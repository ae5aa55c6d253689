// RFC 8460 §4.4 in JSON, both ways.
#include <algorithm>
#include <boost/json.hpp>

#include "reports/day.h"
#include "reports/packing.h"
#include "reports/tls_report.h"
#include "reports/word.h"

namespace postern::reports {
namespace {

namespace json = boost::json;

constexpr std::size_t kJsonDepth = 16;

// The words of a member, as long as they may be.
std::string text_in(const json::object& in, std::string_view name) {
  const auto* found = in.if_contains(name);
  return found && found->is_string() ? word(std::string_view(found->get_string())) : std::string();
}

std::uint64_t count_in(const json::object& in, std::string_view name) {
  const auto* found = in.if_contains(name);
  if (!found) return 0;
  if (const auto* n = found->if_uint64()) return std::min<std::uint64_t>(*n, INT64_MAX);
  const auto* n = found->if_int64();
  return n && *n > 0 ? static_cast<std::uint64_t>(*n) : 0;
}

const json::object& object_in(const json::object& in, std::string_view name) {
  static const json::object none;
  const auto* found = in.if_contains(name);
  return found && found->is_object() ? found->get_object() : none;
}

const json::array& array_in(const json::object& in, std::string_view name) {
  static const json::array none;
  const auto* found = in.if_contains(name);
  return found && found->is_array() ? found->get_array() : none;
}

// A list of texts, or a single one where old programs write it so.
std::vector<std::string> lines_in(const json::object& in, std::string_view name) {
  std::vector<std::string> out;
  if (auto single = text_in(in, name); !single.empty()) out.push_back(std::move(single));
  for (const auto& one : array_in(in, name))
    if (one.is_string() && out.size() < kMostLines) out.push_back(word(std::string_view(one.get_string())));
  return out;
}

TlsFailure failure_in(const json::object& in) {
  return {.result = text_in(in, "result-type"),
          .sending_ip = text_in(in, "sending-mta-ip"),
          .receiving_host = text_in(in, "receiving-mx-hostname"),
          .receiving_helo = text_in(in, "receiving-mx-helo"),
          .receiving_ip = text_in(in, "receiving-ip"),
          .information = text_in(in, "additional-information"),
          .reason = text_in(in, "failure-reason-code"),
          .sessions = count_in(in, "failed-session-count")};
}

TlsPolicy policy_in(const json::object& in) {
  const auto &policy = object_in(in, "policy"), &summary = object_in(in, "summary");
  TlsPolicy out{.type = text_in(policy, "policy-type"),
                .domain = text_in(policy, "policy-domain"),
                .text = lines_in(policy, "policy-string"),
                .hosts = lines_in(policy, "mx-host"),
                .successes = count_in(summary, "total-successful-session-count"),
                .failures = count_in(summary, "total-failure-session-count"),
                .details = {}};
  for (const auto& one : array_in(in, "failure-details"))
    if (one.is_object() && out.details.size() < kMostDetails) out.details.push_back(failure_in(one.get_object()));
  return out;
}

json::array array_of(const std::vector<std::string>& lines) {
  json::array out;
  for (const auto& one : lines) out.emplace_back(word(one));
  return out;
}

// Members without a value are left out: §4.4 lets only some of them be there.
void put(json::object& out, std::string_view name, const std::string& text) {
  if (!text.empty()) out[name] = word(text);
}

json::object json_of(const TlsFailure& failure) {
  json::object out{{"result-type", word(failure.result)}};
  put(out, "sending-mta-ip", failure.sending_ip);
  put(out, "receiving-mx-hostname", failure.receiving_host);
  put(out, "receiving-mx-helo", failure.receiving_helo);
  put(out, "receiving-ip", failure.receiving_ip);
  out["failed-session-count"] = failure.sessions;
  put(out, "additional-information", failure.information);
  put(out, "failure-reason-code", failure.reason);
  return out;
}

json::object json_of(const TlsPolicy& policy) {
  json::object what{{"policy-type", word(policy.type)}};
  if (!policy.text.empty()) what["policy-string"] = array_of(policy.text);
  put(what, "policy-domain", policy.domain);
  if (!policy.hosts.empty()) what["mx-host"] = array_of(policy.hosts);
  json::object out{
      {"policy", std::move(what)},
      {"summary", {{"total-successful-session-count", policy.successes}, {"total-failure-session-count", policy.failures}}}};
  json::array details;
  for (const auto& one : policy.details) details.push_back(json_of(one));
  if (!details.empty()) out["failure-details"] = std::move(details);
  return out;
}

}  // namespace

std::string TlsReport::text() const {
  json::array all;
  for (const auto& one : policies) all.push_back(json_of(one));
  json::object out{{"organization-name", word(organization)},
                   {"date-range", {{"start-datetime", time_text(begin)}, {"end-datetime", time_text(end)}}},
                   {"contact-info", word(contact)},
                   {"report-id", word(id)},
                   {"policies", std::move(all)}};
  return json::serialize(out);
}

Result<TlsReport> TlsReport::read(std::string_view text) {
  if (text.size() > kMostUnpacked) return fail(Failure::too_large, "The report is larger than it may be");
  boost::system::error_code bad;
  json::parse_options limits;
  limits.max_depth = kJsonDepth;
  const auto parsed = json::parse(text, bad, {}, limits);
  const auto* object = bad ? nullptr : parsed.if_object();
  if (!object) return fail(Failure::invalid, "The report is no JSON");
  const auto& range = object_in(*object, "date-range");
  const auto begin = parse_time(text_in(range, "start-datetime")), end = parse_time(text_in(range, "end-datetime"));
  if (!begin || !end || *end < *begin) return fail(Failure::invalid, "The report does not say of when it is");
  const auto* policies = object->if_contains("policies");
  if (!policies || !policies->is_array()) return fail(Failure::invalid, "The report has no policies");
  TlsReport out{.organization = text_in(*object, "organization-name"),
                .contact = text_in(*object, "contact-info"),
                .id = text_in(*object, "report-id"),
                .begin = *begin,
                .end = *end,
                .policies = {}};
  for (const auto& one : policies->get_array())
    if (one.is_object() && out.policies.size() < kMostPolicies) out.policies.push_back(policy_in(one.get_object()));
  return out;
}

}  // namespace postern::reports
