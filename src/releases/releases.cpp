// Fetching, taking and remembering a feed.
#include "releases/releases.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "base/codec.h"
#include "base/text.h"

namespace postern::releases {
namespace {

constexpr kv::Shard kShard{0};
constexpr std::string_view kFeed = "R feed";        // the document that was taken last, with its signature
constexpr std::string_view kAsked = "R asked";      // Asked
constexpr std::string_view kSerials = "R serial ";  // a key -> the highest serial number of its feeds
constexpr std::uint8_t kVersion = 1;
constexpr std::chrono::hours kAhead{24};  // that the clock of who made a feed may be

struct Asked {
  Time at;
  std::string trouble;
};

std::string encode(const Asked& asked) { return Encoder().u8(kVersion).zigzag(asked.at.ms).bytes(asked.trouble).take(); }

Result<Asked> decode(std::string_view stored) {
  Decoder in(stored);
  const bool good = in.u8() == kVersion;
  Asked out;
  out.at = Time{in.zigzag()};
  out.trouble = in.bytes();
  if (!good || !in.done()) return fail(Failure::corrupt, "When the feed of releases was asked cannot be read");
  return out;
}

bool is_set_up(const Settings& s) { return !s.key.empty() && (!s.file.empty() || !s.url.empty()); }

// A pipe makes nobody wait, and what is longer than a feed may be is not read to its end.
Result<std::string> read_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fail(Failure::not_found, "The file of the feed cannot be read", std::strerror(errno));
  struct stat info{};
  std::string text(kMostFeed + 1, '\0');
  const auto got = ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) ? ::read(fd, text.data(), text.size()) : -1;
  ::close(fd);
  if (got < 0) return fail(Failure::invalid, "The file of the feed is no file that can be read");
  if (static_cast<std::size_t>(got) > kMostFeed) return fail(Failure::too_large, "The feed is larger than it may be");
  text.resize(static_cast<std::size_t>(got));
  return text;
}

// An administrator's words: he may know what the system said.
std::string words(const Error& e) { return e.detail.empty() ? e.text : e.text + ": " + e.detail; }

}  // namespace

std::vector<Release> Known::newer() const { return feed ? releases::newer(*feed, own) : std::vector<Release>{}; }

Result<std::string> Releases::fetch(const Settings& s) const {
  if (!s.file.empty()) return read_file(s.file);
  auto url = http::parse_url(s.url);
  if (!url) return pass_on(url);
  const http::Outgoing request{.method = "GET",
                               .url = std::move(*url),
                               .headers = {},
                               .body = {},
                               .extra_ca = s.ca,
                               .may_be_inside = s.inside,
                               .most = kMostFeed};
  auto reply = ports_.call(request);
  if (!reply) return pass_on(reply);
  if (reply->status != 200)
    return fail(Failure::unavailable, "The feed's server answers with status " + std::to_string(reply->status));
  return std::move(reply->body);
}

// The serial number is compared where it is written, so that of two feeds at once the older one is refused, too.
Task<Result<void>> Releases::take(std::string document, std::string key) {
  const auto feed = read_feed(document, key);
  if (!feed) co_return std::unexpected(feed.error());
  const auto now = ports_.time.now();
  if (feed->is_expired(now)) co_return fail(Failure::invalid, "The feed has expired on " + date_of(feed->expires));
  if (now + kAhead < feed->issued)
    co_return fail(Failure::invalid, "The feed was issued later than the clock of this server says");
  kv::Intent write = [serial = feed->serial, at = std::string(kSerials) + key, &document](kv::Transaction& in) -> Result<void> {
    auto before = in.get(kv::Family::meta, at);
    if (!before) return pass_on(before);
    const auto highest = *before ? Decoder(**before).varint() : 0;
    if (serial < highest)
      return fail(Failure::conflict, "The feed is older than one that was taken before",
                  std::to_string(serial) + " after " + std::to_string(highest));
    in.put(kv::Family::meta, at, Encoder().varint(serial).view());
    in.put(kv::Family::meta, kFeed, document);
    return {};
  };
  co_return co_await ports_.kv.commit(kShard, std::move(write));
}

Task<Result<void>> Releases::note(std::string trouble) {
  kv::Intent write = [asked = Asked{ports_.time.now(), std::move(trouble)}](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, kAsked, encode(asked));
    return {};
  };
  co_return co_await ports_.kv.commit(kShard, std::move(write));
}

Task<Result<void>> Releases::fetch_and_take(Settings settings) {
  auto document = fetch(settings);
  if (!document) co_return pass_on(document);
  auto key = from_base64(settings.key).value_or("");
  co_return co_await take(std::move(*document), std::move(key));
}

Task<Result<Known>> Releases::ask() {
  const auto settings = settings_.current();
  if (is_set_up(*settings)) {
    auto taken = co_await fetch_and_take(*settings);
    auto trouble = taken ? std::string() : words(taken.error());
    auto noted = co_await note(std::move(trouble));
    if (!noted) co_return pass_on(noted);
  }
  co_return co_await known();
}

// What was taken is verified again: another key set since then has said nothing yet.
Task<Result<Known>> Releases::known() {
  const auto settings = settings_.current();
  Known out;
  out.own = ports_.own;
  if (!is_set_up(*settings)) co_return out;
  out.source = settings->file.empty() ? settings->url : settings->file;
  std::vector<std::string> keys{std::string(kFeed), std::string(kAsked)};
  auto rows = co_await ports_.kv.get_many(kv::Family::meta, std::move(keys));
  if (!rows) co_return pass_on(rows);
  const auto& document = (*rows)[0];
  const auto& last = (*rows)[1];
  if (document)
    if (auto feed = read_feed(*document, from_base64(settings->key).value_or(""))) out.feed = std::move(*feed);
  out.expired = out.feed && out.feed->is_expired(ports_.time.now());
  if (!last) co_return out;
  auto asked = decode(*last);
  if (!asked) co_return pass_on(asked);
  out.asked = asked->at;
  out.trouble = std::move(asked->trouble);
  co_return out;
}

}  // namespace postern::releases
