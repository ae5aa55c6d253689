// libpsl, fed from memory.
#include "senderauth/public_suffix.h"

#include <libpsl.h>

#include <cstdio>
#include <string>

namespace postern::senderauth {

struct PublicSuffixes::State {
  std::unique_ptr<psl_ctx_t, void (*)(psl_ctx_t*)> list{nullptr, psl_free};
};

PublicSuffixes::PublicSuffixes(std::unique_ptr<State> state) : state_(std::move(state)) {}
PublicSuffixes::PublicSuffixes(PublicSuffixes&&) noexcept = default;
PublicSuffixes& PublicSuffixes::operator=(PublicSuffixes&&) noexcept = default;
PublicSuffixes::~PublicSuffixes() = default;

Result<PublicSuffixes> PublicSuffixes::read(std::string_view list) {
  std::string copy(list);  // fmemopen wants a pointer that it could write through
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(copy.empty() ? nullptr : fmemopen(copy.data(), copy.size(), "r"),
                                                             std::fclose);
  auto state = std::make_unique<State>();
  if (file) state->list.reset(psl_load_fp(file.get()));
  if (!state->list || psl_suffix_count(state->list.get()) <= 0) return fail(Failure::invalid, "This is no Public Suffix List");
  return PublicSuffixes(std::move(state));
}

dns::Name PublicSuffixes::registrable_domain(const dns::Name& name) const {
  const char* found = psl_registrable_domain(state_->list.get(), name.text().c_str());
  return found ? dns::parse_name(found).value_or(dns::Name{}) : dns::Name{};
}

}  // namespace postern::senderauth
