// Answers as numbers.
#include "judge/answer_set.h"

#include <algorithm>

#include "base/text.h"

namespace postern::judge {
namespace {

constexpr std::uint32_t kLoopback = 127U << 24U;
constexpr std::uint32_t kRefusing = kLoopback | 255U << 16U | 255U << 8U;

std::uint32_t number_of(const IpAddress& ip) {
  std::uint32_t n = 0;
  for (std::size_t i = 12; i < 16; ++i) n = n << 8U | ip.bytes[i];
  return n;
}

std::optional<std::uint32_t> answer(std::string_view text) {
  const auto ip = IpAddress::parse(trim(text));
  if (!ip || !is_list_answer(*ip)) return {};
  return number_of(*ip);
}

}  // namespace

bool is_list_answer(const IpAddress& ip) {
  const auto n = number_of(ip);
  return ip.is_v4() && (n & 0xFF000000U) == kLoopback && (n & 0xFFFFFF00U) != kRefusing;
}

Result<AnswerSet> AnswerSet::parse(std::string_view text) {
  AnswerSet out;
  while (!trim(text).empty()) {
    const auto item = trim(text.substr(0, text.find(',')));
    text.remove_prefix(std::min(text.size(), text.find(',') == text.npos ? text.size() : text.find(',') + 1));
    if (item.starts_with('&')) {
      const auto mask = number<std::uint32_t>(item.substr(1), 255);
      if (!mask || *mask == 0) return fail(Failure::invalid, "& is followed by a number from 1 to 255");
      out.ranges_.push_back({0, 0, static_cast<std::uint8_t>(*mask)});
      continue;
    }
    const auto dash = std::min(item.find('-'), item.size());
    const auto first = answer(item.substr(0, dash));
    const auto last = dash == item.size() ? first : answer(item.substr(dash + 1));
    if (!first || !last || *last < *first)
      return fail(Failure::invalid, "is answers such as 127.0.0.2, ranges such as 127.0.0.4-127.0.0.7, or bits such as &12");
    out.ranges_.push_back({*first, *last, 0});
  }
  return out;
}

bool AnswerSet::counts(const IpAddress& ip) const {
  if (!is_list_answer(ip)) return false;
  const auto n = number_of(ip);
  return ranges_.empty() ||
         std::ranges::any_of(ranges_, [&](const Range& r) { return r.mask ? (n & r.mask) != 0 : n >= r.first && n <= r.last; });
}

}  // namespace postern::judge
