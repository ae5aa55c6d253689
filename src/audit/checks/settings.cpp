// Every setting that declares which way it is weaker, held against its hardened value.
#include <fmt/format.h>

#include "audit/checks/groups.h"
#include "base/text.h"

namespace postern::audit {
namespace on_settings {
namespace {

constexpr std::size_t kLongest = 200;  // of a value that is shown

struct Setting {
  std::size_t room;
  const config::Entry* entry;
  std::string key;
};

Outcome compare(const Subject& subject, const Setting& place) {
  const auto& room = subject.registry.rooms()[place.room];
  const auto now = subject.registry.find(place.key);
  if (!now) return not_checked(Said::declared(now.error().text));
  const auto value = config::parse(*place.entry, now->text);
  if (!value) return not_checked(Said::declared(value.error().text));
  auto seen = now->text.empty() ? said<"{} is empty">(place.key) : said<"{} is {}">(place.key, printable(now->text, kLongest));
  if (!config::is_weaker(*place.entry, *value, place.entry->get(room.shipped.get()))) return passed(std::move(seen));
  auto out = unless({said<"{} is {}; the hardened value is {}">(place.key, now->text, now->shipped)}, {std::move(seen)});
  out.fix.settings.push_back({place.key, std::nullopt});
  return out;
}

}  // namespace
}  // namespace on_settings

void settings_checks(const Subject& subject, std::vector<Check>& all) {
  const auto& rooms = subject.registry.rooms();
  for (std::size_t i = 0; i < rooms.size(); ++i) {
    for (const auto& entry : rooms[i].table->entries) {
      if (entry.meta.hardened.weaker == config::Weaker::never) continue;
      const on_settings::Setting place{i, &entry, fmt::format("{}.{}", rooms[i].name, entry.meta.key)};
      all.push_back({.id = "settings." + place.key,
                     .group = Group::settings,
                     .severity = entry.meta.hardened.severity,
                     .title = said<"{} ({}) is not weaker than shipped">(Said::declared(entry.meta.label), place.key),
                     .why = Said::declared(entry.meta.reason),
                     .what_to_do = Said::value("postern settings reset " + place.key),
                     .run = [place](const Subject& s) { return on_settings::compare(s, place); }});
    }
  }
}

void add_fixed(Group group, std::span<const FixedCheck> rows, std::vector<Check>& all) {
  for (const auto& row : rows)
    all.push_back({.id = std::string(row.id),
                   .group = group,
                   .severity = row.severity,
                   .title = Said::declared(row.title),
                   .why = Said::declared(row.why),
                   .what_to_do = Said::declared(row.what_to_do),
                   .run = row.run});
}

}  // namespace postern::audit
