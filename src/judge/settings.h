// What an administrator says about spam: what each stage weighs, which sum is which level, and what becomes of a level.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/spam_actions.h"
#include "queue/envelope.h"

namespace postern::judge {

using Action = SpamAction;

enum class ListKind : std::uint8_t { address, sender, link };
// A DNS list (RFC 5782). Several rows may read different answers of one zone, which is asked once.
struct List {
  std::string zone;
  ListKind kind = ListKind::address;
  std::string answers;  // which count, see answer_set.h; empty: each
  std::int32_t weight = 4;

  friend bool operator==(const List&, const List&) = default;
};

enum class Where : std::uint8_t { subject, from, to, header, text };
// A pattern in the header or the text.
struct Rule {
  Where where = Where::subject;
  std::string pattern;  // RE2
  std::int32_t weight = 1;
  std::string words;  // what it is called where a verdict is explained

  friend bool operator==(const Rule&, const Rule&) = default;
};

// Weights are points.
struct Settings {
  bool judge = true;
  std::chrono::seconds patience{8};  // for all that is asked about a message together
  std::uint32_t low = 5, medium = 10, high = 20;
  Action low_action = Action::inbox, medium_action = Action::junk, high_action = Action::refuse;
  Action outgoing_action = Action::refuse;  // of a high one
  std::int32_t spf_fail = 5, spf_softfail = 3, spf_none = 1, spf_error = 1;
  std::int32_t dkim_fail = 1;
  std::int32_t dmarc_reject = 15, dmarc_quarantine = 10, dmarc_fail = 2;
  std::int32_t proven = -1;
  std::int32_t no_client_name = 3, unconfirmed_client_name = 2, generic_client_name = 2;
  std::int32_t unknown_helo = 2;
  std::int32_t reputation = 2;
  std::int32_t learnt = 6;
  bool greylist = true;
  std::uint32_t greylist_from = 5;
  std::chrono::seconds greylist_delay{5 * 60}, greylist_window{24 * 3600}, greylist_memory{36 * 24 * 3600};
  std::vector<List> lists;
  std::vector<Rule> rules;
  std::vector<std::string> trusted_senders, blocked_senders;
  Action blocked_action = Action::junk;

  friend bool operator==(const Settings&, const Settings&) = default;
};

std::string_view name(queue::Level);
std::string_view name(Action);
Action action_of(const Settings&, queue::Level);

}  // namespace postern::judge
