// LIST and LSUB: RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154 §2, RFC 3348; RFC 3501 §6.3.9.
#include <algorithm>

#include "base/text.h"
#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/grammar/mailbox.h"
#include "imap/listing.h"

namespace postern::imap::commands {
namespace {

using Entry = std::pair<const std::string, ListedName>;

constexpr std::size_t kNamesInARow = 200;  // then the other connections of the reactor have a turn

// The patterns behind their reference.
class Patterns {
 public:
  explicit Patterns(const grammar::ListArgs& args) {
    for (const auto& pattern : args.patterns) {
      const auto full = grammar::with_capital_inbox(args.reference + pattern);
      patterns_.emplace_back(full);
      inbox_ |= grammar::Pattern(to_upper(full)).matches("INBOX");  // one name in any case (RFC 9051 §5.1)
    }
  }
  [[nodiscard]] bool too_many_wildcards() const {
    return std::ranges::any_of(patterns_, &grammar::Pattern::has_too_many_wildcards);
  }
  [[nodiscard]] bool match(std::string_view name) const {
    if (inbox_ && name == "INBOX") return true;
    return std::ranges::any_of(patterns_, [name](const grammar::Pattern& p) { return p.matches(name); });
  }

 private:
  std::vector<grammar::Pattern> patterns_;
  bool inbox_ = false;
};

bool has_use(const ListedName& n) { return n.mailbox != nullptr && !special_use(n.mailbox->role).empty(); }

// The selection options; without any, what exists.
bool wanted(const grammar::ListArgs& args, const ListedName& n) {
  if (args.only_subscribed && !n.subscribed) return false;
  if (args.only_special_use && !has_use(n)) return false;
  return args.only_subscribed || n.mailbox != nullptr;
}

class Answer {
 public:
  Answer(Context& c, const grammar::ListArgs& args, const Listing& listing, std::string_view word)
      : c_(c), args_(args), listing_(listing), word_(word) {}

  void line(const Entry& entry, bool child_info) {
    auto w = c_.writer();
    w.text("* ").text(word_).text(" (");
    attributes(entry);
    w.text(") \"/\" ").mailbox(entry.first);
    if (child_info) w.text(" (CHILDINFO (\"SUBSCRIBED\"))");
    w.end();
  }

 private:
  void put(std::string_view attribute) {
    if (attribute.empty()) return;
    auto& out = c_.out.buffer();
    if (!std::exchange(first_, false)) out += ' ';
    out += attribute;
  }
  void attributes(const Entry& entry) {
    first_ = true;
    const auto& [name, n] = entry;
    if (n.mailbox == nullptr) put(args_.extended || c_.session.rev2 ? "\\NonExistent" : "\\Noselect");
    if (n.subscribed && (args_.only_subscribed || args_.return_subscribed) && word_ == "LIST") put("\\Subscribed");
    put(listing_.has_children(name) ? "\\HasChildren" : "\\HasNoChildren");  // RFC 3348
    if (n.mailbox != nullptr) put(special_use(n.mailbox->role));
  }

  Context& c_;
  const grammar::ListArgs& args_;
  const Listing& listing_;
  std::string_view word_;
  bool first_ = true;
};

Outcome too_many_wildcards() { return no("[LIMIT] A pattern has too many wildcards"); }

// INBOX first, the others by name.
std::vector<const Entry*> in_order(const Listing& listing) {
  std::vector<const Entry*> entries;
  const auto inbox = listing.names().find("INBOX");
  if (inbox != listing.names().end()) entries.push_back(&*inbox);
  for (const auto& entry : listing.names())
    if (entry.first != "INBOX") entries.push_back(&entry);
  return entries;
}

}  // namespace

Task<Outcome> list(Context& c, grammar::ListArgs args) {
  if (args.patterns.size() == 1 && args.patterns[0].empty() && !args.extended) {
    c.out.buffer() += "* LIST (\\Noselect) \"/\" \"\"\r\n";  // asks for the separator
    co_return ok("Listed");
  }
  const auto& asked = args.status;
  if (std::ranges::find(asked, grammar::StatusItem::highest_mod_seq) != asked.end()) enable_condstore(c);
  auto listing = co_await read_listing(c);
  if (!listing) co_return refused(listing.error());
  Answer answer(c, args, **listing, "LIST");
  const Patterns patterns(args);
  if (patterns.too_many_wildcards()) co_return too_many_wildcards();
  const auto selects = [&](const ListedName& n) { return wanted(args, n); };
  std::size_t seen = 0;
  for (const auto* entry : in_order(**listing)) {
    if (++seen % kNamesInARow == 0) co_await pause_until{c.after({})};
    const auto& [name, n] = *entry;
    const bool selected = selects(n);
    const bool plain = !args.only_subscribed && !args.only_special_use;
    const bool only_level = plain && n.mailbox == nullptr && (*listing)->has_children(name);
    const bool child_info = args.recursive_match && (*listing)->any_below(name, selects);
    if ((!selected && !only_level && !child_info) || !patterns.match(name)) continue;
    answer.line(*entry, child_info && args.only_subscribed);
    // RFC 5819 §2: not of those that are listed for their inferiors alone.
    if (selected && n.mailbox != nullptr && !args.status.empty()) {
      auto told = co_await append_status_line(c, *n.mailbox, args.status);
      if (!told) co_return refused(told.error());
    }
    auto drained = co_await c.out.drain();
    ignore(drained, "a peer that is gone is noticed by the next write");
  }
  co_return ok("Listed");
}

// A level whose inferiors are subscribed shows as \Noselect when "%" stops at it.
Task<Outcome> lsub(Context& c, grammar::ListArgs args) {
  auto listing = co_await read_listing(c);
  if (!listing) co_return refused(listing.error());
  Answer answer(c, args, **listing, "LSUB");
  const Patterns patterns(args);
  if (patterns.too_many_wildcards()) co_return too_many_wildcards();
  const bool percent = std::ranges::any_of(args.patterns, [](const std::string& p) { return p.ends_with('%'); });
  std::size_t seen = 0;
  for (const auto* entry : in_order(**listing)) {
    if (++seen % kNamesInARow == 0) co_await pause_until{c.after({})};
    const auto& [name, n] = *entry;
    if (!patterns.match(name)) continue;
    if (n.subscribed) {
      answer.line(*entry, false);
    } else if (percent && (*listing)->any_below(name, [](const ListedName& below) { return below.subscribed; })) {
      c.writer().text("* LSUB (\\Noselect) \"/\" ").mailbox(name).end();
    }
  }
  co_return ok("Listed");
}

}  // namespace postern::imap::commands
