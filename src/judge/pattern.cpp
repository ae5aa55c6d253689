// RE2 behind a type that names no library.
#include "judge/pattern.h"

#include <re2/re2.h>

namespace postern::judge {
namespace {

constexpr std::int64_t kMostMemory = 2 << 20;

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostMemory);
  options.set_case_sensitive(false);
  return options;
}

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(std::string_view text) : re(re2::StringPiece(text.data(), text.size()), options()) {}
  re2::RE2 re;
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view text) {
  auto compiled = std::make_unique<Compiled>(text);
  if (!compiled->re.ok()) return fail(Failure::invalid, "No regular expression: " + compiled->re.error());
  return Pattern(std::move(compiled));
}

bool Pattern::is_in(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_->re);
}

}  // namespace postern::judge
