// Sets of answers from any text: no answer outside the range of lists ever counts.
#include <cstdlib>
#include <string_view>

#include "judge/answer_set.h"

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size < 16) return 0;
  IpAddress ip;
  std::copy(data, data + 16, ip.bytes.begin());
  const auto set = judge::AnswerSet::parse({reinterpret_cast<const char*>(data + 16), size - 16});
  if (set && set->counts(ip) && !judge::is_list_answer(ip)) std::abort();
  return 0;
}
