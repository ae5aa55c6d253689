// The reference page of all settings.
#include <fmt/format.h>

#include "config/registry.h"

namespace postern::config {
namespace {

// A cell of a Markdown table holds no bar and no line end.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string value_cell(const Entry& entry, const void* shipped) {
  if (entry.meta.secret) return "(none)";
  const auto text = print(entry, entry.get(shipped));
  return text.empty() ? "(empty)" : fmt::format("`{}`", cell(text));
}

std::string_view when(Apply apply) {
  switch (apply) {
    case Apply::live: return "at once";
    case Apply::new_sessions: return "in new sessions";
    case Apply::restart: return "at the next start";
  }
  return "";
}

std::string_view who(Scope scope) {
  switch (scope) {
    case Scope::system: return "the system";
    case Scope::domain_default: return "defaults of new domains";
    case Scope::domain: return "a domain";
    case Scope::user: return "a user";
  }
  return "";
}

void add_entry(std::string& out, std::string_view key, const Entry& entry, const void* shipped) {
  fmt::format_to(std::back_inserter(out), "| `{}` | {} | {} | {} | {} | **{}.** {}", key, value_cell(entry, shipped),
                 cell(bounds(entry)), when(entry.meta.apply), who(entry.meta.scope), cell(entry.meta.label),
                 cell(entry.meta.help));
  if (!entry.meta.reason.empty()) fmt::format_to(std::back_inserter(out), " *Why this value:* {}", cell(entry.meta.reason));
  if (entry.meta.diverts) out += " To change it takes a second factor that was shown lately.";
  for (const Label& label : entry.labels) fmt::format_to(std::back_inserter(out), " `{}`: {}.", label.name, cell(label.label));
  out += " |\n";
}

}  // namespace

std::string settings_reference(const Registry& registry) {
  std::string out =
      "# Settings\n\nGenerated from the declarations in the rooms; do not edit. The shipped value is the hardened one. Set a "
      "value with\n"
      "`postern settings set KEY VALUE`, go back to the shipped one with `postern settings reset KEY`.\n";
  for (const auto& room : registry.rooms()) {
    fmt::format_to(std::back_inserter(out), "\n## {}\n\n", room.title.empty() ? room.name : room.title);
    out += "| setting | shipped | may be | takes effect | belongs to | meaning |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const Entry& entry : room.table->entries) {
      const auto key = fmt::format("{}.{}", room.name, entry.meta.key);
      add_entry(out, key, entry, room.shipped.get());
      if (entry.kind != Kind::records) continue;
      const auto one = entry.record().make();
      for (Entry inner : entry.record().entries) {
        inner.meta.apply = entry.meta.apply;  // a list changes as a whole
        inner.meta.scope = entry.meta.scope;
        add_entry(out, fmt::format("{}[].{}", key, inner.meta.key), inner, one.get());
      }
    }
  }
  return out;
}

}  // namespace postern::config
