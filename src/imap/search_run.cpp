// Search in stages: the view's columns, the immutable columns, the stored header fields, the bodies.
#include "imap/search_run.h"

#include <algorithm>
#include <span>

#include "imap/search_keys.h"

namespace postern::imap {
namespace {

// Immutable columns of the candidates, for keys that mix them with dearer ones.
struct Columns {
  std::vector<std::uint32_t> seqs;
  std::vector<store::Fixed> fixed;

  [[nodiscard]] const store::Fixed* of(std::uint32_t seq) const {
    const auto at = std::ranges::lower_bound(seqs, seq);
    return at == seqs.end() || *at != seq ? nullptr : &fixed[static_cast<std::size_t>(at - seqs.begin())];
  }
};

class Stage {
 public:
  Stage(Context& c, std::span<const SearchTreePtr> keys) : c_(c), view_(c.selected().view), keys_(keys) {}

  // The candidates for which all keys of this stage hold.
  Task<Result<SeqRanges>> filter(SeqRanges candidates) {
    const auto cost = keys_.front()->cost();
    if (cost == Cost::view) co_return by_view(candidates);
    Result<void> done;
    if (cost == Cost::fixed) {
      done = co_await by_fixed(std::move(candidates));
    } else {
      done = co_await by_content(std::move(candidates), cost);
    }
    if (!done) co_return pass_on(done);
    co_return std::move(kept_);
  }

 private:
  void judge(Evidence e) {
    if (std::ranges::all_of(keys_, [&](const SearchTreePtr& k) { return k->matches(e); })) push(kept_, e.seq);
  }

  SeqRanges by_view(const SeqRanges& candidates) {
    for (const auto& [first, last] : candidates) {
      view_->each(first, last, [this](std::uint32_t seq, const store::Row& row) { judge({.seq = seq, .row = row}); });
    }
    return std::move(kept_);
  }

  Task<Result<void>> by_fixed(SeqRanges candidates) {
    auto visit = [this](std::uint32_t seq, const store::Row& row, const store::Fixed& fixed) {
      judge({.seq = seq, .row = row, .fixed = &fixed});
      return true;
    };
    co_return co_await c_.store().fixed(view_, std::move(candidates), std::move(visit));
  }

  Task<Result<void>> by_content(SeqRanges candidates, Cost cost) {
    const bool mixed = std::ranges::any_of(keys_, [](const SearchTreePtr& k) { return k->uses_fixed(); });
    if (mixed) {
      auto keep = [this](std::uint32_t seq, const store::Row&, const store::Fixed& fixed) {
        columns_.seqs.push_back(seq);
        columns_.fixed.push_back(fixed);
        return true;
      };
      auto read = co_await c_.store().fixed(view_, candidates, std::move(keep));
      if (!read) co_return read;
    }
    if (cost == Cost::facts) {
      auto visit = [this, mixed](const store::StoredFacts& f) {
        const auto* fixed = columns_.of(f.seq);
        if (!mixed || fixed != nullptr) judge({.seq = f.seq, .row = f.row, .fixed = fixed, .headers = f.headers});
        return true;
      };
      co_return co_await c_.store().facts(view_, std::move(candidates), std::move(visit));
    }
    auto visit = [this, mixed](std::uint32_t seq, const store::Row& row, std::string_view bytes) {
      const auto* fixed = columns_.of(seq);
      if (!mixed || fixed != nullptr) judge({.seq = seq, .row = row, .fixed = fixed, .headers = bytes, .bytes = bytes});
      return true;
    };
    co_return co_await c_.store().bodies(view_, std::move(candidates), std::move(visit));
  }

  Context& c_;
  store::View view_;
  std::span<const SearchTreePtr> keys_;
  Columns columns_;
  SeqRanges kept_;
};

}  // namespace

Task<std::expected<SeqRanges, Outcome>> find_messages(Context& c, const grammar::SearchArgs& args) {
  if (!args.charset.empty() && args.charset != "UTF-8" && args.charset != "US-ASCII") {
    co_return std::unexpected(no("[BADCHARSET (US-ASCII UTF-8)] No such charset"));
  }
  const auto& box = c.selected();
  const auto view = box.view;
  const auto keys = compile(args.key, {*view, box.saved, c.services.time.now()});
  if (!keys) co_return std::unexpected(bad("No such message"));
  SeqRanges candidates;
  if (view->exists() > 0) candidates.push_back({1, view->exists()});
  for (std::size_t i = 0; i < keys->size() && !candidates.empty();) {
    auto end = i + 1;
    while (end < keys->size() && (*keys)[end]->cost() == (*keys)[i]->cost()) ++end;
    Stage stage(c, std::span(*keys).subspan(i, end - i));
    auto left = co_await stage.filter(std::move(candidates));
    if (!left) co_return std::unexpected(refused(left.error()));
    candidates = std::move(*left);
    i = end;
  }
  co_return candidates;
}

}  // namespace postern::imap
