// The settings of one domain: who may set them and what they may be beside the server's own, upon their one declaration
// (directory/domain_defaults.cpp). Operations that show, change, compare and spread them are made from these rows.
#pragma once
#include <boost/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "admin/domain_administration.h"
#include "admin/operation.h"
#include "admin/world.h"
#include "config/table.h"
#include "directory/records.h"

namespace postern::admin {

struct DomainSetting {
  std::string_view name;
  const config::Entry* entry;
  DomainGroup group;        // null: who administers the whole server alone
  std::string_view server;  // the server's own setting of this; empty: it has none
  bool only_stricter;       // than that setting
  bool may_defer;           // 0, or "server", leaves it to that setting
  std::string help;         // of its argument

  [[nodiscard]] Argument argument() const;
  [[nodiscard]] json::value value(const directory::DomainDefaults&) const;
  // As an administrator writes it: on, off, forced, 12.
  [[nodiscard]] std::string text(const directory::DomainDefaults& of) const { return config::print(*entry, entry->get(&of)); }
  // What the call says of it; not set when it says nothing.
  [[nodiscard]] std::optional<std::string> text(const Call&) const;
  // From such a text. `invalid` for what makes no sense, or is less strict than the server.
  Result<void> set(directory::DomainDefaults&, std::string_view text, const World&) const;
};

// Whether who calls may set what belongs to the group: administrators of domains may what the server lets them.
bool may_set(const Caller&, const World&, DomainGroup);

// Who has found an open browser makes no domain weaker, and leads no mail out of this server: refused when `now` does, unless who calls has
// shown his second factor lately. A catch-all is where mail may go.
Result<void> may_become(const World&, const Caller&, const address::Domain&, const directory::DomainSettings& now,
                        const directory::DomainSettings& before);

// What a new domain begins with, if who calls may lead mail where that does.
Result<directory::DomainSettings> settings_of_new(const World&, const Caller&, const address::Domain&);

std::span<const DomainSetting> domain_settings();
const DomainSetting* find_domain_setting(std::string_view name);

std::string text_of(const DomainSetting&, const directory::DomainSettings&);
// What of several settings holds only together, too.
struct NamedText {
  const DomainSetting* setting;
  std::string text;
};
Result<void> set_all(directory::DomainSettings&, std::span<const NamedText>, const World&);

// Their declaration, as settings.schema gives that of the server's: what is shipped is what new domains begin with.
json::object domain_schema(const World&);

}  // namespace postern::admin
