// Walking through the tables.
#include "app/declared_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "app/parts.h"
#include "audit/check.h"
#include "base/writing.h"
#include "guard/rule.h"

namespace postern::app {
namespace {

namespace json = boost::json;

// Each text once, with the first place where it stands.
class Words {
 public:
  void add(std::string_view text, std::string_view where) {
    if (!text.empty() && seen_.insert(std::string(text)).second) list_.push_back({{"text", text}, {"where", where}});
  }
  // Its form, and those of the values in it.
  void add(const Said& said, std::string_view where) {
    if (said.is_value) return;
    add(said.text, where);
    for (const auto& value : said.values) add(value, where);
  }
  json::array list() && { return std::move(list_); }

 private:
  std::set<std::string> seen_;
  json::array list_;
};

void add_table(Words& words, const config::Table& table, const std::string& at) {
  for (const auto& entry : table.entries) {
    const auto where = fmt::format("{}.{}", at, entry.meta.key);
    for (const auto text : {entry.meta.label, entry.meta.help, entry.meta.reason, entry.meta.unit}) words.add(text, where);
    for (const auto& label : entry.labels) words.add(label.label, where);
    if (entry.kind == config::Kind::records) add_table(words, entry.record(), where + "[]");
  }
}

json::array of_settings(const config::Registry& registry) {
  Words words;
  for (const auto& room : registry.rooms()) {
    words.add(room.title, room.name);
    add_table(words, *room.table, room.name);
  }
  return std::move(words).list();
}

json::array of_rules() {
  Words words;
  for (const auto& rule : guard::shipped(guard::Preset::strict)) words.add(rule.description, rule.id);
  return std::move(words).list();
}

// What is made of settings and rules has their words in it, which are listed there.
json::array of_audit(const config::Registry& registry) {
  const audit::Subject nothing{.registry = registry,
                               .directory = {},
                               .guard = {},
                               .certificates = {},
                               .administrators_without_factor = {},
                               .senders_without_login = {},
                               .around = {},
                               .now = {}};
  Words words;
  for (const auto& check : audit::checks(nothing))
    if (check.group != audit::Group::settings && check.group != audit::Group::ids)
      for (const auto& text : {check.title, check.why, check.what_to_do}) words.add(text, check.id);
  return std::move(words).list();
}

// Those with values in them, wherever they are said.
json::array of_forms(std::vector<std::string_view> all, std::string_view where) {
  std::ranges::sort(all);
  Words words;
  for (const auto form : all) words.add(form, where);
  return std::move(words).list();
}

}  // namespace

std::string declared_words() {
  const AllSettings settings;
  return json::serialize(json::object{{"settings", of_settings(settings.registry)},
                                      {"rules", of_rules()},
                                      {"audit", of_audit(settings.registry)},
                                      {"said", of_forms(forms(), "said")},
                                      {"letters", of_forms(letter_forms(), "written")}}) +
         "\n";
}

}  // namespace postern::app
