// Which release this is, and what the signed feed says of others.
#include <fmt/format.h>

#include <algorithm>

#include "admin/nouns.h"
#include "admin/world.h"
#include "base/text.h"
#include "releases/releases.h"

namespace postern::admin {
namespace on_version {
namespace {

constexpr std::string_view kVulnerable = "security update";

std::string_view standing(const releases::Known& known, const std::vector<releases::Release>& newer) {
  if (std::ranges::any_of(newer, &releases::Release::security)) return kVulnerable;
  if (!newer.empty()) return "update";
  return known.feed && !known.expired ? "newest" : "not known";
}

json::object describe(const releases::Release& r) {
  return {{"version", r.version.text()}, {"date", releases::date_of(r.date)}, {"security", r.security}, {"notes", r.notes}};
}

json::value describe(const releases::Known& known) {
  const auto newer = known.newer();
  json::array rows;
  for (const auto& r : newer) rows.push_back(describe(r));
  json::object feed{{"source", known.source},
                    {"asked", known.asked == Time{} ? "" : rfc3339(known.asked)},
                    {"trouble", known.trouble},
                    {"serial", known.feed ? known.feed->serial : 0},
                    {"issued", known.feed ? releases::date_of(known.feed->issued) : ""},
                    {"expires", known.feed ? releases::date_of(known.feed->expires) : ""}};
  return json::object{{"version", known.own.text()},
                      {"standing", standing(known, newer)},
                      {"newer", std::move(rows)},
                      {"feed", std::move(feed)}};
}

// Asking calls the one address that a setting names, and changes nothing that anybody can set: a reader may.
Task<Result<json::value>> run(World& world, const Call& call) {
  auto about = call.flag("check") ? world.releases.ask() : world.releases.known();
  auto known = co_await std::move(about);
  if (!known) co_return pass_on(known);
  co_return describe(*known);
}

std::string text(const json::object& row, std::string_view key) { return printable(row.at(key).as_string(), 2000); }

std::string about_feed(const json::object& feed) {
  if (text(feed, "source").empty())
    return "No feed of releases is set up: releases.key and releases.url, or releases.file, say where to ask.\n";
  if (text(feed, "asked").empty()) return "The feed has not been asked yet: postern version --check\n";
  const auto trouble = text(feed, "trouble");
  auto out = trouble.empty() ? fmt::format("Asked at {}.\n", text(feed, "asked"))
                             : fmt::format("The feed could not be taken at {}: {}\n", text(feed, "asked"), trouble);
  if (!text(feed, "expires").empty())
    out += fmt::format("What is known is of {} and holds until {}.\n", text(feed, "issued"), text(feed, "expires"));
  return out;
}

std::string for_people(const json::value& answer) {
  const auto& o = answer.as_object();
  auto out = fmt::format("{}: {}\n", text(o, "version"), text(o, "standing"));
  for (const auto& row : o.at("newer").as_array()) {
    const auto& r = row.as_object();
    out += fmt::format("  {}, {}{}  {}\n", text(r, "version"), text(r, "date"),
                       r.at("security").as_bool() ? ", closes a hole" : "", text(r, "notes"));
  }
  return out + about_feed(o.at("feed").as_object());
}

// For cron: 3 when a hole of this version is known.
int exit_code(const json::value& answer) { return answer.as_object().at("standing").as_string() == kVulnerable ? 3 : 0; }

constexpr std::array kArguments{Argument{"check", Kind::flag, false, false,
                                         "Ask the feed of releases first, and not only once a day with the daily audit"}};

constexpr std::array kOperations{Operation{
    .name = "version.run",
    .help = "Say which release this is, and which newer ones there are; the exit code is 3 when one of them closes a hole",
    .access = reads(Area::system).heavy(),
    .arguments = kArguments,
    .run = run,
    .answers = "Version",
    .exit_code = exit_code,
    .for_people = for_people}};

}  // namespace
}  // namespace on_version

std::span<const Operation> version_operations() { return on_version::kOperations; }

}  // namespace postern::admin
