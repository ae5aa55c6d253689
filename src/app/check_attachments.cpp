// Findings in words.
#include "app/check_attachments.h"

#include <utility>

namespace postern::app {
namespace {

namespace json = boost::json;

std::string_view name(attachments::Cause cause) {
  switch (cause) {
    case attachments::Cause::name: return "name";
    case attachments::Cause::content: return "content";
    case attachments::Cause::macros: return "macros";
    case attachments::Cause::closed: return "closed";
  }
  return "";
}

json::array described(const std::vector<attachments::Seen>& all) {
  json::array out;
  for (const auto& seen : all)
    out.push_back(
        {{"file", seen.where}, {"names", json::array(seen.names.begin(), seen.names.end())}, {"is", words(seen.kind)}});
  return out;
}

json::array described(const std::vector<attachments::Finding>& all) {
  json::array out;
  for (const auto& finding : all)
    out.push_back({{"file", finding.where}, {"by", name(finding.cause)}, {"found", finding.what}, {"part", finding.part}});
  return out;
}

}  // namespace

Result<json::object> check_attachments(const std::string& text, attachments::Way way) {
  const auto message = mime::parse(text);
  const attachments::Settings settings;
  attachments::TextOctets octets(text);
  const auto report = look_into(message, octets, rules_of(settings), system_time());
  if (!report) return std::unexpected(report.error());
  const auto decision = decide(message, report->findings, settings, way);
  return json::object{{"action", name(decision.action)},
                      {"reason", decision.words},
                      {"found", described(report->findings)},
                      {"files", described(report->seen)}};
}

}  // namespace postern::app
