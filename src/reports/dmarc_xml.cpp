// Aggregate reports as XML, both ways. expat reads: it is given one document at once and is stopped at a document type, so that no entity but
// the five of XML itself is ever known.
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"
#include "reports/dmarc_report.h"
#include "reports/packing.h"
#include "reports/word.h"

namespace postern::reports {
namespace {

constexpr std::size_t kMostText = 4 * kLongestWord;  // of an element, with the blanks around it
constexpr std::size_t kXmlDepth = 20;
constexpr std::size_t kMostErrors = 20;
constexpr std::uint64_t kMostMessages = std::uint64_t{1} << 60;
constexpr std::string_view kNotListed = " messages of further sources are not listed";

// Where the elements of a document stand as it is read.
struct Reading {
  DmarcReport report;
  DmarcRow row;                    // the one that is being read
  std::vector<std::size_t> names;  // where each open element begins in `path`
  std::string path;                // "feedback/record/row/count"
  std::string text;
  std::string wrong;
};

using Take = void (*)(Reading&, std::string text);
struct Element {
  std::string_view path;
  Take take;
};

template <auto member>
void metadata(Reading& r, std::string text) {
  r.report.*member = std::move(text);
}
template <auto member>
void published(Reading& r, std::string text) {
  r.report.published.*member = std::move(text);
}
template <auto member>
void row(Reading& r, std::string text) {
  r.row.*member = std::move(text);
}
template <auto list, auto member>
void last_of(Reading& r, std::string text) {
  if (!(r.row.*list).empty()) (r.row.*list).back().*member = std::move(text);
}
template <Time DmarcReport::* member>
void moment(Reading& r, std::string text) {
  constexpr std::uint64_t kLast = 253'402'300'799;  // of the year 9999
  if (const auto seconds = number<std::uint64_t>(text, kLast))
    r.report.*member = Time{static_cast<std::int64_t>(*seconds * 1000)};
}
void count(Reading& r, std::string text) { r.row.count = number<std::uint64_t>(text, kMostMessages).value_or(0); }
void error(Reading& r, std::string text) {
  if (text.ends_with(kNotListed)) {
    const auto digits = std::string_view(text).substr(0, text.size() - kNotListed.size());
    r.report.left_out = number<std::uint64_t>(digits, kMostMessages).value_or(0);
  } else if (r.report.errors.size() < kMostErrors) {
    r.report.errors.push_back(std::move(text));
  }
}

using Report = DmarcReport;
using Policy = PublishedPolicy;
using Row = DmarcRow;
using Word = DmarcResult;
constexpr std::array kLeaves{
    Element{"feedback/report_metadata/org_name", &metadata<&Report::organization>},
    Element{"feedback/report_metadata/email", &metadata<&Report::email>},
    Element{"feedback/report_metadata/extra_contact_info", &metadata<&Report::contact>},
    Element{"feedback/report_metadata/report_id", &metadata<&Report::id>},
    Element{"feedback/report_metadata/generator", &metadata<&Report::generator>},
    Element{"feedback/report_metadata/date_range/begin", &moment<&Report::begin>},
    Element{"feedback/report_metadata/date_range/end", &moment<&Report::end>},
    Element{"feedback/report_metadata/error", &error},
    Element{"feedback/policy_published/domain", &published<&Policy::domain>},
    Element{"feedback/policy_published/p", &published<&Policy::p>},
    Element{"feedback/policy_published/sp", &published<&Policy::sp>},
    Element{"feedback/policy_published/np", &published<&Policy::np>},
    Element{"feedback/policy_published/adkim", &published<&Policy::adkim>},
    Element{"feedback/policy_published/aspf", &published<&Policy::aspf>},
    Element{"feedback/policy_published/pct", &published<&Policy::pct>},
    Element{"feedback/policy_published/testing", &published<&Policy::testing>},
    Element{"feedback/policy_published/fo", &published<&Policy::fo>},
    Element{"feedback/policy_published/discovery_method", &published<&Policy::discovery>},
    Element{"feedback/record/row/source_ip", &row<&Row::source>},
    Element{"feedback/record/row/count", &count},
    Element{"feedback/record/row/policy_evaluated/disposition", &row<&Row::disposition>},
    Element{"feedback/record/row/policy_evaluated/dkim", &row<&Row::dkim>},
    Element{"feedback/record/row/policy_evaluated/spf", &row<&Row::spf>},
    Element{"feedback/record/row/policy_evaluated/reason/type", &last_of<&Row::reasons, &DmarcReason::type>},
    Element{"feedback/record/row/policy_evaluated/reason/comment", &last_of<&Row::reasons, &DmarcReason::comment>},
    Element{"feedback/record/identifiers/header_from", &row<&Row::header_from>},
    Element{"feedback/record/identifiers/envelope_from", &row<&Row::envelope_from>},
    Element{"feedback/record/identifiers/envelope_to", &row<&Row::envelope_to>},
    Element{"feedback/record/auth_results/dkim/domain", &last_of<&Row::dkim_results, &Word::domain>},
    Element{"feedback/record/auth_results/dkim/selector", &last_of<&Row::dkim_results, &Word::selector>},
    Element{"feedback/record/auth_results/dkim/result", &last_of<&Row::dkim_results, &Word::result>},
    Element{"feedback/record/auth_results/dkim/human_result", &last_of<&Row::dkim_results, &Word::words>},
    Element{"feedback/record/auth_results/spf/domain", &last_of<&Row::spf_results, &Word::domain>},
    Element{"feedback/record/auth_results/spf/scope", &last_of<&Row::spf_results, &Word::scope>},
    Element{"feedback/record/auth_results/spf/result", &last_of<&Row::spf_results, &Word::result>},
    Element{"feedback/record/auth_results/spf/human_result", &last_of<&Row::spf_results, &Word::words>},
};

// What begins here, for its leaves to be put into. Beyond the limit they go into the last one.
template <class T>
void begin_one(std::vector<T>& list, std::size_t most) {
  if (list.size() < most) list.emplace_back();
}

void begin(Reading& r) {
  if (r.path == "feedback/record") r.row = {};
  if (r.path == "feedback/record/row/policy_evaluated/reason") begin_one(r.row.reasons, kMostReasons);
  if (r.path == "feedback/record/auth_results/dkim") begin_one(r.row.dkim_results, kMostResults);
  if (r.path == "feedback/record/auth_results/spf") begin_one(r.row.spf_results, kMostResults);
}

void end(Reading& r) {
  const auto at = std::ranges::find(kLeaves, r.path, &Element::path);
  if (at != kLeaves.end()) at->take(r, word(trim(r.text)));
  if (r.path != "feedback/record") return;
  if (r.report.rows.size() < kMostRows)
    r.report.rows.push_back(std::move(r.row));
  else
    r.report.left_out = std::min(r.report.left_out + std::min(r.row.count, kMostMessages), kMostMessages);
}

struct Parser {
  explicit Parser(Reading& reading) : expat(XML_ParserCreate(nullptr)), into(reading) {}
  ~Parser() { XML_ParserFree(expat); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  void refuse(std::string why) {
    into.wrong = std::move(why);
    XML_StopParser(expat, XML_FALSE);
  }
  XML_Parser expat;
  Reading& into;
};

// Prefixes of namespaces are passed over.
void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char**) {
  auto& parser = *static_cast<Parser*>(data);
  auto& r = parser.into;
  if (r.names.size() == kXmlDepth) return parser.refuse("The report is nested too deeply");
  std::string_view local(name);
  local = local.substr(local.find(':') + 1).substr(0, kLongestWord);
  r.names.push_back(r.path.size());
  if (!r.path.empty()) r.path += '/';
  r.path += local;
  r.text.clear();
  begin(r);
}

void XMLCALL on_end(void* data, const XML_Char*) {
  auto& r = static_cast<Parser*>(data)->into;
  end(r);
  r.path.resize(r.names.back());
  r.names.pop_back();
  r.text.clear();
}

void XMLCALL on_text(void* data, const XML_Char* text, int size) {
  auto& r = static_cast<Parser*>(data)->into;
  const auto room = kMostText - std::min(r.text.size(), kMostText);
  r.text.append(text, std::min(static_cast<std::size_t>(size), room));
}

void XMLCALL on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  static_cast<Parser*>(data)->refuse("The report has a document type, which none has to have");
}

// Elements with a line each, indented by what they are in.
class Writer {
 public:
  void open(std::string_view name, std::string_view attributes = {}) {
    out_ += fmt::format("{:{}}<{}{}>\n", "", 2 * open_.size(), name, attributes);
    open_.emplace_back(name);
  }
  void close() {
    const auto name = open_.back();
    open_.pop_back();
    out_ += fmt::format("{:{}}</{}>\n", "", 2 * open_.size(), name);
  }
  void leaf(std::string_view name, std::string_view text) {
    out_ += fmt::format("{:{}}<{}>{}</{}>\n", "", 2 * open_.size(), name, escaped(text), name);
  }
  void leaf_if(std::string_view name, std::string_view text) {
    if (!text.empty()) leaf(name, text);
  }
  std::string take() { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + std::move(out_); }

