// search = "SEARCH" [search-return-opts] SP search-program
// RFC 9051 §6.4.4, RFC 4731, RFC 5032, RFC 5182, RFC 7162 §3.1.5, RFC 8474 §6, RFC 8514 §4, RFC 5256 §3
#include "imap/grammar/search.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "imap/grammar/flags.h"

namespace postern::imap::grammar {
namespace {

enum class Takes : std::uint8_t { nothing, flag, string, field, day, octets, interval, set, key, two_keys, mod_seq, id };

struct Row {
  std::string_view name;
  SearchTest test;
  Takes takes = Takes::nothing;
  std::string_view flag = {};
  bool negated = false;
};

// Every search-key that begins with a word.
constexpr auto kRows = std::to_array<Row>({
    {"ALL", SearchTest::all},
    {"ANSWERED", SearchTest::flag, Takes::nothing, "\\Answered"},
    {"DELETED", SearchTest::flag, Takes::nothing, "\\Deleted"},
    {"DRAFT", SearchTest::flag, Takes::nothing, "\\Draft"},
    {"FLAGGED", SearchTest::flag, Takes::nothing, "\\Flagged"},
    {"SEEN", SearchTest::flag, Takes::nothing, "\\Seen"},
    {"UNANSWERED", SearchTest::flag, Takes::nothing, "\\Answered", true},
    {"UNDELETED", SearchTest::flag, Takes::nothing, "\\Deleted", true},
    {"UNDRAFT", SearchTest::flag, Takes::nothing, "\\Draft", true},
    {"UNFLAGGED", SearchTest::flag, Takes::nothing, "\\Flagged", true},
    {"UNSEEN", SearchTest::flag, Takes::nothing, "\\Seen", true},
    {"KEYWORD", SearchTest::flag, Takes::flag},
    {"UNKEYWORD", SearchTest::flag, Takes::flag, {}, true},
    {"NEW", SearchTest::recent},
    {"RECENT", SearchTest::recent},
    {"OLD", SearchTest::recent, Takes::nothing, {}, true},
    {"BEFORE", SearchTest::before, Takes::day},
    {"ON", SearchTest::on, Takes::day},
    {"SINCE", SearchTest::since, Takes::day},
    {"SENTBEFORE", SearchTest::sent_before, Takes::day},
    {"SENTON", SearchTest::sent_on, Takes::day},
    {"SENTSINCE", SearchTest::sent_since, Takes::day},
    {"SAVEDBEFORE", SearchTest::saved_before, Takes::day},
    {"SAVEDON", SearchTest::saved_on, Takes::day},
    {"SAVEDSINCE", SearchTest::saved_since, Takes::day},
    {"SAVEDATESUPPORTED", SearchTest::save_date_supported},
    {"LARGER", SearchTest::larger, Takes::octets},
    {"SMALLER", SearchTest::smaller, Takes::octets},
    {"OLDER", SearchTest::older, Takes::interval},
    {"YOUNGER", SearchTest::younger, Takes::interval},
    {"BCC", SearchTest::bcc, Takes::string},
    {"CC", SearchTest::cc, Takes::string},
    {"FROM", SearchTest::from, Takes::string},
    {"TO", SearchTest::to, Takes::string},
    {"SUBJECT", SearchTest::subject, Takes::string},
    {"BODY", SearchTest::body, Takes::string},
    {"TEXT", SearchTest::text, Takes::string},
    {"HEADER", SearchTest::header, Takes::field},
    {"UID", SearchTest::uids, Takes::set},
    {"NOT", SearchTest::not_, Takes::key},
    {"OR", SearchTest::or_, Takes::two_keys},
    {"MODSEQ", SearchTest::mod_seq, Takes::mod_seq},
    {"EMAILID", SearchTest::email_id, Takes::id},
    {"THREADID", SearchTest::thread_id, Takes::id},
});

// Recursion is bounded by Cursor::kMaxDepth for lists and by `depth` for all.
class Keys {
 public:
  explicit Keys(Cursor& in) : in_(in) {}

  SearchKey key(int depth) {
    SearchKey out;
    if (depth > kMaxSearchDepth || ++count_ > kMaxSearchKeys) in_.fail("The search is too deep or too long");
    if (!in_.ok()) return out;
    if (in_.peek() == '(') return list(depth);
    if (is_digit(in_.peek()) || in_.peek() == '*' || in_.peek() == '$') {
      out.test = SearchTest::numbers;
      out.set = sequence_set(in_);
      return out;
    }
    const auto name = word(in_);
    const auto row = std::ranges::find_if(kRows, [&](const Row& r) { return equal_nocase(r.name, name); });
    if (row == kRows.end()) {
      in_.fail("Unknown search key");
      return out;
    }
    out.test = row->test;
    out.negated = row->negated;
    out.text = row->flag;
    arguments(row->takes, out, depth);
    return out;
  }

