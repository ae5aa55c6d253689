// Any octets as the text of a field, as a line and as a file of lines: what is written is read back, and nothing forges a line.
#include <cstdlib>

#include "logs/index.h"
#include "logs/line.h"
#include "logs/logs.h"
#include "logs/match.h"
#include "logs/segment.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern;
  using namespace postern::logs;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::array<events::Field, 2> fields{events::Field(events::Key::account, input),
                                            events::Field(events::Key::text, input)};
  std::string line;
  Terms terms;
  append_line(line, terms, Time{1'000'000}, events::row(events::Event::delivered), events::Log::delivery, SessionId(1), fields);
  if (line.find('\n') != line.size() - 1 || line.size() > kLongestLine || line_terms(line).count != terms.count) std::abort();
  if (!Match({.account = std::string(input), .session = SessionId(1)}).matches(line)) std::abort();

  LineReader reader(input);
  while (reader.next()) continue;
  if (render(input).find('\x1b') != std::string::npos) std::abort();
  ignore(parse_stem(input), "only that it returns matters");
  IndexBuilder builder;
  index_lines(builder, input);
  ignore(builder.finish(), "only that it returns matters");
  if (Match({.text = "a", .limit = 5}).lines(input).size() > input.size()) std::abort();
  return 0;
}
