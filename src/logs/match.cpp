// Queries held against lines and indexes.
#include "logs/match.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace postern::logs {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

// A whole block at once, by a loop that the compiler can make wide.
std::string lowered(std::string_view block) {
  std::string out(block);
  for (char& c : out) c = static_cast<char>(c + ((static_cast<unsigned char>(c - 'A') < 26) << 5));
  return out;
}

}  // namespace

Match::Match(const Query& query)
    : logs_(query.logs), from_(query.from), until_(query.until), text_(to_lower(escaped(query.text))) {
  want(TermKind::ip, query.ip);
  want(TermKind::account, query.account);
  want(TermKind::message, query.message);
  if (query.session) want(TermKind::session, session_text(query.session));
}

Match Match::sessions(std::vector<SessionId> sessions) {
  Match match;
  Wanted any{.kind = TermKind::session, .values = {}, .hashes = {}};
  for (const auto session : sessions) {
    any.values.push_back(session_text(session));
    any.hashes.push_back(term_hash(TermKind::session, any.values.back()));
  }
  std::ranges::sort(any.values);
  match.wanted_.push_back(std::move(any));
  return match;
}

void Match::want(TermKind kind, std::string_view value) {
  if (value.empty()) return;
  auto text = to_lower(escaped(value));
  const auto hash = term_hash(kind, text);
  wanted_.push_back({kind, {std::move(text)}, {hash}});
}

bool Match::takes(Log log) const { return logs_.empty() || std::ranges::find(logs_, log) != logs_.end(); }

std::vector<std::uint32_t> Match::blocks(const Index& index, bool sorted) const {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < index.blocks.size(); ++i)
    if (overlaps(index.blocks[i].first, index.blocks[i].last)) numbers.push_back(i);
  for (const auto& wanted : wanted_) {
    const auto with = index.blocks_with(wanted.hashes, sorted);
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(numbers, with, std::back_inserter(both));
    numbers = std::move(both);
  }
  return numbers;
}

bool Match::has_terms(std::string_view line) const {
  std::uint64_t found = 0;
  LineReader in(line);
  while (in.next()) {
    const auto kind = term_kind(in.key());
    if (!kind) continue;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      if (wanted_[i].kind != *kind) continue;
      if (std::ranges::binary_search(wanted_[i].values, to_lower(in.raw()))) found |= 1ULL << i;
    }
  }
  return in.ok() && found == (1ULL << wanted_.size()) - 1;
}

bool Match::is_whole_match(std::string_view line) const {
  const auto at = line_time(line);
  if (!at || *at < from_ || *at >= until_) return false;
  if (!wanted_.empty()) return has_terms(line);
  return line.ends_with("}\n");
}

bool Match::matches(std::string_view line) const {
  return (text_.empty() || lowered(line).find(text_) != std::string::npos) && is_whole_match(line);
}

// With a text, only lines around its occurrences are looked at; each line once.
std::vector<std::string_view> Match::lines(std::string_view block) const {
  std::vector<std::string_view> found;
  const auto low = text_.empty() ? std::string() : lowered(block);
  for (std::size_t at = 0; at < block.size();) {
    if (!text_.empty()) {
      const auto hit = low.find(text_, at);
      if (hit == low.npos) break;
      const auto before = hit == 0 ? block.npos : block.rfind('\n', hit - 1);
      at = std::max(at, before == block.npos ? 0 : before + 1);
    }
    const auto end = block.find('\n', at);
    if (end == block.npos) break;
    const auto line = block.substr(at, end + 1 - at);
    if (is_whole_match(line)) found.push_back(line);
    at = end + 1;
  }
  return found;
}

}  // namespace postern::logs
