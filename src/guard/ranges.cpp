// Ranges to prefixes, prefixes to fewer ones, and the lines of a blocklist.
#include "guard/ranges.h"

#include <algorithm>

#include "base/text.h"

namespace postern::guard {
namespace {

using Number = unsigned __int128;

// Wider ones shut out a part of the world that nobody means by a line of a list.
constexpr unsigned kWidestV4 = 96 + 8;
constexpr unsigned kWidestV6 = 16;

Number number_of(const IpAddress& a) {
  Number n = 0;
  for (const auto octet : a.bytes) n = n << 8 | octet;
  return n;
}

IpAddress address_of(Number n) {
  IpAddress a;
  for (auto octet = a.bytes.rbegin(); octet != a.bytes.rend(); ++octet, n >>= 8) *octet = static_cast<std::uint8_t>(n);
  return a;
}

Number last_of(Number first, unsigned bits) { return first | ((Number{1} << (128 - bits)) - 1); }

// The widest network that begins at `at` and ends by `end`. No range is the half of all addresses or more.
unsigned bits_from(Number at, Number end) {
  unsigned bits = 128;
  while (bits > 1 && (at & (Number{1} << (128 - bits))) == 0 && last_of(at, bits - 1) <= end) --bits;
  return bits;
}

bool are_halves(const IpNetwork& a, const IpNetwork& b) {
  return a.bits() == b.bits() && a.bits() > 0 && a != b && IpNetwork(a.base(), a.bits() - 1).contains(b.base());
}

std::string_view first_word(std::string_view line) { return line.substr(0, std::min(line.find_first_of(" \t,"), line.size())); }

// The network or range at the beginning of a line, without the blanks that may stand around its dash.
std::string entry_of(std::string_view line) {
  const auto first = first_word(line);
  const auto rest = trim(line.substr(first.size()));
  if (!rest.starts_with('-')) return std::string(first);
  return std::string(first) + "-" + std::string(first_word(trim(rest.substr(1))));
}

bool is_too_wide(const IpNetwork& n) { return n.bits() < (n.base().is_v4() ? kWidestV4 : kWidestV6); }

bool take_line(std::string_view line, Blocklist& out) {
  auto networks = networks_of(entry_of(line));
  if (!networks || std::ranges::any_of(*networks, is_too_wide)) return false;
  out.networks.insert(out.networks.end(), networks->begin(), networks->end());
  return true;
}

}  // namespace

Result<std::vector<IpNetwork>> networks_of(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == text.npos) {
    auto one = IpNetwork::parse(text);
    if (!one) return pass_on(one);
    return std::vector{*one};
  }
  auto first = IpAddress::parse(text.substr(0, dash));
  auto last = IpAddress::parse(text.substr(dash + 1));
  if (!first || !last || first->is_v4() != last->is_v4() || *last < *first)
    return fail(Failure::invalid, "A range is two addresses of one kind, the lower one first: 192.0.2.1-192.0.2.9");
  std::vector<IpNetwork> out;
  const auto end = number_of(*last);
  for (auto at = number_of(*first);;) {
    const auto bits = bits_from(at, end);
    out.emplace_back(address_of(at), bits);
    if (last_of(at, bits) == end) return out;
    at = last_of(at, bits) + 1;
  }
}

std::vector<IpNetwork> fold(std::vector<IpNetwork> all) {
  std::ranges::sort(all);  // of equal bases the widest first
  std::vector<IpNetwork> out;
  for (auto next : all) {
    if (!out.empty() && out.back().contains(next.base())) continue;
    while (!out.empty() && are_halves(out.back(), next)) {
      next = IpNetwork(next.base(), next.bits() - 1);
      out.pop_back();
    }
    out.push_back(next);
  }
  return out;
}

Blocklist read_blocklist(std::string_view text) {
  Blocklist out;
  while (!text.empty()) {
    const auto whole = text.substr(0, std::min(text.find('\n'), text.size()));
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
    const auto line = trim(whole.substr(0, std::min(whole.find_first_of("#;"), whole.size())));
    if (line.empty()) continue;
    ++out.lines;
    if (take_line(line, out)) continue;
    ++out.refused;
    if (out.examples.size() < Blocklist::kMostShown) out.examples.push_back(printable(line, 80));
  }
  out.networks = fold(std::move(out.networks));
  return out;
}

}  // namespace postern::guard
