// The beginning of a queued message, read and told line by line.
#include "admin/message_text.h"

#include <algorithm>

#include "admin/words.h"
#include "base/text.h"
#include "mime/charset.h"
#include "mime/message.h"

namespace postern::admin {
namespace {

Task<Result<std::string>> beginning(World& world, const queue::Entry& entry) {
  auto content = co_await world.queue.content(entry.id, entry.message);
  if (!content) co_return pass_on(content);
  const auto skip = static_cast<std::size_t>(entry.message.skip);
  if (content->bytes) co_return content->bytes->substr(std::min(skip, content->bytes->size()), kShownOfMessage);
  co_return co_await world.store.blobs().read(content->blob->name, skip, kShownOfMessage);
}

// A tab, by which long fields are folded, is a blank.
std::string with_blanks(std::string_view line) {
  std::string out(line);
  std::ranges::replace(out, '\t', ' ');
  return out;
}

// Strangers' octets as one line of UTF-8, which is all that an answer in JSON may hold.
std::string shown(std::string_view text, std::string_view charset, std::size_t most) {
  return printable(cut(mime::to_utf8(text, charset), most), most);
}

// Each line by itself: what would move a cursor or hide a word is not passed on.
json::array lines_of(std::string_view text) {
  json::array out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.emplace_back(shown(with_blanks(line), "utf-8", 1000));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

Task<Result<json::object>> as_text(World& world, const queue::Entry& entry) {
  auto text = co_await beginning(world, entry);
  if (!text) co_return pass_on(text);
  const auto parsed = mime::parse(*text);
  json::object out;
  for (const auto* name : {"Subject", "From", "Date"})
    out[to_lower(name) + "_field"] = shown(parsed.unfolded(0, name), "", 500);
  out["lines"] = lines_of(*text);
  co_return out;
}

}  // namespace postern::admin
