// The rules, one a row. The first that holds says why.
#include "autoreply/guard.h"

#include <algorithm>
#include <array>

#include "base/said.h"
#include "base/text.h"
#include "mime/address_list.h"

namespace postern::autoreply {
namespace {

constexpr std::size_t kMostAddresses = 1000;  // that are looked at for one of our own

// The word that a field begins with: "no" of "no; comment".
std::string first_word(const std::string& value) {
  return to_lower(trim(std::string_view(value).substr(0, value.find_first_of("; (,"))));
}

bool any(const Question& q, std::string_view field, auto holds) { return std::ranges::any_of(q.message.all(0, field), holds); }

// Names behind which programs are.   RFC 3834 §2, RFC 5321 §4.5.1
bool is_daemon(const Question& q) {
  constexpr std::array kNames{"postmaster", "mailer-daemon", "noreply", "no-reply", "donotreply", "do-not-reply",
                              "listserv",   "majordomo",     "daemon",  "bounce",   "bounces",    "root"};
  constexpr std::array kFronts{"owner-", "bounce-", "bounces-", "bounces+", "noreply-", "no-reply-", "prvs="};
  constexpr std::array kEnds{"-request", "-owner", "-bounce", "-bounces", "-noreply", "-no-reply"};
  const auto local = to_lower(q.envelope.reverse_path->local());
  const auto begins = [&](std::string_view front) { return local.starts_with(front); };
  const auto ends = [&](std::string_view end) { return local.ends_with(end); };
  return std::ranges::find(kNames, local) != kNames.end() || std::ranges::any_of(kFronts, begins) ||
         std::ranges::any_of(kEnds, ends);
}

// RFC 3834 §5: anything but "no" is of a program.
bool is_automatic(const Question& q) {
  return any(q, "Auto-Submitted", [](const auto& value) { return first_word(value) != "no"; });
}

// RFC 2369, RFC 2919
bool is_of_a_list(const Question& q) {
  constexpr std::array kFields{"List-Id",    "List-Help", "List-Unsubscribe", "List-Subscribe",
                               "List-Owner", "List-Post", "List-Archive",     "List-Unsubscribe-Post"};
  return std::ranges::any_of(kFields, [&](const char* field) { return q.message.count(0, field) > 0; });
}

bool is_bulk(const Question& q) {
  constexpr std::array kWords{"bulk", "list", "junk"};
  return any(q, "Precedence", [&](const auto& value) { return std::ranges::find(kWords, first_word(value)) != kWords.end(); });
}

// What programs of one vendor write, and many more read: "All", "OOF, AutoReply".
bool wants_none(const Question& q) {
  return any(q, "X-Auto-Response-Suppress", [](const auto& value) { return first_word(value) != "none"; });
}

// A report on another message answers already.   RFC 6522
bool is_report(const Question& q) { return q.message.parts.front().type.is("multipart", "report"); }

bool is_own(const mime::Address& one, const Question& q) {
  if (one.kind != mime::AddressKind::mailbox) return false;
  const auto mailbox = address::parse_mailbox(mime::mailbox_text(one), address::Charset::utf8);
  return mailbox && q.is_own(*mailbox);
}

// RFC 3834 §2: who is not named was not written to, but a list or everybody was.
bool names_nobody(const Question& q) {
  constexpr std::array kFields{"To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"};
  auto left = kMostAddresses;
  for (const auto* field : kFields)
    for (const auto& value : q.message.all(0, field)) {
      const auto all = mime::address_list(value, left);
      if (std::ranges::any_of(all, [&](const auto& one) { return is_own(one, q); })) return false;
      left -= std::min(left, all.size());
    }
  return true;
}

struct Rule {
  Withheld why;
  bool (*holds)(const Question&);
  std::string_view words;
};
constexpr std::array kRules{
    Rule{Withheld::null_path, [](const Question& q) { return !q.envelope.reverse_path; },
         phrase<"it has the null reverse-path">()},
    Rule{Withheld::daemon, is_daemon, phrase<"its sender is a program by his name">()},
    Rule{Withheld::unproven, [](const Question& q) { return !q.envelope.judged.path_is_proven; },
         phrase<"nothing proves that it is from its reverse-path">()},
    Rule{Withheld::junk, [](const Question& q) { return q.junk || q.envelope.judged.level != queue::Level::none; },
         phrase<"it may be junk">()},
    Rule{Withheld::automatic, is_automatic, phrase<"a program has sent it (Auto-Submitted)">()},
    Rule{Withheld::list, is_of_a_list, phrase<"it comes by a mailing list">()},
    Rule{Withheld::bulk, is_bulk, phrase<"it is for many (Precedence)">()},
    Rule{Withheld::unwanted, wants_none, phrase<"its sender wants no automatic answer">()},
    Rule{Withheld::report, is_report, phrase<"it is a report">()},
    Rule{Withheld::own, [](const Question& q) { return q.is_own(*q.envelope.reverse_path); },
         phrase<"its sender is the account itself">()},
    Rule{Withheld::not_named, names_nobody, phrase<"no address of the account is among those that it is to">()},
};

}  // namespace

Withheld may_answer(const Question& q) {
  const auto hit = std::ranges::find_if(kRules, [&](const Rule& rule) { return rule.holds(q); });
  return hit == kRules.end() ? Withheld::no : hit->why;
}

std::string_view words(Withheld why) {
  const auto row = std::ranges::find(kRules, why, &Rule::why);
  return row == kRules.end() ? "" : row->words;
}

}  // namespace postern::autoreply
