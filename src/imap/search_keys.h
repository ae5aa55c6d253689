// SEARCH keys made ready to judge messages. Cold: what is known of a message is handed in, a little at first, and a tree says
// whether that is enough: a body is read only where nothing cheaper decides.
// Use: auto tree = compile(args.key, scope); per message tree->judge(evidence, Cost::view), and again with more while unknown.
#pragma once
#include <bit>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "imap/grammar/search.h"
#include "imap/messages.h"
#include "mime/message.h"
#include "mime/search.h"

namespace postern::imap {

// What has to be read of a message before a key can judge it, cheapest first.
enum class Cost : std::uint8_t { view, fixed, facts, body };
enum class Verdict : std::uint8_t { no, yes, unknown };

struct Evidence {
  std::uint32_t seq = 0;
  store::Row row;
  const store::Fixed* fixed = nullptr;
  std::string_view headers = {};  // the fields kept as facts, or the whole message when that was read
  std::string_view bytes = {};
  std::optional<mime::Message> parsed = {};  // of `bytes`, or of `headers` when there are none
};

class SearchTree {
 public:
  virtual ~SearchTree() = default;
  // The evidence holds what was read up to `known`; with Cost::body the verdict is never unknown.
  [[nodiscard]] virtual Verdict judge(Evidence&, Cost known) const = 0;
  [[nodiscard]] bool uses(Cost what) const { return (uses_ & bit(what)) != 0; }
  [[nodiscard]] Cost dearest() const { return static_cast<Cost>(std::bit_width(uses_) - 1); }

 protected:
  static constexpr unsigned bit(Cost what) { return 1u << static_cast<unsigned>(what); }
  explicit SearchTree(unsigned uses) : uses_(uses | bit(Cost::view)) {}
  static unsigned bits_of(const SearchTree& tree) { return tree.uses_; }

 private:
  unsigned uses_;
};
using SearchTreePtr = std::unique_ptr<SearchTree>;

struct SearchScope {
  const store::MailboxView& view;
  const store::UidRanges& saved;
  Time now;
};

// Null when a message number is above the last one. The scope outlives the tree.
SearchTreePtr compile(const grammar::SearchKey&, const SearchScope&);

bool asks_mod_seq(const grammar::SearchKey&);

}  // namespace postern::imap
