// The file, read again by its stamp, and what rules make of it.
#include "guard/countries.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <utility>

#include "events/table.h"
#include "net/scope.h"

namespace postern::guard {
namespace {

struct Look {
  std::string stamp;  // empty: it is not there
  Time changed;
};

Look look_at(const std::string& path) {
  struct stat info{};
  if (path.empty() || ::stat(path.c_str(), &info) != 0) return {};
  return {
      .stamp = fmt::format("{} {} {} {}.{}", info.st_dev, info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec),
      .changed = {std::int64_t{info.st_mtim.tv_sec} * 1000}};
}

bool judge(const CountryRule& rule, const IpAddress& address, const std::string& country) {
  return (country.empty() && !net::is_of_the_internet(address)) || rule.admits(country);
}

}  // namespace

Countries::Present Countries::read(std::string path) const {
  const auto [stamp, changed] = look_at(path);
  Present out{.path = std::move(path), .stamp = stamp, .database = {}, .problem = {}, .changed = changed};
  auto opened = folder_.empty() || out.path.empty() ? fail(Failure::not_found, "No country database is named")
                                                    : CountryDatabase::open(out.path, folder_);
  if (opened)
    out.database = std::move(*opened);
  else
    out.problem = opened.error().text + (opened.error().detail.empty() ? "" : ": " + opened.error().detail);
  return out;
}

void Countries::use(std::string path) {
  auto fresh = read(std::move(path));
  present_.with([&](Present& p) { p = std::move(fresh); });
}

// One that cannot be read (it may be half written) is no reason to forget what is known.
void Countries::look_again() {
  const auto [path, before] = present_.with([](const Present& p) { return std::pair(p.path, p.stamp); });
  const auto stamp = look_at(path).stamp;
  if (stamp == before || stamp.empty()) return;
  auto fresh = read(path);
  const bool is_read = fresh.database != nullptr;
  present_.with([&](Present& p) {
    if (p.path == path && (is_read || !p.database)) p = std::move(fresh);
  });
  if (is_read) events_.write(events::Event::countries_read, {}, {{events::Key::path, path}});
}

std::string Countries::of(const IpAddress& address) const {
  const auto database = present_.with([](const Present& p) { return p.database; });
  return database ? database->country_of(address) : std::string();
}

Countries::State Countries::state() const {
  return present_.with([](const Present& p) {
    const bool is_read = p.database != nullptr;
    return State{
        .path = p.path, .is_read = is_read, .problem = is_read ? "" : p.problem, .changed = is_read ? p.changed : Time{}};
  });
}

bool Countries::admits(const CountryRule& rule, const IpAddress& address) const {
  if (rule.mode == CountryMode::off) return true;
  const auto database = present_.with([](const Present& p) { return p.database; });
  if (database) return judge(rule, address, database->country_of(address));
  const auto problem = present_.with([](Present& p) { return std::exchange(p.told, true) ? std::string() : p.problem; });
  if (!problem.empty()) events_.write(events::Event::countries_not_known, {}, {{events::Key::reason, problem}});
  return true;
}

bool Countries::would_admit(const CountryRule& rule, const IpAddress& address, const std::string& path) const {
  const auto present = present_.with([](const Present& p) { return std::pair(p.path, p.database); });
  if (path == present.first) return !present.second || judge(rule, address, present.second->country_of(address));
  const auto other = read(path);
  return !other.database || judge(rule, address, other.database->country_of(address));
}

}  // namespace postern::guard
