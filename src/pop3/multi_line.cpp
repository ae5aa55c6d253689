// Looks for the next byte that cannot go out as it is; all before it is one view.
#include "pop3/multi_line.h"

namespace postern::pop3 {
namespace {

// The first place where a LF needs a CR before it or a dot behind it; npos when there is none.
std::size_t needs_change(std::string_view in, char last) {
  if (last == '\n' && in.starts_with('.')) return 0;
  for (std::size_t lf = in.find('\n'); lf != in.npos; lf = in.find('\n', lf + 1)) {
    const char before = lf == 0 ? last : in[lf - 1];
    if (before != '\r') return lf;
    if (lf + 1 < in.size() && in[lf + 1] == '.') return lf + 1;
  }
  return in.npos;
}

}  // namespace

std::string_view DotStuffer::next(std::string_view in, std::string& scratch) {
  if (in.empty()) return in;
  const auto change = needs_change(in, last_);
  std::string_view out = in;
  if (change != in.npos) {
    scratch.assign(in.substr(0, change));
    if (change != 0) last_ = in[change - 1];
    copy(in.substr(change), scratch);
    out = scratch;
  }
  last_ = in.back();
  return out;
}

void DotStuffer::copy(std::string_view in, std::string& out) {
  while (!in.empty()) {
    if (last_ == '\n' && in.front() == '.') out += '.';
    const auto lf = in.find('\n');
    const auto line = in.substr(0, lf);
    out += line;
    if (!line.empty()) last_ = line.back();
    if (lf == in.npos) return;
    out += last_ == '\r' ? "\n" : "\r\n";
    last_ = '\n';
    in.remove_prefix(lf + 1);
  }
}

std::string_view DotStuffer::end() const {
  if (last_ == '\n') return ".\r\n";
  return last_ == '\r' ? "\n.\r\n" : "\r\n.\r\n";
}

std::string_view TopLines::next(std::string_view in) {
  std::size_t at = 0;
  while (at < in.size() && !done_) {
    if (!in_header_ && left_ == 0) {
      done_ = true;
      break;
    }
    const auto lf = in.find('\n', at);
    const auto line = in.substr(at, lf == in.npos ? in.npos : lf - at);
    if (line.find_first_not_of('\r') != line.npos) line_empty_ = false;
    if (lf == in.npos) return in;
    if (in_header_) {
      in_header_ = !line_empty_;
    } else {
      --left_;
    }
    line_empty_ = true;
    at = lf + 1;
  }
  done_ = done_ || (!in_header_ && left_ == 0);
  return in.substr(0, at);
}

}  // namespace postern::pop3
