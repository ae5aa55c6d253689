// Message identifiers.
#include "mime/message_id.h"

#include "address/mailbox.h"
#include "mime/lexer.h"

namespace postern::mime {
namespace {

// id-left "@" id-right up to ">", one spelling of it; the text between "<" and the end of a broken one goes likewise.
std::string identifier(Lexer& in) {
  std::string left, right;
  bool at_seen = false;
  while (!in.at_end() && in.peek() != '>' && in.peek() != '<') {
    if (in.skip_cfws()) continue;
    if (!at_seen && in.skip('@')) {
      at_seen = true;
    } else if (!at_seen && in.peek() == '"') {
      left += in.quoted_string();
    } else {
      auto& side = at_seen ? right : left;
      const auto run = in.run_until(at_seen ? "<>(" : "<>(@\"");
      side += run;
      if (run.empty()) break;
    }
  }
  in.skip('>');
  if (!at_seen) return left.empty() ? left : address::quoted_local(left);
  return address::quoted_local(left) + "@" + right;
}

}  // namespace

std::vector<std::string> message_ids(std::string_view value, std::size_t limit) {
  std::vector<std::string> ids;
  Lexer in(value);
  while (true) {
    in.skip_cfws();
    if (in.at_end()) return ids;
    if (in.peek() == '"') {
      in.quoted_string();
    } else if (in.skip('<')) {
      std::string id = identifier(in);
      if (id.empty()) continue;
      if (ids.size() >= limit && !ids.empty()) ids.pop_back();
      ids.push_back(std::move(id));
    } else if (in.run_until("<(\"").empty() && in.peek() != '<' && in.peek() != '"' && in.peek() != '(') {
      in.advance(1);
    }
  }
}

}  // namespace postern::mime
