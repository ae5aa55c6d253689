// RFC 3986, as far as such an address needs it.
#include "http/url.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace postern::http {
namespace {

std::unexpected<Error> no_url(const char* why) { return fail(Failure::invalid, why); }

bool is_host(std::string_view text) {
  const auto fits = [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == ':'; };
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, fits);
}

bool is_path(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return c > ' ' && c < 0x7F && c != '#' && c != '"' && c != '<' && c != '>' && c != '\\'; });
}

}  // namespace

std::string Url::authority() const {
  const auto name = host.find(':') == host.npos ? host : "[" + host + "]";
  return port == 443 ? name : name + ":" + std::to_string(port);
}

Result<Url> parse_url(std::string_view text) {
  constexpr std::string_view kScheme = "https://";
  if (!text.starts_with(kScheme)) return no_url("must begin with https://");
  text.remove_prefix(kScheme.size());
  const auto end = std::min(text.find_first_of("/?"), text.size());
  auto authority = text.substr(0, end);
  Url url;
  if (end < text.size()) url.path = (text[end] == '?' ? "/" : "") + std::string(text.substr(end));
  const bool bracketed = authority.starts_with('[');
  const auto close = bracketed ? authority.find(']') : 0;
  if (close == authority.npos) return no_url("its host is not one");
  if (const auto colon = authority.find(':', close); colon != authority.npos) {
    const auto digits = authority.substr(colon + 1);
    const auto [rest, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
    if (bad != std::errc{} || rest != digits.data() + digits.size() || url.port == 0) return no_url("its port is not one");
    authority = authority.substr(0, colon);
  }
  if (bracketed && !authority.ends_with(']')) return no_url("its host is not one");
  url.host = bracketed ? authority.substr(1, authority.size() - 2) : authority;
  if (!is_host(url.host) || (!bracketed && url.host.find(':') != url.host.npos)) return no_url("its host is not one");
  if (!is_path(url.path)) return no_url("its path has a character that is none of a URL's");
  return url;
}

}  // namespace postern::http
