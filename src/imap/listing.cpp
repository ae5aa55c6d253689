// Mailbox names, their hierarchy and attributes: RFC 9051 §6.3.9 and §7.3.1, RFC 6154.
#include "imap/listing.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "imap/object_ids.h"

namespace postern::imap {
namespace {

struct RoleName {
  store::Role role;
  std::string_view attribute;
};
constexpr std::array<RoleName, 8> kRoles = {{{store::Role::archive, "\\Archive"},
                                             {store::Role::drafts, "\\Drafts"},
                                             {store::Role::flagged, "\\Flagged"},
                                             {store::Role::junk, "\\Junk"},
                                             {store::Role::sent, "\\Sent"},
                                             {store::Role::trash, "\\Trash"},
                                             {store::Role::all, "\\All"},
                                             {store::Role::important, "\\Important"}}};

// RFC 9208 §4.3: what EXPUNGE would give back.
Task<Result<std::uint64_t>> deleted_storage(Context& c, const store::Mailbox& mailbox) {
  std::uint64_t octets = 0;
  if (mailbox.state.deleted == 0) co_return octets;
  auto view = co_await c.store().open(c.account(), mailbox.id);
  if (!view) co_return pass_on(view);
  std::vector<store::SeqRange> marked;
  (*view)->each(1, (*view)->exists(), [&](std::uint32_t seq, const store::Row& row) {
    if (row.flags & store::kDeleted) marked.push_back({seq, seq});
  });
  auto add = [&octets](std::uint32_t, const store::Row&, const store::Fixed& fixed) {
    octets += fixed.size;
    return true;
  };
  auto read = co_await c.store().fixed(*view, std::move(marked), std::move(add));
  if (!read) co_return pass_on(read);
  co_return octets;
}

void append_item(Context& c, const store::Mailbox& mailbox, grammar::StatusItem item) {
  using enum grammar::StatusItem;
  auto w = c.writer();
  const auto& state = mailbox.state;
  switch (item) {
    case messages: w.number(state.exists); break;
    case recent: w.number(0); break;
    case uid_next: w.number(state.uidnext.value); break;
    case uid_validity: w.number(state.uidvalidity); break;
    case unseen: w.number(state.unseen); break;
    case deleted: w.number(state.deleted); break;
    case size: w.number(state.size); break;
    case highest_mod_seq: w.number(state.highest.value); break;
    case mailbox_id: w.text("(").text(imap::mailbox_id(mailbox.id)).text(")"); break;
    case append_limit: w.number(c.settings().max_message_size.value); break;
    case deleted_storage: break;  // not from the counters
  }
}

}  // namespace

Listing::Listing(std::vector<store::Mailbox> mailboxes, const std::vector<std::string>& subscriptions)
    : mailboxes_(std::move(mailboxes)) {
  for (const auto& mailbox : mailboxes_) {
    auto& entry = names_[mailbox.name];
    entry.mailbox = &mailbox;
    for (auto slash = mailbox.name.rfind('/'); slash != std::string::npos && slash > 0;
         slash = mailbox.name.rfind('/', slash - 1))
      names_.try_emplace(mailbox.name.substr(0, slash));
  }
  for (const auto& name : subscriptions) names_[name].subscribed = true;
}

bool Listing::has_children(std::string_view name) const {
  return any_below(name, [](const ListedName& n) { return n.mailbox != nullptr; });
}

Task<Result<std::unique_ptr<Listing>>> read_listing(const Context& c) {
  auto mailboxes = co_await c.store().list(c.account());
  if (!mailboxes) co_return pass_on(mailboxes);
  auto subscriptions = co_await c.store().subscriptions(c.account());
  if (!subscriptions) co_return pass_on(subscriptions);
  co_return std::make_unique<Listing>(std::move(*mailboxes), *subscriptions);
}

std::string_view special_use(store::Role role) {
  const auto found = std::ranges::find(kRoles, role, &RoleName::role);
  return found == kRoles.end() ? std::string_view{} : found->attribute;
}

std::optional<store::Role> role_of(std::string_view attribute) {
  for (const auto& [role, name] : kRoles)
    if (equal_nocase(name, attribute)) return role;
  return {};
}

void append_list_line(const Context& c, const store::Mailbox& mailbox) {
  c.writer().text("* LIST (").text(special_use(mailbox.role)).text(") \"/\" ").mailbox(mailbox.name).end();
}

void append_full_list_line(const Context& c, const Listing& listing, const std::string& name, const std::string& old_name) {
  const auto found = listing.names().find(name);
  const auto listed = found == listing.names().end() ? ListedName{} : found->second;
  std::string attributes;
  if (listed.mailbox == nullptr) attributes += "\\NonExistent ";
  if (listed.subscribed) attributes += "\\Subscribed ";
  attributes += listing.has_children(name) ? "\\HasChildren" : "\\HasNoChildren";
  if (listed.mailbox != nullptr && !special_use(listed.mailbox->role).empty())
    attributes.append(" ").append(special_use(listed.mailbox->role));
  auto w = c.writer();
  w.text("* LIST (").text(attributes).text(") \"/\" ").mailbox(name);
  if (!old_name.empty()) w.text(" (OLDNAME (").mailbox(old_name).text("))");
  w.end();
}

Task<Result<void>> append_status_line(Context& c, const store::Mailbox& mailbox,
                                      const std::vector<grammar::StatusItem>& items) {
  std::uint64_t reclaimable = 0;
  if (std::ranges::find(items, grammar::StatusItem::deleted_storage) != items.end()) {
    auto octets = co_await deleted_storage(c, mailbox);
    if (!octets) co_return pass_on(octets);
    reclaimable = *octets;
  }
  auto w = c.writer();
  w.text("* STATUS ").mailbox(mailbox.name).text(" (");
  bool first = true;
  for (const auto item : items) {
    if (!std::exchange(first, false)) w.space();
    w.text(grammar::name(item)).space();
    if (item == grammar::StatusItem::deleted_storage)
      w.number(reclaimable);
    else
      append_item(c, mailbox, item);
  }
  w.text(")").end();
  co_return Result<void>{};
}

}  // namespace postern::imap
