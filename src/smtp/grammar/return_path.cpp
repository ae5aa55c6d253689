// Line by line: what a line is shows in its first octets.
#include "smtp/grammar/return_path.h"

#include "base/text.h"

namespace postern::smtp {
namespace {

constexpr std::string_view kName = "return-path";
constexpr std::size_t kMostHeld = 998;  // RFC 5322 §2.1.1; white space behind the name may be as long

}  // namespace

// Looks at the octet held last, for those before it have been judged. At::name: not known yet.
ReturnPathFilter::At ReturnPathFilter::judge() const {
  const char last = held_.back();
  const auto size = held_.size();
  if (held_.front() == '\r' || last == '\n') {  // "\r\n" and "\n" end the header
    const bool cr_only = size == 1 && last == '\r';
    const bool empty_line = last == '\n' && (size == 1 || (size == 2 && held_.front() == '\r'));
    return cr_only ? At::name : empty_line ? At::body : At::kept;
  }
  if (size <= kName.size()) return equal_nocase({&last, 1}, kName.substr(size - 1, 1)) ? At::name : At::kept;
  if (last == ':') return At::dropped;
  return is_wsp(last) && size < kMostHeld ? At::name : At::kept;  // RFC 5322 §4.5 lets white space stand before the colon
}

void ReturnPathFilter::next(std::string_view in, std::string& out) {
  while (!in.empty()) {
    switch (at_) {
      case At::line_start: at_ = is_wsp(in.front()) ? field_ : At::name; break;
      case At::name: {
        held_ += in.front();
        in.remove_prefix(1);
        at_ = judge();
        if (at_ == At::name) break;
        if (at_ != At::dropped) out += held_;
        const bool line_over = held_.back() == '\n' && at_ == At::kept;
        if (at_ != At::body) field_ = at_;
        if (line_over) at_ = At::line_start;
        held_.clear();
        break;
      }
      case At::kept:
      case At::dropped: {
        const auto line_end = in.find('\n');
        const auto taken = in.substr(0, line_end == in.npos ? line_end : line_end + 1);
        if (at_ == At::kept) out += taken;
        if (line_end != in.npos) at_ = At::line_start;
        in.remove_prefix(taken.size());
        break;
      }
      case At::body: out += in; return;
    }
  }
}

void ReturnPathFilter::finish(std::string& out) {
  out += held_;
  held_.clear();
}

}  // namespace postern::smtp
