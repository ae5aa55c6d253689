// SEARCH keys made ready to judge messages. Cold: what a key needs of a message is handed in.
// Use: auto tree = compile(args.key, view, saved, now); per message tree->matches(evidence) once the tree's cost was read.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "imap/grammar/search.h"
#include "imap/messages.h"
#include "mime/message.h"
#include "mime/search.h"

namespace postern::imap {

// What has to be read of a message before a key can judge it; each holds those before.
enum class Cost : std::uint8_t { view, fixed, facts, body };

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
  [[nodiscard]] virtual bool matches(Evidence&) const = 0;
  [[nodiscard]] Cost cost() const { return cost_; }
  [[nodiscard]] bool uses_fixed() const { return uses_fixed_; }  // also where `cost` is higher

 protected:
  SearchTree(Cost cost, bool uses_fixed) : cost_(cost), uses_fixed_(uses_fixed) {}

 private:
  Cost cost_;
  bool uses_fixed_;
};
using SearchTreePtr = std::unique_ptr<SearchTree>;

struct SearchScope {
  const store::MailboxView& view;
  const store::UidRanges& saved;
  Time now;
};

// The keys that all have to hold, cheapest first. Nothing when a message number is above the last one.
std::optional<std::vector<SearchTreePtr>> compile(const grammar::SearchKey& all_of, const SearchScope&);

bool asks_mod_seq(const grammar::SearchKey&);

}  // namespace postern::imap
