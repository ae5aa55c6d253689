// One small class a kind of key: RFC 9051 §6.4.4, RFC 5032, RFC 7162 §3.1.5, RFC 8474 §6, RFC 8514 §4.
#include "imap/search_keys.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "imap/flag_names.h"
#include "imap/object_ids.h"
#include "mime/date.h"
#include "mime/digest.h"
#include "mime/message.h"

namespace postern::imap {
namespace {

using grammar::SearchKey;
using grammar::SearchTest;

constexpr std::int64_t kSecondsADay = 86'400;

// A key that is a plain function of what was read.
template <class Test>
class Simple final : public SearchTree {
 public:
  Simple(Cost cost, Test test) : SearchTree(bit(cost)), cost_(cost), test_(std::move(test)) {}
  [[nodiscard]] Verdict judge(Evidence& e, Cost known) const override {
    if (known < cost_) return Verdict::unknown;
    return test_(e) ? Verdict::yes : Verdict::no;
  }

 private:
  Cost cost_;
  Test test_;
};
template <class Test>
SearchTreePtr simple(Cost cost, Test test) {
  return std::make_unique<Simple<Test>>(cost, std::move(test));
}

// AND, OR and NOT, in three values: what one key says may decide without the others.
class Combined final : public SearchTree {
 public:
  Combined(SearchTest test, std::vector<SearchTreePtr> keys)
      : SearchTree(all_bits(keys)), test_(test), keys_(std::move(keys)) {}

  [[nodiscard]] Verdict judge(Evidence& e, Cost known) const override {
    const auto decides = test_ == SearchTest::or_ ? Verdict::yes : Verdict::no;
    auto verdict = decides == Verdict::yes ? Verdict::no : Verdict::yes;
    for (const auto& key : keys_) {
      const auto one = key->judge(e, known);
      if (one == Verdict::unknown) verdict = one;
      if (one != decides) continue;
      verdict = one;
      break;
    }
    if (test_ != SearchTest::not_ || verdict == Verdict::unknown) return verdict;
    return verdict == Verdict::yes ? Verdict::no : Verdict::yes;
  }

 private:
  static unsigned all_bits(const std::vector<SearchTreePtr>& keys) {
    unsigned bits = 0;
    for (const auto& key : keys) bits |= bits_of(*key);
    return bits;
  }

  SearchTest test_;
  std::vector<SearchTreePtr> keys_;
};

const mime::Message& header_of(Evidence& e) {
  if (!e.parsed) e.parsed = e.bytes.empty() ? mime::parse(std::string(e.headers) + "\r\n") : mime::parse(e.bytes);
  return *e.parsed;
}

SearchTreePtr header(std::string field, const std::string& text) {
  const auto cost = mime::cached_field(field) ? Cost::facts : Cost::body;
  return simple(cost, [field = std::move(field), needle = mime::Needle(text)](Evidence& e) {
    return mime::header_contains(header_of(e), field, needle);
  });
}

enum class Against : std::uint8_t { before, on, since };

bool holds(Against against, std::int64_t seconds, std::int64_t day_begins) {
  if (against == Against::before) return seconds < day_begins;
  return seconds >= day_begins && (against == Against::since || seconds < day_begins + kSecondsADay);
}

// Internal dates and save dates are kept and shown in UTC, so their days are those of UTC.
template <class When>
SearchTreePtr by_day(Against against, grammar::Day day, When when) {
  const auto begin = day.days * kSecondsADay;
  return simple(Cost::fixed, [against, begin, when](Evidence& e) { return holds(against, when(*e.fixed).seconds(), begin); });
}

// The day of the Date field as it is written there, "disregarding time and timezone" (RFC 9051 §6.4.4). The instant, which is
// kept in a column, decides wherever no zone could matter.
class SentDay final : public SearchTree {
 public:
  SentDay(Against against, grammar::Day day)
      : SearchTree(bit(Cost::fixed) | bit(Cost::facts)), against_(against), begin_(day.days * kSecondsADay) {}

  [[nodiscard]] Verdict judge(Evidence& e, Cost known) const override {
    if (known < Cost::fixed) return Verdict::unknown;
    const auto sent = e.fixed->sent.seconds();
    const bool earliest = holds(against_, sent - kFarthestZone, begin_), latest = holds(against_, sent + kFarthestZone, begin_);
    const bool sure = earliest == latest && (against_ != Against::on || std::abs(sent - begin_) > kFarthestZone + kSecondsADay);
    if (sure) return earliest ? Verdict::yes : Verdict::no;
    if (known < Cost::facts) return Verdict::unknown;
    const auto& header = header_of(e);
    const auto* field = header.find(0, "Date");
    const auto written = field == nullptr ? std::nullopt : mime::parse_date(header.raw_value(*field));
    const auto east = written ? std::int64_t{written->zone_minutes} * 60 : 0;
    return holds(against_, sent + east, begin_) ? Verdict::yes : Verdict::no;
  }

 private:
  static constexpr std::int64_t kFarthestZone = 100 * 3600;  // "+9959" is the largest that can be written

