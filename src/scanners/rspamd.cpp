// Asking Rspamd over HTTP, and reading what it says.
#include "scanners/rspamd.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <utility>
#include <vector>

#include "base/said.h"
#include "base/text.h"
#include "http/reply_reader.h"

namespace postern::scanners {
namespace {

namespace json = boost::json;

constexpr std::size_t kLargestAnswer = 256 << 10;
constexpr std::size_t kMostRecipients = 100;  // it is told of
constexpr std::size_t kMostSymbols = 10;      // that are named
constexpr std::size_t kMostFieldsOfRspamd = 20;

class HttpReader final : public AnswerReader {
 public:
  Result<bool> feed(std::string_view bytes) override { return reader_.feed(bytes); }
  [[nodiscard]] http::Reply take() { return reader_.take(); }

 private:
  http::ReplyReader reader_{kLargestAnswer};
};

std::string head_of(const Facts& facts, const Secret& password, std::uint64_t size) {
  auto out = fmt::format("POST /checkv2 HTTP/1.1\r\nHost: rspamd\r\nConnection: close\r\nContent-Length: {}\r\n", size);
  const auto add = [&out](std::string_view name, std::string_view value) {
    constexpr std::size_t kLongest = 1000;
    if (!value.empty()) out += fmt::format("{}: {}\r\n", name, printable(value, kLongest));
  };
  add("Queue-Id", facts.id);
  add("IP", facts.ip.text());
  add("Helo", facts.helo);
  add("Hostname", facts.client_name);
  add("From", facts.sender.empty() ? std::string_view("<>") : std::string_view(facts.sender));
  for (std::size_t i = 0; i < std::min(kMostRecipients, facts.recipients.size()); ++i) add("Rcpt", facts.recipients[i]);
  add("User", facts.login);
  add("MTA-Name", facts.our_name);
  add("Password", password.reveal());
  return out + "\r\n";
}

std::optional<double> number_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value || !value->is_number()) return {};
  return value->to_number<double>();
}

std::string_view text_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string_view(*text) : std::string_view();
}

const json::object* object_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value ? value->if_object() : nullptr;
}

// The heaviest first: "BAYES_SPAM 5.1, MISSING_DATE 1.0".
std::string symbols_in(const json::object& answer) {
  std::vector<std::pair<double, std::string_view>> all;
  if (const auto* symbols = object_in(answer, "symbols"))
    for (const auto& [name, about] : *symbols) {
      const auto* one = about.if_object();
      const auto score = one ? number_in(*one, "score") : std::nullopt;
      if (score && *score != 0) all.emplace_back(*score, name);
    }
  std::ranges::sort(all, [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
  std::string out;
  for (std::size_t i = 0; i < std::min(kMostSymbols, all.size()); ++i)
    out += fmt::format("{}{} {:.1f}", i == 0 ? ": " : ", ", all[i].second, all[i].first);
  return out;
}

// milter.add_headers: a name with a text, with an object that has a `value`, or with a list of these.
void add_fields(std::string_view name, const json::value& value, std::vector<HeaderField>& out) {
  if (out.size() >= kMostFieldsOfRspamd) return;
  if (const auto* text = value.if_string()) {
    HeaderField field{std::string(name), folded(*text)};
    if (is_field_name(field.name) && is_field_value(field.value)) out.push_back(std::move(field));
  } else if (const auto* object = value.if_object()) {
    if (const auto* inner = object->if_contains("value"); inner && inner->is_string()) add_fields(name, *inner, out);
  } else if (const auto* list = value.if_array()) {
    for (const auto& one : *list)
      if (!one.is_array()) add_fields(name, one, out);
  }
}

std::vector<HeaderField> fields_in(const json::object& answer) {
  std::vector<HeaderField> out;
  const auto* milter = object_in(answer, "milter");
  const auto* fields = milter ? object_in(*milter, "add_headers") : nullptr;
  if (fields)
    for (const auto& [name, value] : *fields) add_fields(name, value, out);
  return out;
}

// Actions that only mark a message are no verdict: the score says as much.
Verdict verdict_of(std::string_view action) {
  struct Row {
    std::string_view action;
    Verdict verdict;
  };
  constexpr Row kRows[] = {{"reject", Verdict::refuse},
                           {"soft reject", Verdict::put_off},
                           {"greylist", Verdict::put_off},
                           {"quarantine", Verdict::quarantine},
                           {"discard", Verdict::quarantine}};
  const auto* row = std::ranges::find(kRows, action, &Row::action);
  return row == std::end(kRows) ? Verdict::passes : row->verdict;
}

}  // namespace

Opinion rspamd_opinion(std::string_view text) {
  boost::system::error_code bad;
  const auto value = json::parse(text, bad);  // at most 32 levels
  const auto* answer = bad ? nullptr : value.if_object();
  if (!answer) return unknown(kRspamd, phrase<"what it answers is no JSON object">());
  const auto action = text_in(*answer, "action");
  const auto score = number_in(*answer, "score"), required = number_in(*answer, "required_score");
  const auto points = score ? hundredths(*score) : std::nullopt;
  if (const auto error = text_in(*answer, "error"); !error.empty()) return unknown(kRspamd, error);
  if (action.empty() || !points) return unknown(kRspamd, phrase<"it gives no score">());
  return {
      .scanner = std::string(kRspamd),
      .verdict = verdict_of(action),
      .words = plain_words(fmt::format("{}, {:.1f} of {:.1f}{}", action, *score, required.value_or(0), symbols_in(*answer))),
      .score = points,
      .fields = fields_in(*answer)};
}

Task<Opinion> ask_rspamd(net::Connector& connector, Place place, Secret password, const Facts& facts, const Text& text,
                         Deadline until) {
  HttpReader reader;
  Question question{head_of(facts, password, text.size())};
  auto done = co_await exchange(connector, std::move(place), std::move(question), text, reader, until);
  if (!done) co_return unknown(kRspamd, done.error().text);
  const auto reply = reader.take();
  if (reply.status != 200) co_return unknown(kRspamd, said<"it answers with {}">(reply.status).english());
  co_return rspamd_opinion(reply.body);
}

}  // namespace postern::scanners
