// The signature first, then JSON within its limits.
#include "releases/feed.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <functional>
#include <optional>

#include "base/text.h"
#include "http/url.h"
#include "releases/signature.h"

namespace postern::releases {
namespace {

namespace json = boost::json;

constexpr std::string_view kFormat = "postern releases 1";
constexpr std::size_t kDepth = 4;
constexpr std::size_t kSignatureText = 88;  // of 64 octets in base64

std::string_view text_in(const json::object& in, std::string_view name) {
  const auto* found = in.if_contains(name);
  return found && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

std::uint64_t serial_in(const json::object& in) {
  const auto* found = in.if_contains("serial");
  return found && found->is_int64() && found->get_int64() > 0 ? static_cast<std::uint64_t>(found->get_int64()) : 0;
}

Result<Release> release_in(const json::value& value) {
  const auto* object = value.if_object();
  if (!object) return fail(Failure::invalid, "The feed lists something that is no release");
  const auto version = parse_version(text_in(*object, "version"));
  if (!version) return fail(Failure::invalid, "The feed names a version that is none");
  const auto date = parse_date(text_in(*object, "date"));
  if (!date) return fail(Failure::invalid, "A release of the feed has no date");
  const auto* security = object->if_contains("security");
  if (!security || !security->is_bool())
    return fail(Failure::invalid, "A release of the feed does not say whether it closes a hole");
  const auto* notes = object->if_contains("notes");
  const auto url = text_in(*object, "notes");
  if (notes && (url.size() > kLongestNotes || !http::parse_url(url)))
    return fail(Failure::invalid, "The notes of a release of the feed have no https address");
  return Release{*version, *date, security->get_bool(), std::string(url)};
}

Result<std::vector<Release>> releases_in(const json::object& in) {
  const auto* found = in.if_contains("releases");
  const auto* list = found ? found->if_array() : nullptr;
  if (!list) return fail(Failure::invalid, "The feed lists no releases");
  if (list->size() > kMostReleases) return fail(Failure::too_large, "The feed lists more releases than it may");
  std::vector<Release> out;
  out.reserve(list->size());
  for (const auto& value : *list) {
    auto release = release_in(value);
    if (!release) return pass_on(release);
    out.push_back(std::move(*release));
  }
  std::ranges::sort(out, std::ranges::greater(), &Release::version);
  if (std::ranges::adjacent_find(out, {}, &Release::version) != out.end())
    return fail(Failure::invalid, "The feed lists a version twice");
  return out;
}

}  // namespace

Result<Feed> read_feed(std::string_view document, std::string_view public_key) {
  if (document.size() > kMostFeed) return fail(Failure::too_large, "The feed is larger than it may be");
  const auto signature = document.size() > kSignatureText && document[kSignatureText] == '\n'
                             ? from_base64(document.substr(0, kSignatureText))
                             : std::nullopt;
  if (!signature) return fail(Failure::invalid, "The feed does not begin with a signature");
  document.remove_prefix(kSignatureText + 1);
  if (!is_signed(document, *signature, public_key)) return fail(Failure::denied, "The feed is not signed by releases.key");
  return parse_feed(document);
}

Result<Feed> parse_feed(std::string_view text) {
  if (text.size() > kMostFeed) return fail(Failure::too_large, "The feed is larger than it may be");
  boost::system::error_code bad;
  json::parse_options limits;
  limits.max_depth = kDepth;
  const auto parsed = json::parse(text, bad, {}, limits);
  const auto* object = bad ? nullptr : parsed.if_object();
  if (!object || text_in(*object, "format") != kFormat)
    return fail(Failure::invalid, "The feed is of no form that is understood here");
  const auto serial = serial_in(*object);
  if (serial == 0) return fail(Failure::invalid, "The feed has no serial number");
  const auto issued = parse_date(text_in(*object, "issued")), expires = parse_date(text_in(*object, "expires"));
  if (!issued || !expires || *expires <= *issued)
    return fail(Failure::invalid, "The feed does not say from when until when it holds");
  auto releases = releases_in(*object);
  if (!releases) return pass_on(releases);
  return Feed{serial, *issued, *expires, std::move(*releases)};
}

std::vector<Release> newer(const Feed& feed, Version than) {
  std::vector<Release> out;
  for (const auto& release : feed.releases)
    if (release.version > than) out.push_back(release);
  return out;
}

std::optional<Time> parse_date(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto y = number<unsigned>(text.substr(0, 4), 9999U), m = number<unsigned>(text.substr(5, 2), 12U),
             d = number<unsigned>(text.substr(8), 31U);
  if (!y || !m || !d) return {};
  const year_month_day date{year(static_cast<int>(*y)), month(*m), day(*d)};
  if (!date.ok()) return {};
  return Time{duration_cast<milliseconds>(sys_days(date).time_since_epoch()).count()};
}

std::string date_of(Time time) { return rfc3339(time).substr(0, 10); }

}  // namespace postern::releases
