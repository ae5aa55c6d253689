// Line by line: what a line is shows in its first octets.
#include "smtp/grammar/header_filter.h"

#include <algorithm>

#include "base/text.h"

namespace postern::smtp {
namespace {

constexpr std::size_t kLongestLine = 998;  // RFC 5322 §2.1.1; white space behind the name may be as long

// RFC 5322 §4.5 lets white space stand before the colon.
bool may_be(std::string_view held, std::string_view name) {
  const auto common = std::min(held.size(), name.size());
  if (!equal_nocase(held.substr(0, common), name.substr(0, common))) return false;
  auto rest = held.substr(common);
  if (rest.ends_with(':')) rest.remove_suffix(1);
  return held.size() < kLongestLine && std::ranges::all_of(rest, is_wsp);
}

}  // namespace

// Looks at what is held of a line. At::name: not known yet.
HeaderFilter::At HeaderFilter::judge() {
  const char last = held_.back();
  const auto size = held_.size();
  if (held_.front() == '\r' || last == '\n') {  // "\r\n" and "\n" end the header
    const bool cr_only = size == 1 && last == '\r';
    const bool empty_line = last == '\n' && (size == 1 || (size == 2 && held_.front() == '\r'));
    return cr_only ? At::name : empty_line ? At::body : At::kept;
  }
  const auto rule = std::ranges::find_if(rules_, [&](const Rule& one) { return may_be(held_, one.name); });
  if (rule == rules_.end()) return At::kept;
  if (last != ':') return At::name;
  rule_ = &*rule;
  value_at_ = size;
  return rule->drops ? At::held : At::dropped;
}

// The end of a field that was held: now it is known. It is looked at as readers see it, who pass over what the mime room passes over: a
// NUL or CR in the middle of a word hides nothing.
void HeaderFilter::settle(std::string& out) {
  auto value = held_.substr(value_at_);
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  if (!rule_->drops(value)) out += held_;
  held_.clear();
  field_ = At::kept;
}

void HeaderFilter::take_name(char c, std::string& out) {
  held_ += c;
  at_ = judge();
  if (at_ == At::name) return;
  if (at_ == At::kept || at_ == At::body) out += held_;
  const bool line_over = c == '\n' && at_ == At::kept;
  if (at_ != At::body) field_ = at_;
  if (at_ != At::held) held_.clear();
  if (line_over) at_ = At::line_start;
}

// To the end of a line of which it is known what becomes of it; gives what follows.
std::string_view HeaderFilter::take_line(std::string_view in, std::string& out) {
  const auto line_end = in.find('\n');
  const auto taken = in.substr(0, line_end == in.npos ? line_end : line_end + 1);
  if (at_ == At::kept) out += taken;
  if (at_ == At::held && held_.size() + taken.size() > kMostHeld) {
    held_.clear();
    at_ = field_ = At::dropped;
  }
  if (at_ == At::held) held_ += taken;
  if (line_end != in.npos) at_ = At::line_start;
  return in.substr(taken.size());
}

void HeaderFilter::next(std::string_view in, std::string& out) {
  while (!in.empty()) {
    switch (at_) {
      case At::line_start:
        if (!is_wsp(in.front()) && field_ == At::held) settle(out);
        at_ = is_wsp(in.front()) ? field_ : At::name;
        break;
      case At::name:
        take_name(in.front(), out);
        in.remove_prefix(1);
        break;
      case At::held:
      case At::kept:
      case At::dropped: in = take_line(in, out); break;
      case At::body: out += in; return;
    }
  }
}

void HeaderFilter::finish(std::string& out) {
  if (field_ == At::held && at_ != At::name) settle(out);
  out += held_;
  held_.clear();
}

}  // namespace postern::smtp
