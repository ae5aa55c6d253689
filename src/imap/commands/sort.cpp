// SORT: RFC 5256 §3, RFC 5957, RFC 7162 §3.1.6.
#include <algorithm>

#include "base/codec.h"
#include "base/text.h"
#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/search_keys.h"
#include "imap/search_run.h"
#include "mime/address_list.h"
#include "mime/casefold.h"
#include "mime/message.h"
#include "mime/subject.h"

namespace postern::imap::commands {
namespace {

using grammar::SortField;

struct Entry {
  std::uint32_t seq = 0;
  std::vector<std::string> keys;  // one a criterion, in an order that bytes have
};

std::string number_key(std::uint64_t n) {
  Encoder e;
  e.big64(n);
  return e.take();
}
std::string time_key(Time t) { return number_key(static_cast<std::uint64_t>(t.seconds()) ^ (std::uint64_t{1} << 63)); }

bool from_column(SortField field) {
  return field == SortField::arrival || field == SortField::date || field == SortField::size;
}

std::string_view field_name(SortField field) {
  if (field == SortField::cc) return "Cc";
  return field == SortField::from || field == SortField::display_from ? "From" : "To";
}

// RFC 5957 §3: as a client shows the first address, by its name or else by the address itself.
std::string shown(const mime::Address& first) {
  const auto name = mime::display_name(first);
  return mime::fold(name.empty() ? mime::mailbox_text(first) : name);
}

// The mailbox of the first address (or how it is shown), or the base subject (RFC 5256 §2.1), folded.
std::string header_key(SortField field, const mime::Message& header) {
  if (field == SortField::subject) {
    const auto* subject = header.find(0, "Subject");
    return subject == nullptr ? std::string{} : mime::fold(mime::base_subject(header.raw_value(*subject)).text);
  }
  const auto* line = header.find(0, field_name(field));
  if (line == nullptr) return {};
  const auto addresses = mime::address_list(header.raw_value(*line), 4);
  if (field == SortField::display_from || field == SortField::display_to)
    return addresses.empty() ? std::string{} : shown(addresses.front());
  for (const auto& address : addresses)
    if (address.kind == mime::AddressKind::mailbox) return mime::fold(address.local);
  return {};
}

std::string column_key(SortField field, const store::Fixed& fixed) {
  if (field == SortField::size) return number_key(fixed.size);
  return time_key(field == SortField::arrival ? fixed.internal_date : fixed.sent);
}

class Sorter {
 public:
  Sorter(Context& c, const std::vector<grammar::SortArgs::Criterion>& criteria)
      : c_(c), view_(c.selected().view), criteria_(criteria) {}

  Task<Result<std::vector<Entry>>> sorted(SeqRanges seqs) {
    auto add = [this](std::uint32_t seq, const store::Row&, const store::Fixed& fixed) {
      auto& entry = entries_.emplace_back(seq, std::vector<std::string>{});
      for (const auto& [field, reverse] : criteria_)
        entry.keys.push_back(from_column(field) ? column_key(field, fixed) : std::string{});
      return true;
    };
    auto read = co_await c_.store().fixed(view_, seqs, std::move(add));
    if (!read) co_return pass_on(read);
    if (std::ranges::any_of(criteria_, [](const auto& criterion) { return !from_column(criterion.field); })) {
      read = co_await headers(std::move(seqs));
      if (!read) co_return pass_on(read);
    }
    std::ranges::sort(entries_, [this](const Entry& a, const Entry& b) { return before(a, b); });
    co_return std::move(entries_);
  }

 private:
  Task<Result<void>> headers(SeqRanges seqs) {
    auto fill = [this](const store::StoredFacts& f) {
      const auto at = std::ranges::lower_bound(entries_, f.seq, {}, &Entry::seq);
      if (at == entries_.end() || at->seq != f.seq) return true;
      const auto header = mime::parse(std::string(f.headers) + "\r\n");
      for (std::size_t i = 0; i < criteria_.size(); ++i)
        if (!from_column(criteria_[i].field)) at->keys[i] = header_key(criteria_[i].field, header);
      return true;
    };
    co_return co_await c_.store().facts(view_, std::move(seqs), std::move(fill));
  }

  // RFC 5256 §3: equal messages stand in the order of the mailbox, also under REVERSE.
  [[nodiscard]] bool before(const Entry& a, const Entry& b) const {
    for (std::size_t i = 0; i < criteria_.size(); ++i) {
      const auto order = a.keys[i].compare(b.keys[i]);
      if (order != 0) return criteria_[i].reverse ? order > 0 : order < 0;
    }
    return a.seq < b.seq;
  }

  Context& c_;
  store::View view_;
  const std::vector<grammar::SortArgs::Criterion>& criteria_;
  std::vector<Entry> entries_;
};

}  // namespace

Task<Outcome> sort(Context& c, grammar::SortArgs args) {
  if (asks_mod_seq(args.search.key)) enable_condstore(c);
  auto seqs = co_await find_messages(c, args.search);
  if (!seqs) co_return seqs.error();
  const auto mod_seq = asks_mod_seq(args.search.key) ? highest_mod_seq(*c.selected().view, *seqs) : 0;
  Sorter sorter(c, args.criteria);
  auto entries = co_await sorter.sorted(std::move(*seqs));
  if (!entries) co_return refused(entries.error());
  auto& out = c.out.buffer();
  out += "* SORT";
  for (const auto& entry : *entries) {
    out += ' ';
    grammar::append_number(out, c.uid ? c.selected().view->uid_of(entry.seq).value : entry.seq);
    auto drained = co_await c.out.drain();
    ignore(drained, "a peer that is gone is noticed by the next write");
  }
  if (mod_seq > 0) c.writer().text(" (MODSEQ ").number(mod_seq).text(")");
  out += "\r\n";
  co_return ok("Sorted");
}

}  // namespace postern::imap::commands
