// What SEARCH, SORT and THREAD ask for.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "imap/grammar/datetime.h"
#include "imap/grammar/sequence_set.h"

namespace postern::imap::grammar {

enum class SearchTest : std::uint8_t {
  all,
  and_,
  or_,
  not_,
  numbers,
  uids,
  flag,    // text is the flag; with `negated` it has to be absent
  recent,  // RECENT, NEW; OLD with `negated`
  before,
  on,
  since,
  sent_before,
  sent_on,
  sent_since,
  saved_before,
  saved_on,
  saved_since,
  larger,
  smaller,
  older,
  younger,  // older, younger: RFC 5032
  bcc,
  cc,
  from,
  to,
  subject,
  header,
  body,
  text,
  mod_seq,
  email_id,
  thread_id,
  save_date_supported,
};

struct SearchKey {
  SearchTest test = SearchTest::all;
  bool negated = false;
  std::string text;          // what is looked for; a flag
  std::string field;         // HEADER's field
  std::uint64_t number = 0;  // octets, seconds, modseq
  Day day;
  SequenceSet set;
  std::vector<SearchKey> keys;  // of and_, or_, not_
};

struct SearchReturn {
  bool given = false;  // RETURN (...) was there, so the answer is ESEARCH (RFC 4731)
  bool min = false, max = false, all = false, count = false;
  bool save = false;  // RFC 5182
};

struct SearchArgs {
  SearchReturn result;
  std::string charset;  // in capitals; empty when not given
  SearchKey key;        // and_ of all keys
};

enum class SortField : std::uint8_t { arrival, cc, date, display_from, display_to, from, size, subject, to };

struct SortArgs {
  struct Criterion {
    SortField field = SortField::arrival;
    bool reverse = false;
  };
  std::vector<Criterion> criteria;
  SearchArgs search;
};

struct ThreadArgs {
  std::string algorithm;  // in capitals
  SearchArgs search;
};

inline constexpr std::size_t kMaxSearchKeys = 4096;
inline constexpr int kMaxSearchDepth = 200;  // clients chain OR and NOT without parentheses, one level a word

SearchArgs search(Cursor&);
SortArgs sort(Cursor&);      // RFC 5256 §3
ThreadArgs thread(Cursor&);  // RFC 5256 §3

}  // namespace postern::imap::grammar
