// Field by field; what is not known is passed over, as the RFC wants for what may come.
#include "smtp/client/mta_sts.h"

#include <algorithm>

#include "base/text.h"
#include "tls/certificate.h"

namespace postern::smtp::client {
namespace {

constexpr std::size_t kLongestId = 32;

std::string_view next_part(std::string_view& text, char mark) {
  const auto end = std::min(text.find(mark), text.size());
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

// sts-policy-mx = Domain / "*." Domain; a host name in A-labels, in the one form in which names are compared.
std::optional<std::string> pattern_of(std::string_view text) {
  const bool wildcard = text.starts_with("*.");
  if (wildcard) text.remove_prefix(2);
  const auto parsed = dns::parse_name(text);
  if (!parsed || parsed->is_root() || text.find('*') != text.npos) return {};
  return (wildcard ? "*." : "") + parsed->text();
}

std::optional<StsPolicy::Mode> mode_in(std::string_view text) {
  if (text == "enforce") return StsPolicy::Mode::enforce;
  if (text == "testing") return StsPolicy::Mode::testing;
  if (text == "none") return StsPolicy::Mode::none;
  return {};
}

// What has been read so far; of a field that comes twice the first counts, but of mx.
struct Fields {
  bool version = false;
  std::optional<StsPolicy::Mode> mode;
  std::optional<std::chrono::seconds> max_age;
  std::vector<std::string> mx;

  // What is wrong with the field, or nothing.
  std::string take(std::string_view key, std::string_view value) {
    if (key == "version") {
      if (value != "STSv1") return "the version is not STSv1";
      version = true;
    } else if (key == "mode" && !mode) {
      mode = mode_in(value);
      if (!mode) return "the mode is none that is known";
    } else if (key == "max_age" && !max_age) {
      const auto seconds = number<std::uint64_t>(value, 9'999'999'999);
      if (!seconds) return "max_age is no number";
      max_age = std::min(std::chrono::seconds(*seconds), kLongestPolicyAge);
    } else if (key == "mx") {
      auto pattern = pattern_of(value);
      if (!pattern || mx.size() >= kMostPatterns) return "an mx is no host name, or there are too many";
      mx.push_back(std::move(*pattern));
    }
    return {};
  }
};

}  // namespace

bool StsPolicy::matches(const dns::Name& host) const {
  const auto wildcard = tls::wildcard_of(host.text());
  return std::ranges::any_of(
      mx, [&](const std::string& one) { return one == host.text() || (!wildcard.empty() && one == wildcard); });
}

std::string_view name(StsPolicy::Mode mode) {
  switch (mode) {
    case StsPolicy::Mode::none: return "none";
    case StsPolicy::Mode::testing: return "testing";
    case StsPolicy::Mode::enforce: return "enforce";
  }
  return "";
}

std::vector<std::string> lines_of(const StsPolicy& policy) {
  std::vector<std::string> out{"version: STSv1", "mode: " + std::string(name(policy.mode))};
  for (const auto& one : policy.mx) out.push_back("mx: " + one);
  out.push_back("max_age: " + std::to_string(policy.max_age.count()));
  return out;
}

// RFC 8461 §3.2: lines of "key: value", which end with LF or CRLF.
std::expected<StsPolicy, std::string> parse_sts_policy(std::string_view text) {
  if (text.size() > kLongestPolicy) return std::unexpected("the policy is too large");
  Fields fields;
  while (!text.empty()) {
    auto line = trim(next_part(text, '\n'));
    if (line.empty()) continue;
    if (line.find(':') == line.npos) return std::unexpected("a line is no field");
    const auto key = trim(next_part(line, ':'));
    if (auto wrong = fields.take(key, trim(line)); !wrong.empty()) return std::unexpected(std::move(wrong));
  }
  if (!fields.version) return std::unexpected("the version is missing");
  if (!fields.mode) return std::unexpected("the mode is missing");
  if (!fields.max_age) return std::unexpected("max_age is missing");
  if (fields.mx.empty() && fields.mode != StsPolicy::Mode::none) return std::unexpected("there is no mx");
  return StsPolicy{*fields.mode, std::move(fields.mx), *fields.max_age};
}

// sts-text-record = sts-version 1*(sts-field-delim sts-field) [sts-field-delim]; sts-id = %s"id=" 1*32(ALPHA / DIGIT)
std::optional<std::string> parse_sts_record(std::string_view txt) {
  if (trim(next_part(txt, ';')) != "v=STSv1") return {};
  std::optional<std::string> id;
  while (!txt.empty()) {
    const auto field = trim(next_part(txt, ';'));
    if (!field.starts_with("id=") || id) continue;
    const auto value = field.substr(3);
    if (value.empty() || value.size() > kLongestId || !std::ranges::all_of(value, is_alnum)) return {};
    id = value;
  }
  return id;
}

std::optional<std::string> sts_id_in(const dns::Answer& txt) {
  std::optional<std::string> found;
  for (const auto& one : dns::records_of<std::string>(txt)) {
    if (!one.starts_with("v=STSv1")) continue;
    if (found) return {};
    found = parse_sts_record(one);
    if (!found) return {};
  }
  return found;
}

}  // namespace postern::smtp::client
