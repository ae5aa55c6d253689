// Two listings of an account compared by the words of RFC 5465 §5.
#include "imap/watch.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "imap/grammar/mailbox.h"
#include "imap/listing.h"

namespace postern::imap {
namespace {

using Filter = grammar::NotifyGroup::Filter;

bool is_below(std::string_view name, std::string_view above) {
  return name.size() > above.size() && name.starts_with(above) && name[above.size()] == grammar::kSeparator;
}

// RFC 5465 §6. A delivery may go to any mailbox, so "inboxes" are "personal" ones, and these are all of the account.
bool names(const grammar::NotifyGroup& group, std::string_view name, bool subscribed) {
  const auto is = [&](const std::string& m) { return m == name; };
  switch (group.filter) {
    case Filter::selected:
    case Filter::selected_delayed: return false;
    case Filter::inboxes:
    case Filter::personal: return true;
    case Filter::subscribed: return subscribed;
    case Filter::mailboxes: return std::ranges::any_of(group.mailboxes, is);
    case Filter::subtree:
      return std::ranges::any_of(group.mailboxes, [&](const std::string& m) { return is(m) || is_below(name, m); });
  }
  return false;
}

std::string_view parent_of(std::string_view name) {
  const auto slash = name.rfind(grammar::kSeparator);
  return slash == name.npos ? std::string_view{} : name.substr(0, slash);
}

}  // namespace

Watch::Watch(std::vector<grammar::NotifyGroup> groups) {
  for (auto& group : groups) {
    if (group.selected()) {
      selected_ = std::move(group);
    } else if (group.events.messages || group.events.names || group.events.subscriptions) {
      others_.push_back(std::move(group));
    }
  }
}

bool Watch::too_much() const {
  std::size_t named = others_.size();
  for (const auto& group : others_) named += group.mailboxes.size();
  return named > kMostMailboxes;
}

grammar::NotifyEvents Watch::events(std::string_view name, bool subscribed) const {
  grammar::NotifyEvents all;
  for (const auto& group : others_) {
    if (!names(group, name, subscribed)) continue;
    all.messages |= group.events.messages;
    all.flags |= group.events.flags;
    all.names |= group.events.names;
    all.subscriptions |= group.events.subscriptions;
  }
  return all;
}

std::optional<Watch::Snapshot> Watch::snapshot(const Listing& listing) const {
  Snapshot out;
  std::size_t bytes = 0;
  for (const auto& [name, listed] : listing.names()) {
    const auto wanted = events(name, listed.subscribed);
    if (!wanted.messages && !wanted.names && !wanted.subscriptions) continue;
    bytes += sizeof(Known) + name.size();
    if (out.size() == kMostMailboxes || bytes > kMostBytes) return {};
    auto& known = out.emplace_back();
    known.name = name;
    known.subscribed = listed.subscribed;
    if (listed.mailbox == nullptr) continue;
    const auto& state = listed.mailbox->state;
    known.id = listed.mailbox->id;
    known.uidvalidity = state.uidvalidity;
    known.exists = state.exists;
    known.unseen = state.unseen;
    known.uidnext = state.uidnext;
    known.highest = state.highest;
  }
  out.shrink_to_fit();
  return out;
}

// What has changed from one snapshot to the next.
class Watch::Comparison {
 public:
  Comparison(const Watch& watch, const Listing& listing, const Snapshot& before, const Snapshot& now)
      : watch_(watch), listing_(listing), before_(before), now_(now) {
    for (const auto& known : before_)
      if (known.id) by_id_.emplace(known.id, &known);
    for (const auto& known : now_)
      if (known.id) still_there_.insert(known.id);
  }

  News news(MailboxId selected, MailboxId selected_before, bool mod_seq) {
    for (const auto& known : now_) appeared(known);
    for (const auto& known : before_) disappeared(known);
    for (const auto& known : now_) {
      if (!known.id || known.id == selected || known.id == selected_before) continue;
      messages(known, mod_seq);
    }
    return std::move(news_);
  }

 private:
  [[nodiscard]] const Known* same_mailbox(const Known& known) const {
    const auto found = by_id_.find(known.id);
    return found == by_id_.end() ? nullptr : found->second;
  }
  [[nodiscard]] const Known* same_name(const Snapshot& in, std::string_view name) const {
    const auto at = std::ranges::lower_bound(in, name, {}, [](const Known& k) { return std::string_view(k.name); });
    return at == in.end() || at->name != name ? nullptr : &*at;
  }
  [[nodiscard]] const ListedName* listed(std::string_view name) const {
    const auto at = listing_.names().find(name);
    return at == listing_.names().end() ? nullptr : &at->second;
  }
  void list(std::string_view name, std::string_view old_name = {}) {
    if (!watch_.is_own(name)) news_.lists.try_emplace(std::string(name), old_name);
  }

  // RFC 5465 §5.4: the mailbox and its direct parent, whether that exists or not, are affected.
  void list_with_parent(std::string_view name) {
    list(name);
    const auto parent = parent_of(name);
    if (parent.empty()) return;
    const auto* there = listed(parent);
    if (watch_.events(parent, there != nullptr && there->subscribed).names) list(parent);
  }

