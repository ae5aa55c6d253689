// Search in passes: the view's columns, the immutable columns, the stored header fields, the bodies. Each pass reads only the
// messages that those before could not decide.
#include "imap/search_run.h"

#include <algorithm>

#include "imap/search_keys.h"

namespace postern::imap {
namespace {

// Both in order and without a message in common.
SeqRanges united(const SeqRanges& a, const SeqRanges& b) {
  SeqRanges both;
  std::ranges::merge(a, b, std::back_inserter(both), {}, &store::SeqRange::first, &store::SeqRange::first);
  SeqRanges out;
  for (const auto& range : both) {
    if (!out.empty() && out.back().last + 1 == range.first)
      out.back().last = range.last;
    else
      out.push_back(range);
  }
  return out;
}

class Passes {
 public:
  Passes(Context& c, const SearchTree& tree) : c_(c), view_(c.selected().view), tree_(tree) {}

  Task<Result<SeqRanges>> all() {
    if (view_->exists() > 0) open_.push_back({1, view_->exists()});
    by_view();
    for (const auto pass : {Cost::fixed, Cost::facts, Cost::body}) {
      if (open_.empty()) break;
      if (!tree_.uses(pass)) continue;
      auto done = co_await read(pass);
      if (!done) co_return pass_on(done);
    }
    co_return std::move(found_);
  }

 private:
  void judge(Evidence e, Cost known) {
    const auto verdict = tree_.judge(e, known);
    if (verdict == Verdict::yes) push(yes_, e.seq);
    if (verdict != Verdict::unknown) return;
    push(unknown_, e.seq);
    if (known != Cost::fixed) return;
    fixed_seqs_.push_back(e.seq);
    fixed_.push_back(*e.fixed);
  }

  void end_pass() {
    found_ = united(found_, std::exchange(yes_, {}));
    open_ = std::exchange(unknown_, {});
  }

  void by_view() {
    for (const auto& [first, last] : open_) {
      view_->each(first, last,
                  [this](std::uint32_t seq, const store::Row& row) { judge({.seq = seq, .row = row}, Cost::view); });
    }
    end_pass();
  }

  Task<Result<void>> read(Cost pass) {
    Result<void> done;
    if (pass == Cost::fixed) {
      auto visit = [this](std::uint32_t seq, const store::Row& row, const store::Fixed& fixed) {
        judge({.seq = seq, .row = row, .fixed = &fixed}, Cost::fixed);
        return true;
      };
      done = co_await c_.store().fixed(view_, open_, std::move(visit));
    } else if (pass == Cost::facts) {
      auto visit = [this](const store::StoredFacts& f) {
        with_columns({.seq = f.seq, .row = f.row, .headers = f.headers}, Cost::facts);
        return true;
      };
      done = co_await c_.store().facts(view_, open_, std::move(visit));
    } else {
      auto visit = [this](std::uint32_t seq, const store::Row& row, std::string_view bytes) {
        with_columns({.seq = seq, .row = row, .headers = bytes, .bytes = bytes}, Cost::body);
        return true;
      };
      done = co_await c_.store().bodies(view_, open_, std::move(visit));
    }
    end_pass();
    co_return done;
  }

  // With the immutable columns that an earlier pass read, where the tree wants any.
  void with_columns(Evidence e, Cost known) {
    if (tree_.uses(Cost::fixed)) {
      const auto at = std::ranges::lower_bound(fixed_seqs_, e.seq);
      if (at == fixed_seqs_.end() || *at != e.seq) return;
      e.fixed = &fixed_[static_cast<std::size_t>(at - fixed_seqs_.begin())];
    }
    judge(std::move(e), known);
  }

  Context& c_;
  store::View view_;
  const SearchTree& tree_;
  SeqRanges open_, found_;                 // not decided yet; decided
  SeqRanges yes_, unknown_;                // of the present pass
  std::vector<std::uint32_t> fixed_seqs_;  // of those that the immutable columns did not decide
  std::vector<store::Fixed> fixed_;
};

}  // namespace

Task<std::expected<SeqRanges, Outcome>> find_messages(Context& c, const grammar::SearchArgs& args) {
  // RFC 6855 §3 deviates: a charset is taken also from clients that have enabled UTF8=ACCEPT, as SORT cannot do without.
  if (!args.charset.empty() && args.charset != "UTF-8" && args.charset != "US-ASCII") {
    co_return std::unexpected(no("[BADCHARSET (US-ASCII UTF-8)] No such charset"));
  }
  const auto& box = c.selected();
  const SearchScope scope{*box.view, box.saved, c.services.time.now()};
  const auto tree = compile(args.key, scope);
  if (!tree) co_return std::unexpected(bad("No such message"));
  Passes passes(c, *tree);
  auto found = co_await passes.all();
  if (!found) co_return std::unexpected(refused(found.error()));
  co_return std::move(*found);
}

}  // namespace postern::imap
