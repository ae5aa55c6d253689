// Any bytes as what comes in over the local socket, cut anywhere: the first octet says where.
#include "admin/frames.h"

#include <cstdlib>

#include "admin/operation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace postern::admin;
  if (size == 0) return 0;
  const std::string_view all(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t piece = 1 + data[0];
  constexpr std::size_t kLimit = 4096;
  Lines lines(kLimit);
  for (std::size_t at = 0; at < all.size(); at += piece) {
    if (!lines.add(all.substr(at, piece))) break;
    while (auto line = lines.next()) {
      if (line->size() > kLimit || line->find('\n') != line->npos) std::abort();
      if (auto call = parse_call(*line)) {
        const auto* row = find(call->operation);
        const auto again = parse_call(call_line(call->operation, call->arguments));
        if (!again && again.error().kind != postern::Failure::invalid) std::abort();
        if (row && check(*row, call->arguments))
          for (const auto& a : row->arguments)
            if (a.required && !call->arguments.contains(a.name)) std::abort();
      }
      if (auto answer = parse_answer(*line); answer && !answer->is_progress && !parse_answer(end_line(answer->value)))
        std::abort();
    }
  }
  return 0;
}
