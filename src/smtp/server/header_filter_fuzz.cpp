// Any message through the filter: the split does not matter, no field that is to go is left that the parser would see, the rest stays.
#include "smtp/grammar/header_filter.h"

#include <cstdint>
#include <cstdlib>

#include "mime/message.h"

using namespace postern;  // a fuzzer is a program of its own

namespace {

std::string filtered(std::string_view in, std::size_t step) {
  smtp::HeaderFilter filter({{"return-path", {}}, {"results", [](std::string_view value) { return value.contains("ours"); }}});
  std::string out;
  for (std::size_t i = 0; i < in.size(); i += step) filter.next(in.substr(i, step), out);
  filter.finish(out);
  return out;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view in(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto whole = filtered(in, SIZE_MAX / 2);
  require(whole == filtered(in, 1 + data[0] % 7));
  require(whole == filtered(whole, SIZE_MAX / 2));
  const auto before = mime::parse(in), after = mime::parse(whole);
  require(after.count(0, "Return-Path") == 0 || size > 900);  // white space before the colon is followed only so far
  for (const auto& value : after.all(0, "Results")) require(!value.contains("ours") || size > 900);
  if (before.count(0, "Return-Path") + before.count(0, "Results") == 0)
    require(after.parts[0].body.size() == before.parts[0].body.size());
  return 0;
}
