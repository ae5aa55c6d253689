// What mends a weakness without a person: settings of the server or of a domain, and the modes of its own files.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "config/registry.h"

namespace postern::audit {

struct DomainFix {
  DomainId domain;
  std::string setting, value;  // as `postern domain update` takes them

  friend bool operator==(const DomainFix&, const DomainFix&) = default;
};

// Takes away the bits of a file's mode that are not in `mode`; never follows a link.
struct ModeFix {
  std::string path;
  std::uint32_t mode = 0;

  friend bool operator==(const ModeFix&, const ModeFix&) = default;
};

struct Fixes {
  std::vector<config::Change> settings = {};
  std::vector<DomainFix> domains = {};
  std::vector<ModeFix> modes = {};

  [[nodiscard]] bool empty() const { return settings.empty() && domains.empty() && modes.empty(); }
  // What both hold stands once.
  void add(const Fixes&);
};

}  // namespace postern::audit
