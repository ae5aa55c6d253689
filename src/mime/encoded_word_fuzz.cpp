// Encoded words, parameters and subjects from any bytes: what comes out is UTF-8.
#include "mime/encoded_word.h"

#include <cstdlib>

#include "base/text.h"
#include "mime/casefold.h"
#include "mime/parameters.h"
#include "mime/subject.h"

using namespace postern::mime;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!postern::is_utf8(decode_words(text))) std::abort();
  if (!postern::is_utf8(fold(text))) std::abort();
  if (!postern::is_utf8(base_subject(text).text)) std::abort();
  if (const auto type = parse_content_type(text))
    for (const auto* name : {"name", "filename", "charset"})
      if (const auto value = parameter_text(type->parameters, name); value && !postern::is_utf8(*value)) std::abort();
  return 0;
}
