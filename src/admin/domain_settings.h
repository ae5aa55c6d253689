// The settings of one domain, each declared once: how it reads, how it is written, what a domain may not do. Operations that show,
// change, compare and spread them are made from these rows.
#pragma once
#include <boost/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "admin/domain_administration.h"
#include "admin/operation.h"
#include "admin/world.h"
#include "directory/records.h"

namespace postern::admin {

struct DomainSetting {
  std::string_view name;
  Kind kind = Kind::text;  // of its argument
  std::string_view help;
  json::value (*value)(const directory::DomainSettings&);
  // From the text of text_of(). `invalid` for what makes no sense, or is less strict than the server.
  Result<void> (*set)(directory::DomainSettings&, std::string_view text, const World&);
  DomainGroup group;
  bool has_default = true;  // new domains begin with what domain_defaults.<name> says
  bool (*is_weaker)(const directory::DomainSettings& now,
                    const directory::DomainSettings& before) = nullptr;  // none: a matter of taste

  [[nodiscard]] constexpr Argument argument() const { return {name, kind, false, false, help}; }
};

// Whether who calls may set what belongs to the group: administrators of domains may what the server lets them.
bool may_set(const Caller&, const World&, DomainGroup);

// Who has found an open browser makes no domain weaker: refused when `now` is, unless who calls has shown his second factor lately.
Result<void> may_weaken(const Caller&, const directory::DomainSettings& now, const directory::DomainSettings& before);

std::span<const DomainSetting> domain_settings();
const DomainSetting* find_domain_setting(std::string_view name);

// As an administrator writes it: on, off, forced, 12.
std::string text_of(const DomainSetting&, const directory::DomainSettings&);
// What the call says of it; not set when it says nothing.
std::optional<std::string> text_of(const DomainSetting&, const Call&);

}  // namespace postern::admin
