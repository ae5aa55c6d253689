// A test of operations on two domains, a.test and b.test.
#pragma once
#include <string>
#include <string_view>

#include "support/admin_world.h"

namespace postern::admin {

class TwoDomainsTest : public OperationsTest {
 protected:
  TwoDomainsTest() {
    for (const auto* name : {"a.test", "b.test"}) must("domain.create", {{"name", name}});
  }
  void set_default(std::string_view key, std::string_view value) {
    must("settings.set", {{"key", "domain_defaults." + std::string(key)}, {"value", value}});
  }
  json::value shown(std::string_view domain, std::string_view setting) {
    return must("domain.show", {{"name", domain}}).at(setting);
  }
};

}  // namespace postern::admin
