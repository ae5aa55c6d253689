// The names of an account as LIST and LSUB show them, and the answer lines that describe a mailbox.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "imap/context.h"
#include "imap/grammar/list.h"

namespace postern::imap {

// A name in the hierarchy. Without a mailbox it is only a level above one, or a subscription that outlived it.
struct ListedName {
  const store::Mailbox* mailbox = nullptr;
  bool subscribed = false;
};

class Listing {
 public:
  Listing(std::vector<store::Mailbox> mailboxes, const std::vector<std::string>& subscriptions);
  Listing(const Listing&) = delete;
  Listing& operator=(const Listing&) = delete;

  [[nodiscard]] const std::map<std::string, ListedName, std::less<>>& names() const { return names_; }
  [[nodiscard]] bool has_children(std::string_view name) const;
  // Whether a name below this one satisfies `wanted`.
  template <class Wanted>
  [[nodiscard]] bool any_below(std::string_view name, Wanted wanted) const {
    const auto prefix = std::string(name) + '/';
    for (auto it = names_.lower_bound(prefix); it != names_.end() && it->first.starts_with(prefix); ++it)
      if (wanted(it->second)) return true;
    return false;
  }

 private:
  std::vector<store::Mailbox> mailboxes_;
  std::map<std::string, ListedName, std::less<>> names_;
};

Task<Result<std::unique_ptr<Listing>>> read_listing(const Context&);

// "\Drafts", or nothing.
std::string_view special_use(store::Role);
std::optional<store::Role> role_of(std::string_view attribute);  // in any case

// "* LIST (\Drafts) "/" name"
void append_list_line(const Context&, const store::Mailbox&);
// The name as it stands in the listing, subscribed and children too: "* LIST (\Subscribed \HasNoChildren) "/" name". With the
// name it had before where one is given: " (OLDNAME (old))" (RFC 9051 §6.3.9.7).
void append_full_list_line(const Context&, const Listing&, const std::string& name, const std::string& old_name);
// "* STATUS name (MESSAGES 5)"
Task<Result<void>> append_status_line(Context&, const store::Mailbox&, const std::vector<grammar::StatusItem>&);

}  // namespace postern::imap
