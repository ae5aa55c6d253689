// RFC 5256 §2.1, step by step, each character looked at a bounded number of times.
#include "mime/subject.h"

#include "base/text.h"
#include "mime/encoded_word.h"
#include "mime/message.h"

namespace postern::mime {
namespace {

// Step 1: UTF-8, tabs and runs of white space as one space.
std::string spaced(std::string_view raw) {
  const std::string decoded = decode_words(unfold(raw));
  std::string out;
  out.reserve(decoded.size());
  for (char c : decoded) {
    if (c == '\t' || c == '\r' || c == '\n') c = ' ';
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

void skip_spaces(std::string_view& s) {
  while (s.starts_with(' ')) s.remove_prefix(1);
}

// subj-blob = "[" *BLOBCHAR "]" *WSP
bool skip_blob(std::string_view& s) {
  if (!s.starts_with('[')) return false;
  const auto end = s.find_first_of("[]", 1);
  if (end == s.npos || s[end] != ']') return false;
  s.remove_prefix(end + 1);
  skip_spaces(s);
  return true;
}

// subj-refwd = ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"
bool skip_refwd(std::string_view& s) {
  auto in = s;
  if (starts_nocase(in, "re")) {
    in.remove_prefix(2);
  } else if (starts_nocase(in, "fw")) {
    in.remove_prefix(in.size() > 2 && lower(in[2]) == 'd' ? 3 : 2);
  } else {
    return false;
  }
  skip_spaces(in);
  skip_blob(in);
  if (!in.starts_with(':')) return false;
  s = in.substr(1);
  return true;
}

// Step 2: subj-trailer = "(fwd)" / WSP
bool drop_trailers(std::string_view& s) {
  bool any = false;
  while (true) {
    if (s.ends_with(' ')) {
      s.remove_suffix(1);
    } else if (s.size() >= 5 && equal_nocase(s.substr(s.size() - 5), "(fwd)")) {
      s.remove_suffix(5);
      any = true;
    } else {
      return any;
    }
  }
}

// Steps 3 to 5: subj-leader = (*subj-blob subj-refwd) / WSP, then blobs that leave a base behind. A chain of blobs is walked
// once: either a refwd follows it and all goes, or the chain itself goes as far as something remains.
bool drop_leaders(std::string_view& s) {
  bool any = false;
  while (true) {
    skip_spaces(s);
    auto in = s, last_blob = s;
    for (auto before = in; skip_blob(in); before = in) last_blob = before;
    auto after = in;
    if (skip_refwd(after)) {
      s = after;
      any = true;
      continue;
    }
    s = in.empty() ? last_blob : in;
    return any;
  }
}

// Step 6: subj-fwd = "[fwd:" subj-base "]"
bool drop_forward(std::string_view& s) {
  constexpr std::string_view kHead = "[fwd:";
  if (!starts_nocase(s, kHead) || !s.ends_with(']')) return false;
  s = s.substr(kHead.size(), s.size() - kHead.size() - 1);
  return true;
}

}  // namespace

BaseSubject base_subject(std::string_view raw) {
  const std::string text = spaced(raw);
  std::string_view s = text;
  BaseSubject base;
  do {
    base.is_reply = drop_trailers(s) || base.is_reply;
    base.is_reply = drop_leaders(s) || base.is_reply;
    if (!drop_forward(s)) break;
    base.is_reply = true;
  } while (true);
  base.text = s;
  return base;
}

}  // namespace postern::mime
