// A resolver over a fake zone.
#pragma once
#include "dns/resolver.h"
#include "support/fake_zone.h"

namespace postern::test {

class ZoneResolver final : public dns::Resolver {
 public:
  using Resolver::ask;
  Task<dns::Answer> ask(dns::Question question, Deadline) override { co_return zone.answer(question); }
  FakeZone zone;
};

}  // namespace postern::test
