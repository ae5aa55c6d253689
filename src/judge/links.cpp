// Links as browsers read them, not as the grammar would have them.
#include "judge/links.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "address/domain.h"
#include "base/text.h"
#include "dns/name.h"
#include "mime/transfer.h"

namespace postern::judge {
namespace {

constexpr std::size_t kLongestAuthority = 600;

// Of HTML's entities those that can stand in a link.
struct Entity {
  std::string_view name;
  char means;
};
constexpr std::array kEntities{Entity{"amp;", '&'},    Entity{"colon;", ':'}, Entity{"sol;", '/'},    Entity{"bsol;", '\\'},
                               Entity{"period;", '.'}, Entity{"lt;", '<'},    Entity{"gt;", '>'},     Entity{"quot;", '"'},
                               Entity{"commat;", '@'}, Entity{"num;", '#'},   Entity{"percnt;", '%'}, Entity{"quest;", '?'}};

// "#58;", "#x3a": what follows the ampersand. Only ASCII is needed to see where a link leads; other characters stay as they are written.
std::size_t numeric_entity(std::string_view in, std::string& out) {
  const bool hex = in.size() > 1 && lower(in[1]) == 'x';
  const auto digits = in.substr(hex ? 2 : 1, 8);
  unsigned code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (error != std::errc{} || code == 0 || code > 126) return 0;
  out += static_cast<char>(code);
  const auto used = static_cast<std::size_t>(end - in.data());
  return used + (used < in.size() && in[used] == ';' ? 1U : 0U);
}

std::size_t entity(std::string_view in, std::string& out) {
  if (in.starts_with('#')) return numeric_entity(in, out);
  const auto found = std::ranges::find_if(kEntities, [&](const Entity& one) { return starts_nocase(in, one.name); });
  if (found == kEntities.end()) return 0;
  out += found->means;
  return found->name.size();
}

std::string without_entities(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  while (!html.empty()) {
    const auto mark = std::min(html.find('&'), html.size());
    out += html.substr(0, mark);
    html.remove_prefix(mark);
    if (html.empty()) break;
    const auto used = entity(html.substr(1), out);
    if (used == 0) out += '&';
    html.remove_prefix(1 + used);
  }
  return out;
}

bool is_slash(char c) { return c == '/' || c == '\\'; }
bool ends_authority(char c) {
  return is_slash(c) || static_cast<unsigned char>(c) <= ' ' || std::string_view("?#\"'<>(),;|`").contains(c);
}

// Behind the scheme, if one stands here.
std::size_t scheme(std::string_view in) {
  if (starts_nocase(in, "www.")) return 0;
  for (const std::string_view name : {"http:", "https:", "ftp:"}) {
    if (!starts_nocase(in, name)) continue;
    auto at = name.size();
    while (at < in.size() && at < name.size() + 8 && is_slash(in[at])) ++at;
    return at == name.size() ? in.npos : at;
  }
  return in.npos;
}

// An address as one number, which browsers take for one.
std::string address_of(std::string_view host) {
  if (host.starts_with('[')) host = host.substr(1, host.find(']') - 1);
  if (const auto ip = IpAddress::parse(host)) return ip->text();
  const auto n = number<std::uint32_t>(host, UINT32_MAX);
  if (!n) return {};
  return std::to_string(*n >> 24U) + "." + std::to_string(*n >> 16U & 255U) + "." + std::to_string(*n >> 8U & 255U) + "." +
         std::to_string(*n & 255U);
}

std::string host_of(std::string_view authority) {
  auto text = mime::decode_percent(authority);
  std::string_view host = text;
  if (const auto at = host.rfind('@'); at != host.npos) host.remove_prefix(at + 1);
  if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
  while (host.ends_with('.')) host.remove_suffix(1);
  if (auto ip = address_of(host); !ip.empty()) return ip;
  if (!host.contains('.') && is_ascii(host)) return {};
  if (const auto domain = address::parse_domain(host)) return domain->ascii().contains('.') ? domain->ascii() : std::string();
  const auto name = dns::parse_name(to_lower(host));  // with an underscore, which browsers ask for, too
  return name && name->labels() > 1 ? name->text() : std::string();
}

}  // namespace

std::vector<std::string> link_hosts(const Text& text, std::size_t limit) {
  const auto decoded = text.html ? without_entities(text.utf8) : std::string();
  const std::string_view all = text.html ? std::string_view(decoded) : std::string_view(text.utf8);
  std::vector<std::string> hosts;
  for (std::size_t at = 0; at < all.size() && hosts.size() < limit; ++at) {
    if (!std::string_view("hHwWfF").contains(all[at]) || (at > 0 && is_alnum(all[at - 1]))) continue;
    const auto skip = scheme(all.substr(at));
    if (skip == all.npos) continue;
    const auto rest = all.substr(at + skip, kLongestAuthority);
    const auto end = static_cast<std::size_t>(std::ranges::find_if(rest, ends_authority) - rest.begin());
    auto host = host_of(rest.substr(0, end));
    if (!host.empty() && std::ranges::find(hosts, host) == hosts.end()) hosts.push_back(std::move(host));
  }
  return hosts;
}

}  // namespace postern::judge