  Against against_;
  std::int64_t begin_;
};

SearchTreePtr among(SeqRanges ranges) {
  return simple(Cost::view, [ranges = std::move(ranges)](const Evidence& e) {
    const auto after = std::ranges::upper_bound(ranges, e.seq, {}, &store::SeqRange::first);
    return after != ranges.begin() && std::prev(after)->last >= e.seq;
  });
}

SearchTreePtr by_flag(const SearchKey& key, const store::MailboxView& view) {
  const auto bit = flag_bit(key.text, view.keywords());
  return simple(Cost::view, [bit, negated = key.negated](const Evidence& e) { return ((e.row.flags & bit) != 0) != negated; });
}

SearchTreePtr constant(bool value) {
  return simple(Cost::view, [value](const Evidence&) { return value; });
}

class Compiler {
 public:
  explicit Compiler(const SearchScope& scope) : scope_(scope) {}
  [[nodiscard]] bool ok() const { return ok_; }

  SearchTreePtr key(const SearchKey& k) {
    switch (k.test) {
      case SearchTest::all: return constant(true);
      case SearchTest::and_:
      case SearchTest::or_:
      case SearchTest::not_: return std::make_unique<Combined>(k.test, keys(k.keys));
      case SearchTest::numbers: return numbers(k);
      case SearchTest::uids: return among(by_uid(scope_.view, k.set, scope_.saved));
      case SearchTest::flag: return by_flag(k, scope_.view);
      case SearchTest::recent: return constant(k.negated);  // no message is \Recent
      case SearchTest::bcc: return header("Bcc", k.text);
      case SearchTest::cc: return header("Cc", k.text);
      case SearchTest::from: return header("From", k.text);
      case SearchTest::to: return header("To", k.text);
      case SearchTest::subject: return header("Subject", k.text);
      case SearchTest::header: return header(k.field, k.text);
      case SearchTest::save_date_supported: return constant(true);
      default: return k.test < SearchTest::larger ? date(k) : value(k);
    }
  }

  std::vector<SearchTreePtr> keys(const std::vector<SearchKey>& in) {
    std::vector<SearchTreePtr> out;
    for (const auto& k : in) out.push_back(key(k));
    std::ranges::sort(out, {}, [](const SearchTreePtr& k) { return k->dearest(); });
    return out;
  }

 private:
  SearchTreePtr numbers(const SearchKey& k) {
    auto ranges = by_number(scope_.view, k.set, scope_.saved);
    if (!ranges) ok_ = false;
    return among(std::move(ranges).value_or(SeqRanges{}));
  }

  static SearchTreePtr date(const SearchKey& k) {
    const auto arrived = [](const store::Fixed& f) { return f.internal_date; };
    const auto saved = [](const store::Fixed& f) { return f.saved; };
    switch (k.test) {
      case SearchTest::before: return by_day(Against::before, k.day, arrived);
      case SearchTest::on: return by_day(Against::on, k.day, arrived);
      case SearchTest::since: return by_day(Against::since, k.day, arrived);
      case SearchTest::sent_before: return std::make_unique<SentDay>(Against::before, k.day);
      case SearchTest::sent_on: return std::make_unique<SentDay>(Against::on, k.day);
      case SearchTest::sent_since: return std::make_unique<SentDay>(Against::since, k.day);
      case SearchTest::saved_before: return by_day(Against::before, k.day, saved);
      case SearchTest::saved_on: return by_day(Against::on, k.day, saved);
      default: return by_day(Against::since, k.day, saved);
    }
  }

  SearchTreePtr value(const SearchKey& k) const {
    const auto n = k.number;
    const auto now = scope_.now.seconds();
    switch (k.test) {
      case SearchTest::larger: return simple(Cost::fixed, [n](const Evidence& e) { return e.fixed->size > n; });
      case SearchTest::smaller: return simple(Cost::fixed, [n](const Evidence& e) { return e.fixed->size < n; });
      case SearchTest::older:
        return simple(Cost::fixed, [n, now](const Evidence& e) {
          return e.fixed->internal_date.seconds() <= now - static_cast<std::int64_t>(n);
        });
      case SearchTest::younger:
        return simple(Cost::fixed, [n, now](const Evidence& e) {
          return e.fixed->internal_date.seconds() >= now - static_cast<std::int64_t>(n);
        });
      case SearchTest::mod_seq: return simple(Cost::view, [n](const Evidence& e) { return e.row.modseq.value >= n; });
      case SearchTest::email_id:
        return simple(Cost::view, [id = k.text](const Evidence& e) { return email_id(e.row.number) == id; });
      case SearchTest::thread_id:
        return simple(Cost::fixed, [id = k.text](const Evidence& e) { return thread_id(e.fixed->thread) == id; });
      case SearchTest::body:
        return simple(Cost::body,
                      [needle = mime::Needle(k.text)](const Evidence& e) { return mime::body_contains(e.bytes, needle); });
      default:
        return simple(Cost::body,
                      [needle = mime::Needle(k.text)](const Evidence& e) { return mime::text_contains(e.bytes, needle); });
    }
  }

  const SearchScope& scope_;
  bool ok_ = true;
};

}  // namespace

SearchTreePtr compile(const SearchKey& key, const SearchScope& scope) {
  Compiler compiler(scope);
  auto tree = compiler.key(key);
  if (!compiler.ok()) return nullptr;
  return tree;
}

bool asks_mod_seq(const SearchKey& key) {
  return key.test == SearchTest::mod_seq || std::ranges::any_of(key.keys, asks_mod_seq);
}

}  // namespace postern::imap
