// Any text for any kind of setting: either refused, or printed to text that is read back to the same value.
#include <cstdlib>

#include "config/schema.h"

namespace postern::config_fuzz {

enum class Mode : std::uint8_t { off, on };

struct Inner {
  std::int16_t number = 0;
  std::vector<std::string> names;
};

struct Settings {
  bool flag = false;
  std::int64_t number = 0;
  config::Octets size;
  std::chrono::minutes span{0};
  Mode mode = Mode::off;
  std::string text;
  std::vector<std::string> list;
  std::vector<Inner> records;
};

}  // namespace postern::config_fuzz

namespace postern {

template <>
struct config::Names<config_fuzz::Mode> {
  static constexpr std::array labels{config::label(config_fuzz::Mode::off, "off", "Off"),
                                     config::label(config_fuzz::Mode::on, "on", "On")};
};

template <>
struct config::Schema<config_fuzz::Inner> {
  using I = config_fuzz::Inner;
  static constexpr std::tuple fields{
      config::field(&I::number, {.key = "number", .label = "Number", .help = "Number."}, -5, 500),
      config::field(&I::names, {.key = "names", .label = "Names", .help = "Names."})};
};

template <>
struct config::Schema<config_fuzz::Settings> {
  using S = config_fuzz::Settings;
  static constexpr std::tuple fields{config::field(&S::flag, {.key = "flag", .label = "Flag", .help = "Flag."}),
                                     config::field(&S::number, {.key = "number", .label = "Number", .help = "Number."}),
                                     config::field(&S::size, {.key = "size", .label = "Size", .help = "Size."}),
                                     config::field(&S::span, {.key = "span", .label = "Span", .help = "Span."}),
                                     config::field(&S::mode, {.key = "mode", .label = "Mode", .help = "Mode."}),
                                     config::field(&S::text, {.key = "text", .label = "Text", .help = "Text."}),
                                     config::field(&S::list, {.key = "list", .label = "List", .help = "List."}),
                                     config::field(&S::records, {.key = "records", .label = "Records", .help = "Records."})};
};

}  // namespace postern

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::config;
  if (size == 0) return 0;
  const auto& entries = table<postern::config_fuzz::Settings>().entries;
  const Entry& entry = entries[data[0] % entries.size()];
  const auto value = parse(entry, {reinterpret_cast<const char*>(data) + 1, size - 1});
  if (!value) return 0;
  const auto again = parse(entry, print(entry, *value));
  if (!again || *again != *value) std::abort();
  return 0;
}
