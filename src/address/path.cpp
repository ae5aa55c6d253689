// Reverse-path and forward-path.
#include "address/path.h"

#include "address/cursor.h"
#include "base/text.h"

namespace postern::address {
namespace {

constexpr std::size_t kMaxPath = 256;  // RFC 5321 §4.5.3.1.3, with its brackets

// After the path's content: the closing bracket, the limit, and the rest of the input handed back.
Result<void> close_path(PathCursor& in, std::string_view& text) {
  if (!in.skip('>')) in.refuse(Failure::invalid, "Malformed path");
  if (in.position() > kMaxPath) in.refuse(Failure::too_large, "Path too long");
  if (in.error()) return std::unexpected(*in.error());
  text.remove_prefix(in.position());
  return {};
}

}  // namespace

// Reverse-path = Path / "<>"; Path = "<" [ A-d-l ":" ] Mailbox ">"
Result<ReversePath> reverse_path(std::string_view& text, Charset charset) {
  PathCursor in(text, charset);
  ReversePath path;
  if (!in.skip('<')) in.refuse(Failure::invalid, "Malformed path");
  if (!in.peek('>')) {
    path.route = in.source_route();
    path.mailbox = in.mailbox();
  }
  if (auto closed = close_path(in, text); !closed) return pass_on(closed);
  return path;
}

// Forward-path = Path; RCPT also takes "<Postmaster>" (RFC 5321 §4.1.1.3)
Result<ForwardPath> forward_path(std::string_view& text, Charset charset) {
  PathCursor in(text, charset);
  ForwardPath path;
  if (!in.skip('<')) in.refuse(Failure::invalid, "Malformed path");
  path.postmaster = starts_nocase(text, "<postmaster>") && in.skip_word("postmaster");
  if (!path.postmaster) {
    path.route = in.source_route();
    path.mailbox = in.mailbox();
  }
  if (auto closed = close_path(in, text); !closed) return pass_on(closed);
  return path;
}

}  // namespace postern::address