 private:
  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : word(text)) {
      switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
      }
    }
    return out;
  }

  std::string out_;
  std::vector<std::string> open_;
};

void write_metadata(Writer& out, const DmarcReport& report) {
  out.open("report_metadata");
  out.leaf("org_name", report.organization);
  out.leaf("email", report.email);
  out.leaf_if("extra_contact_info", report.contact);
  out.leaf("report_id", report.id);
  out.open("date_range");
  out.leaf("begin", std::to_string(report.begin.seconds()));
  out.leaf("end", std::to_string(report.end.seconds()));
  out.close();
  for (const auto& one : report.errors) out.leaf("error", one);
  if (report.left_out > 0) out.leaf("error", std::to_string(report.left_out) + std::string(kNotListed));
  out.leaf_if("generator", report.generator);
  out.close();
}

void write_policy(Writer& out, const PublishedPolicy& policy) {
  out.open("policy_published");
  out.leaf("domain", policy.domain);
  out.leaf_if("discovery_method", policy.discovery);
  out.leaf("p", policy.p);
  out.leaf_if("sp", policy.sp);
  out.leaf_if("np", policy.np);
  out.leaf_if("fo", policy.fo);
  out.leaf_if("adkim", policy.adkim);
  out.leaf_if("aspf", policy.aspf);
  out.leaf_if("pct", policy.pct);
  out.leaf_if("testing", policy.testing);
  out.close();
}