  // RFC 5465 §5.4: inferiors that only went along with a renamed superior are not told.
  [[nodiscard]] bool went_along(const Known& was, const Known& is) const {
    for (auto above = parent_of(was.name); !above.empty(); above = parent_of(above)) {
      const auto rest = std::string_view(was.name).substr(above.size());
      if (!is.name.ends_with(rest)) return false;
      const auto* superior = same_name(before_, above);
      const auto moved_to = std::string_view(is.name).substr(0, is.name.size() - rest.size());
      const auto* superior_now = same_name(now_, moved_to);
      if (superior != nullptr && superior_now != nullptr && superior->id == superior_now->id && superior->id &&
          watch_.events(moved_to, superior_now->subscribed).names)
        return true;
    }
    return false;
  }

  void appeared(const Known& is) {
    const auto wanted = watch_.events(is.name, is.subscribed);
    const auto* was = same_mailbox(is);
    if (wanted.names && is.id) {
      if (was == nullptr) {
        list_with_parent(is.name);
      } else if (was->name != is.name && !went_along(*was, is)) {
        list(is.name, was->name);
      }
    }
    const auto* name_before = same_name(before_, is.name);
    const bool subscribed_before = name_before != nullptr && name_before->subscribed;
    if (wanted.subscriptions && subscribed_before != is.subscribed) list(is.name);  // RFC 5465 §5.5
  }

  void disappeared(const Known& was) {
    const auto wanted = watch_.events(was.name, was.subscribed);
    const auto* there = listed(was.name);
    const bool gone = was.id && !still_there_.contains(was.id) && (there == nullptr || there->mailbox == nullptr);
    if (wanted.names && gone) list_with_parent(was.name);
    const bool subscribed = there != nullptr && there->subscribed;
    if (wanted.subscriptions && was.subscribed && !subscribed) list(was.name);
  }

  // RFC 5465 §5.1 to §5.3
  void messages(const Known& is, bool mod_seq) {
    using enum grammar::StatusItem;
    const auto wanted = watch_.events(is.name, is.subscribed);
    const Known nothing;
    const auto* found = same_mailbox(is);
    if (!wanted.messages || (found == nullptr && watch_.is_own(is.name))) return;
    const auto& was = found != nullptr ? *found : nothing;
    const auto came = is.uidnext.value - was.uidnext.value;
    const auto own = watch_.own_count(is.id);
    const bool counts = came > own || was.exists + came != is.exists;
    const bool unseen_changed = wanted.flags && is.unseen != was.unseen && own == 0;
    const bool flags = wanted.flags && found != nullptr && own == 0 && is.highest != was.highest && (mod_seq || unseen_changed);
    const auto* name_before = same_name(before_, is.name);
    const bool other_validity = name_before != nullptr && name_before->id && name_before->uidvalidity != is.uidvalidity;
    if (!counts && !flags && !(wanted.flags && other_validity)) return;
    auto& items = news_.statuses.emplace_back(is.name, std::vector<grammar::StatusItem>{}).items;
    if (counts) items = {grammar::StatusItem::messages, uid_next};
    if (!counts || other_validity) items.push_back(uid_validity);
    if (unseen_changed) items.push_back(unseen);
    if (mod_seq) items.push_back(highest_mod_seq);
  }

  const Watch& watch_;
  const Listing& listing_;
  const Snapshot& before_;
  const Snapshot& now_;
  std::unordered_map<MailboxId, const Known*> by_id_;
  std::unordered_set<MailboxId> still_there_;
  News news_;
};

std::optional<Watch::News> Watch::compare(const Listing& listing, MailboxId selected, bool mod_seq) {
  auto now = snapshot(listing);
  if (!now) return {};
  News news;
  if (known_) news = Comparison(*this, listing, *known_, *now).news(selected, selected_before_, mod_seq);
  known_ = std::move(now);
  selected_before_ = selected;
  forget_own();
  return news;
}

// RFC 5465 §3.1: which counters go with which events.
std::vector<Watch::News::Status> Watch::first_statuses() const {
  using enum grammar::StatusItem;
  std::vector<News::Status> out;
  for (const auto& known : *known_) {
    const auto wanted = events(known.name, known.subscribed);
    if (!wanted.messages || !known.id || known.id == selected_before_) continue;
    out.push_back({known.name, {messages, uid_next, uid_validity}});
    if (wanted.flags) out.back().items.push_back(highest_mod_seq);
  }
  return out;
}

void Watch::own_messages(MailboxId mailbox, const store::UidRanges& uids) {
  auto& own = own_messages_[mailbox];
  own.insert(own.end(), uids.begin(), uids.end());
}

bool Watch::is_own(MailboxId mailbox, Uid uid) const {
  const auto found = own_messages_.find(mailbox);
  return found != own_messages_.end() &&
         std::ranges::any_of(found->second, [&](const store::UidRange& r) { return r.first <= uid && uid <= r.last; });
}

std::uint64_t Watch::own_count(MailboxId mailbox) const {
  std::uint64_t n = 0;
  if (const auto found = own_messages_.find(mailbox); found != own_messages_.end())
    for (const auto& [first, last] : found->second) n += std::uint64_t{last.value} - first.value + 1;
  return n;
}

// A name, the superiors that were made for it, and the inferiors that went with it.
bool Watch::is_own(std::string_view name) const {
  return std::ranges::any_of(own_names_,
                             [&](const std::string& own) { return own == name || is_below(own, name) || is_below(name, own); });
}

void Watch::forget_own() {
  own_names_.clear();
  own_messages_.clear();
}

}  // namespace postern::imap