  SearchKey all_of(int depth) {
    SearchKey out;
    out.test = SearchTest::and_;
    do out.keys.push_back(key(depth + 1));
    while (in_.skip(' '));
    return out;
  }

 private:
  SearchKey list(int depth) {
    SearchKey out;
    if (!in_.open()) return out;
    out = all_of(depth);
    in_.close();
    return out;
  }

  void arguments(Takes takes, SearchKey& out, int depth) {
    if (takes == Takes::nothing) return;
    in_.space();
    switch (takes) {
      case Takes::nothing: return;
      case Takes::flag: out.text = flag(in_); return;
      case Takes::string: out.text = astring(in_); return;
      case Takes::field:
        out.field = astring(in_);
        in_.space();
        out.text = astring(in_);
        return;
      case Takes::day: out.day = date(in_); return;
      case Takes::octets: out.number = number64(in_, UINT64_MAX >> 1); return;
      case Takes::interval: out.number = nz_number(in_); return;
      case Takes::set: out.set = sequence_set(in_); return;
      case Takes::two_keys:
        out.keys.push_back(key(depth + 1));
        in_.space();
        [[fallthrough]];
      case Takes::key: out.keys.push_back(key(depth + 1)); return;
      case Takes::mod_seq: mod_seq(out); return;
      case Takes::id: out.text = atom(in_); return;
    }
  }

  // search-modsequence = "MODSEQ" [search-modseq-ext] SP mod-sequence-valzer; the entry (a flag) is not kept apart,
  // so the message's own modseq is compared: "/flags/\\Draft" all.   RFC 7162 §3.1.5
  void mod_seq(SearchKey& out) {
    if (in_.peek() == '"') {
      string(in_);
      in_.space();
      if (!in_.skip_word("priv") && !in_.skip_word("shared") && !in_.skip_word("all")) in_.fail("Wrong entry type");
      in_.space();
    }
    out.number = number64(in_, UINT64_MAX >> 1);
  }

  Cursor& in_;
  std::size_t count_ = 0;
};

// search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"
SearchReturn return_options(Cursor& in) {
  SearchReturn out;
  out.given = true;
  if (!in.open()) return out;
  if (in.peek() != ')') {
    do {
      if (in.skip_word("MIN"))
        out.min = true;
      else if (in.skip_word("MAX"))
        out.max = true;
      else if (in.skip_word("ALL"))
        out.all = true;
      else if (in.skip_word("COUNT"))
        out.count = true;
      else if (in.skip_word("SAVE"))
        out.save = true;
      else
        in.fail("Unknown search result option");
    } while (in.skip(' '));
  }
  in.close();
  // RFC 4731 §3.1: an empty list means ALL. RFC 5182 §2.1: SAVE alone returns nothing.
  if (!out.min && !out.max && !out.count && !out.save) out.all = true;
  return out;
}

SortArgs::Criterion criterion(Cursor& in) {
  SortArgs::Criterion out;
  out.reverse = in.skip_word("REVERSE");
  if (out.reverse) in.space();
  constexpr std::array<std::string_view, 9> kFields = {"ARRIVAL", "CC",   "DATE",    "DISPLAYFROM", "DISPLAYTO",
                                                       "FROM",    "SIZE", "SUBJECT", "TO"};
  const auto name = word(in);
  const auto found = std::ranges::find_if(kFields, [&](std::string_view f) { return equal_nocase(f, name); });
  if (found == kFields.end())
    in.fail("Unknown sort criterion");
  else
    out.field = static_cast<SortField>(found - kFields.begin());
  return out;
}

SearchArgs charset_and_keys(Cursor& in) {
  SearchArgs args;
  args.charset = to_upper(astring(in));
  in.space();
  args.key = Keys(in).all_of(0);
  return args;
}

}  // namespace

// search-program = ["CHARSET" SP charset SP] search-key *(SP search-key)
SearchArgs search(Cursor& in) {
  SearchArgs args;
  if (in.skip_word("RETURN")) {
    in.space();
    args.result = return_options(in);
    in.space();
  }
  if (in.skip_word("CHARSET")) {
    in.space();
    args.charset = to_upper(astring(in));
    in.space();
  }
  args.key = Keys(in).all_of(0);
  return args;
}

// sort = "SORT" SP "(" sort-criterion *(SP sort-criterion) ")" SP search-criteria
SortArgs sort(Cursor& in) {
  SortArgs args;
  if (!in.open()) return args;
  do args.criteria.push_back(criterion(in));
  while (in.skip(' '));
  in.close();
  if (args.criteria.size() > 16) in.fail("Too many sort criteria");
  in.space();
  args.search = charset_and_keys(in);
  return args;
}

// thread = "THREAD" SP thread-alg SP search-criteria
ThreadArgs thread(Cursor& in) {
  ThreadArgs args;
  args.algorithm = to_upper(atom(in));
  in.space();
  args.search = charset_and_keys(in);
  return args;
}

}  // namespace postern::imap::grammar
