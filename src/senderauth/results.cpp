// authres-payload = [CFWS] authserv-id [ CFWS authres-version ] ( no-result / 1*resinfo ) [CFWS] CRLF   RFC 8601 §2.2
#include "senderauth/results.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"
#include "mime/lexer.h"

namespace postern::senderauth {
namespace {

constexpr std::string_view kField = "Authentication-Results";
constexpr std::size_t kLongestText = 300;
constexpr std::size_t kLongestResultLine = 78;

// token (RFC 2045 §5.1), and the "@" that addresses have.
bool is_plain(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) {
    return c > ' ' && c < 0x7F && !std::string_view("()<>,;:\\\"/[]?=").contains(c);
  });
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string value_text(std::string_view value) {
  const auto safe = printable(value, kLongestText);
  return is_plain(safe) ? safe : quoted(safe);
}

// ctext: no parentheses and no backslash.
std::string comment_text(std::string_view text) {
  auto safe = printable(text, kLongestText);
  std::erase_if(safe, [](char c) { return c == '(' || c == ')' || c == '\\'; });
  return safe;
}

// The words of one resinfo, between which it may be folded.
std::vector<std::string> words_of(const MethodResult& result) {
  std::vector<std::string> words{result.method + "=" + std::string(name(result.outcome))};
  if (!result.comment.empty()) words.push_back("(" + comment_text(result.comment) + ")");
  if (!result.reason.empty()) words.push_back("reason=" + quoted(printable(result.reason, kLongestText)));
  for (const auto& [property, value] : result.properties)
    if (!value.empty()) words.push_back(property + "=" + value_text(value));
  return words;
}

void append_result(std::string& out, const MethodResult& result) {
  out += ";\r\n\t";
  std::size_t column = 8;
  bool first = true;
  for (const auto& word : words_of(result)) {
    const bool fold = !first && column + 1 + word.size() > kLongestResultLine;
    if (!first) out += fold ? "\r\n\t" : " ";
    column = fold || first ? 8 + word.size() : column + 1 + word.size();
    out += word;
    first = false;
  }
}

// What stands behind the authserv-id and its version.
std::string_view behind_id(std::string_view value) {
  bool quoted_text = false;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == '\\' && (quoted_text || depth > 0)) {
      ++i;
    } else if (c == '"' && depth == 0) {
      quoted_text = !quoted_text;
    } else if (!quoted_text && (c == '(' || (c == ')' && depth > 0))) {
      depth += c == '(' ? 1U : ~std::size_t{0};
    } else if (c == ';' && !quoted_text && depth == 0) {
      return value.substr(i + 1);
    }
  }
  return {};
}

bool is_ours(const mime::Message& message, const mime::Field& field, std::string_view authserv_id) {
  return equal_nocase(authserv_id_of(message.raw_value(field)), authserv_id);
}

template <class Use>
void for_each_results(const mime::Message& message, Use use) {
  if (message.parts.empty()) return;
  const auto& part = message.parts.front();
  for (std::size_t i = part.first_field; i < std::size_t{part.first_field} + part.field_count; ++i)
    if (equal_nocase(message.name(message.fields[i]), kField)) use(i, message.fields[i]);
}

}  // namespace

MethodResult result_of(const SpfVerdict& verdict, std::string_view sender) {
  // RFC 8601 §2.7.2: the identity that was judged.
  const auto property = sender.empty() ? "smtp.helo" : "smtp.mailfrom";
  return {"spf",
          verdict.outcome,
          verdict.reason,
          verdict.mechanism,
          {{property, sender.empty() ? verdict.domain : std::string(sender)}}};
}

MethodResult result_of(const DkimVerdict& verdict) {
  std::vector<std::string> notes;
  if (verdict.key_bits > 0) notes.push_back(fmt::format("{}-bit key", verdict.key_bits));
  if (verdict.testing) notes.emplace_back("testing");
  if (verdict.weak) notes.emplace_back("weak");
  if (verdict.partial) notes.emplace_back("not the whole body");
  return {"dkim",
          verdict.outcome,
          verdict.reason,
          fmt::format("{}", fmt::join(notes, ", ")),
          {{"header.d", verdict.domain},
           {"header.i", verdict.identity},
           {"header.s", verdict.selector},
           {"header.a", verdict.algorithm},
           {"header.b", verdict.mark}}};
}

MethodResult result_of(const DmarcVerdict& verdict) {
  std::string policy;
  if (verdict.record) policy = fmt::format("p={} dis={}", name(verdict.record->policy), name(verdict.disposition));
  return {"dmarc", verdict.outcome, verdict.reason, policy, {{"header.from", verdict.author.text()}}};
}

MethodResult result_of(const ArcVerdict& verdict) {
  const auto sealer = verdict.links.empty() ? std::string() : verdict.links.back().domain;
  return {"arc",
          verdict.outcome,
          verdict.reason,
          verdict.links.empty() ? "" : fmt::format("i={}", verdict.links.size()),
          {{"header.d", sealer}}};
}

MethodResult result_of(const IprevVerdict& verdict, const IpAddress& ip) {
  return {"iprev", verdict.outcome, verdict.reason, verdict.name, {{"policy.iprev", ip.text()}}};
}

std::string results_payload(std::string_view authserv_id, std::span<const MethodResult> results) {
  std::string out(authserv_id);
  if (results.empty()) return out + "; none";
  for (const auto& result : results) append_result(out, result);
  return out;
}

std::string authentication_results(std::string_view payload) { return fmt::format("{}: {}\r\n", kField, payload); }

std::string authserv_id_of(std::string_view value) {
  mime::Lexer lexer(value);
  lexer.skip_cfws();
  if (lexer.peek() == '"') return to_lower(lexer.quoted_string());
  return to_lower(lexer.run_until("();\"="));
}

bool says(std::string_view payload, std::string_view method, Outcome outcome) {
  const auto wanted = fmt::format("{}={}", method, name(outcome));
  for (auto rest = behind_id(payload); !rest.empty(); rest = behind_id(rest)) {
    const auto result = trim(rest);
    const bool more = result.size() > wanted.size() && (is_alnum(result[wanted.size()]) || result[wanted.size()] == '-');
    if (equal_nocase(result.substr(0, wanted.size()), wanted) && !more) return true;
  }
  return false;
}

bool claims_to_be_of(std::string_view value, std::string_view authserv_id) {
  const auto id = authserv_id_of(value);
  return id.empty() || equal_nocase(id, authserv_id);
}

std::vector<std::size_t> results_to_remove(const mime::Message& message, std::string_view authserv_id) {
  std::vector<std::size_t> fields;
  for_each_results(message, [&](std::size_t index, const mime::Field& field) {
    if (claims_to_be_of(message.raw_value(field), authserv_id)) fields.push_back(index);
  });
  return fields;
}

std::string combined_results(const mime::Message& message, std::string_view authserv_id) {
  std::string results;
  for_each_results(message, [&](std::size_t, const mime::Field& field) {
    if (!is_ours(message, field, authserv_id)) return;
    auto rest = mime::unfold(behind_id(message.raw_value(field)));
    while (rest.ends_with(';')) rest.pop_back();
    if (!rest.empty()) results += "; " + rest;
  });
  return results.empty() ? results : std::string(authserv_id) + results;
}

}  // namespace postern::senderauth