void write_result(Writer& out, std::string_view method, const DmarcResult& result) {
  out.open(method);
  out.leaf("domain", result.domain);
  out.leaf_if("selector", result.selector);
  out.leaf_if("scope", result.scope);
  out.leaf("result", result.result);
  out.leaf_if("human_result", result.words);
  out.close();
}

void write_row(Writer& out, const DmarcRow& row) {
  out.open("record");
  out.open("row");
  out.leaf("source_ip", row.source);
  out.leaf("count", std::to_string(row.count));
  out.open("policy_evaluated");
  out.leaf("disposition", row.disposition);
  out.leaf("dkim", row.dkim);
  out.leaf("spf", row.spf);
  for (const auto& reason : row.reasons) {
    out.open("reason");
    out.leaf("type", reason.type);
    out.leaf_if("comment", reason.comment);
    out.close();
  }
  out.close();
  out.close();
  out.open("identifiers");
  out.leaf("header_from", row.header_from);
  out.leaf_if("envelope_from", row.envelope_from);
  out.leaf_if("envelope_to", row.envelope_to);
  out.close();
  out.open("auth_results");
  for (const auto& one : row.dkim_results) write_result(out, "dkim", one);
  for (const auto& one : row.spf_results) write_result(out, "spf", one);
  out.close();
  out.close();
}

}  // namespace

std::string DmarcReport::text() const {
  Writer out;
  out.open("feedback", " xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"");
  out.leaf("version", "1.0");
  write_metadata(out, *this);
  write_policy(out, published);
  for (const auto& one : rows) write_row(out, one);
  out.close();
  return out.take();
}

Result<DmarcReport> DmarcReport::read(std::string_view xml) {
  if (xml.size() > kMostUnpacked) return fail(Failure::too_large, "The report is larger than it may be");
  Reading reading;
  Parser parser(reading);
  if (!parser.expat) return fail(Failure::unavailable, "There is no memory to read the report");
  XML_SetUserData(parser.expat, &parser);
  XML_SetElementHandler(parser.expat, &on_start, &on_end);
  XML_SetCharacterDataHandler(parser.expat, &on_text);
  XML_SetStartDoctypeDeclHandler(parser.expat, &on_document_type);
  const auto said = XML_Parse(parser.expat, xml.data(), static_cast<int>(xml.size()), XML_TRUE);
  if (!reading.wrong.empty()) return fail(Failure::invalid, std::move(reading.wrong));
  if (said != XML_STATUS_OK) return fail(Failure::invalid, "The report is no XML");
  if (reading.report.published.domain.empty()) return fail(Failure::invalid, "The report does not say of which domain it is");
  if (reading.report.end < reading.report.begin) return fail(Failure::invalid, "The report does not say of when it is");
  return std::move(reading.report);
}

}  // namespace postern::reports
