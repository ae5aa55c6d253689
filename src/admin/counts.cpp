// Operations on the counts of hours: what there was, for tables and plots.
#include "counts/counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/rfc3339.h"
#include "counts/figures.h"

namespace postern::admin {
namespace on_counts {
namespace {

constexpr counts::Hour kDay = 24;

Result<counts::Hour> step_of(const std::string& word) {
  if (word.empty() || word == "hour") return counts::Hour{1};
  if (word == "day") return kDay;
  return fail(Failure::invalid, "A step is an hour or a day");
}

// Both may come in one word, as in an address: mail.received,mail.sent
std::vector<std::string> names_of(const Call& call) {
  std::vector<std::string> out;
  for (const std::string_view word : call.list("series"))
    for (std::size_t at = 0; at <= word.size();) {
      const auto end = std::min(word.find(',', at), word.size());
      if (end > at) out.emplace_back(word.substr(at, end - at));
      at = end + 1;
    }
  return out;
}

// How far back is asked for.
Result<std::chrono::milliseconds> span_back(const Call& call, std::string_view unless_said) {
  const auto since = call.text("since");
  auto span = span_of(since.empty() ? std::string(unless_said) : since);
  if (span && *span > counts::Counts::kKept) return fail(Failure::invalid, "Counts are kept for 400 days");
  return span;
}

json::object answer_of(Time begin, counts::Hour step, const std::map<std::string, counts::Values>& figures) {
  json::object series;
  for (const auto& [name, values] : figures) series[name] = json::array(values.begin(), values.end());
  return {{"begin", rfc3339(begin)}, {"step_seconds", step * 3600}, {"series", std::move(series)}};
}

Task<Result<json::value>> show(World& world, const Call& call) {
  const auto step = step_of(call.text("step"));
  if (!step) co_return std::unexpected(step.error());
  const auto span = span_back(call, "7d");
  if (!span) co_return std::unexpected(span.error());
  const auto now = world.time.now();
  const auto last = counts::hour_of(now);
  auto first = counts::hour_of(now - *span);
  first -= first % *step;
  auto records = co_await world.counts.read(first, last);
  if (!records) co_return pass_on(records);
  const auto names = names_of(call);
  auto figures = counts::figures_of(*records, static_cast<std::size_t>(*step), names);
  if (!figures) co_return pass_on(figures);
  co_return answer_of(counts::begin_of(first), *step, *figures);
}

// What an administrator of the domain sees of it.
Task<Result<json::value>> show_domain(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "name");
  if (!domain) co_return pass_on(domain);
  const auto span = span_back(call, "30d");
  if (!span) co_return std::unexpected(span.error());
  const auto now = world.time.now();
  const auto first = counts::day_of(now - *span);
  auto records = co_await world.counts.of_domains().read((*domain)->id, first, counts::day_of(now));
  if (!records) co_return pass_on(records);
  const std::array<std::string, 8> names{"mail.delivered",      "mail.submitted",   "mail.bounced", "verdict.junk",
                                         "verdict.quarantined", "verdict.rejected", "logins.ok",    "logins.failed"};
  auto figures = counts::figures_of(*records, 1, names);
  if (!figures) co_return pass_on(figures);
  co_return answer_of(counts::begin_of_day(first), kDay, *figures);
}

Task<Result<json::value>> list_series(World&, const Call&) {
  json::array out;
  const auto add = [&](std::string_view name, std::string_view text, bool highest) {
    out.push_back(json::object{{"name", name}, {"of_a_step", highest ? "highest" : "sum"}, {"text", text}});
  };
  for (const auto& row : counts::rows()) add(row.name, row.text, counts::is_highest(row.number));
  add("logins.ok.country.*", "Logins from each country, by its two letters; ZZ: not known", false);
  add("logins.failed.country.*", "Refused logins from each country", false);
  co_return out;
}

// A line for each step in which there was anything, a column for each series that there was anything of.
std::string for_people(const json::value& answer) {
  const auto& series = answer.at("series").as_object();
  const auto value = [](const json::value& v) { return v.to_number<std::uint64_t>(); };
  std::vector<std::pair<std::string_view, const json::array*>> columns;
  for (const auto& [name, values] : series)
    if (std::ranges::any_of(values.as_array(), value)) columns.emplace_back(name, &values.as_array());
  if (columns.empty()) return "Nothing was counted in that time.\n";
  const auto step = std::chrono::seconds(answer.at("step_seconds").as_int64());
  auto at = from_rfc3339(std::string_view(answer.at("begin").as_string())).value_or(Time{});
  std::string out = fmt::format("{:<16}", "time (UTC)");
  for (const auto& [name, values] : columns) out += fmt::format("  {}", name);
  out += '\n';
  for (std::size_t i = 0; i < columns.front().second->size(); ++i, at = at + step) {
    if (std::ranges::none_of(columns, [&](const auto& c) { return value(c.second->at(i)) != 0; })) continue;
    out += rfc3339(at).substr(0, 16);
    for (const auto& [name, values] : columns) out += fmt::format("  {:>{}}", value(values->at(i)), name.size());
    out += '\n';
  }
  return out;
}

constexpr std::array kShow{
    Argument{"series", Kind::list, false, true,
             "mail.received and others, or mail.* for all that begin so; none: all but those by country"},
    Argument{"since", Kind::text, false, false, "How far back, such as 24h or 400d; 7d when not given"},
    Argument{"step", Kind::text, false, false, "hour or day (UTC); hour when not given"}};
constexpr std::array kOfDomain{
    Argument{"name", Kind::text, true, true, "The domain"},
    Argument{"since", Kind::text, false, false, "How far back, such as 7d or 400d; 30d when not given"}};

constexpr std::array kOperations{
    Operation{.name = "counts.show",
              .help = "Show how much there was: mail, verdicts, blocks, logins, the queue",
              .access = reads(Area::security),
              .arguments = kShow,
              .run = show,
              .answers = "{begin: time, step_seconds: number, series: {*: [number]}}",
              .for_people = for_people},
    Operation{.name = "domain.counts",
              .help = "Show how much mail a domain had by days (UTC), what of it bounced, what was held or refused as spam, "
                      "and its logins",
              .access = reads(Area::domains).of_domain("name"),
              .arguments = kOfDomain,
              .run = show_domain,
              .answers = "{begin: time, step_seconds: number, series: {*: [number]}}",
              .for_people = for_people},
    Operation{"counts.series",
              "List what is counted",
              reads(Area::security),
              false,
              {},
              list_series,
              "[{name: text, of_a_step: \"highest\" | \"sum\", text: text}]"},
};

}  // namespace
}  // namespace on_counts

std::span<const Operation> counts_operations() { return on_counts::kOperations; }

}  // namespace postern::admin
