// The machine it runs on: clock, disk, limits, version.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include <array>

#include "audit/checks/groups.h"
#include "audit/scarce.h"

namespace postern::audit {
namespace on_system {
namespace {

constexpr Time kBuiltAfter{1'793'491'200'000};  // November 2026
constexpr rlim_t kFiles = 16'384;

Outcome clock(const Subject& s) {
  std::vector<Said> found;
  if (s.now < kBuiltAfter) found.push_back(said<"it is before this program was made">());
  for (const auto& domain : s.directory->domains())
    if (s.now + std::chrono::minutes(5) < domain->created) {
      found.push_back(said<"it is before {} was made">(domain->name.ascii()));
      break;
    }
  return unless(std::move(found), {said<"it is {}">(rfc3339(s.now))});
}

Outcome disk(const Subject& s) {
  struct statvfs info{};
  if (statvfs(s.around.data_folder.c_str(), &info) != 0) return not_checked(said<"the disk does not say">());
  const auto block = std::uint64_t{info.f_frsize};
  const auto free = block * info.f_bavail, all = block * info.f_blocks;
  auto free_now = said<"{} MiB of {} MiB are free">(free >> 20U, all >> 20U);
  return is_scarce(free, all) ? failed(std::move(free_now)) : passed(std::move(free_now));
}

Outcome inodes(const Subject& s) {
  struct statvfs info{};
  if (statvfs(s.around.data_folder.c_str(), &info) != 0) return not_checked(said<"the disk does not say">());
  if (info.f_files == 0) return passed(said<"the disk sets no limit of files">());
  auto left = said<"{} of {} files can still be made">(info.f_favail, info.f_files);
  return info.f_favail >= info.f_files / 20 ? passed(std::move(left)) : failed(std::move(left));
}

Outcome open_files(const Subject& s) {
  if (!s.around.running) return not_checked(said<"the server is not running">());
  rlimit limit{};
  const bool known = getrlimit(RLIMIT_NOFILE, &limit) == 0;
  auto most = said<"{} may be open at once">(limit.rlim_cur);
  return known && limit.rlim_cur >= kFiles ? passed(std::move(most)) : failed(std::move(most));
}

// Why a feed says nothing of today, or nothing when it does.
std::optional<Said> silence(const releases::Known& known) {
  if (known.source.empty()) return said<"no feed of releases is set up">();
  if (!known.feed)
    return known.asked == Time{} ? said<"the feed has not been asked yet">() : said<"no feed could be taken yet">();
  if (!known.expired) return {};
  return said<"the feed has expired on {}">(releases::date_of(known.feed->expires));
}

// What is known stays known: a feed that has ended still says that something is above ours, and no more that nothing is.
Outcome version_by(const Subject& s, bool security) {
  std::vector<Said> found;
  for (const auto& r : s.releases.newer())
    if (!security || r.security) {
      auto newer = said<"this is {}; {} came on {}">(s.releases.own.text(), r.version.text(), releases::date_of(r.date));
      found.push_back(r.notes.empty() ? std::move(newer) : said<"{}: {}">(std::move(newer), r.notes));
    }
  if (!found.empty()) return unless(std::move(found), {});
  if (auto why = silence(s.releases)) return not_checked(std::move(*why));
  return passed(said<"this is {}, and the feed of {} has nothing above it">(s.releases.own.text(),
                                                                            releases::date_of(s.releases.feed->issued)));
}

Outcome version(const Subject& s) { return version_by(s, true); }
Outcome newest(const Subject& s) { return version_by(s, false); }

// What failed, and behind it what the machine or the other host said to that, which no language of ours has.
Said trouble(const std::string& text) {
  const auto at = text.find(": ");
  if (at == std::string::npos) return Said::declared(text);
  return said<"{}: {}">(Said::declared(text.substr(0, at)), text.substr(at + 2));
}

Outcome feed(const Subject& s) {
  if (!s.releases.trouble.empty()) return failed(trouble(s.releases.trouble));
  auto why = silence(s.releases);
  if (!why)
    return passed(said<"the feed was asked at {} and holds until {}">(rfc3339(s.releases.asked),
                                                                      releases::date_of(s.releases.feed->expires)));
  return s.releases.expired ? failed(std::move(*why)) : not_checked(std::move(*why));
}

Outcome scanners(const Subject& s) {
  if (!s.around.running) return not_checked(said<"the server is not running">());
  if (!s.around.asks_scanners) return passed(said<"no scanner is asked">());
  return unless(s.around.silent_scanners, {said<"each has answered when it was asked last">()});
}

constexpr std::array kRows{
    FixedCheck{"system.clock", Severity::medium, "The clock is right",
               "Certificates, codes of second factors and the dates of mail depend on it.",
               "Let systemd-timesyncd or chrony set it", clock},
    FixedCheck{"system.disk", Severity::high, "There is room on the disk",
               "When it is full, mail is refused; below the watermark nothing new is taken.",
               "Make room, or move the data folder", disk},
    FixedCheck{"system.inodes", Severity::medium, "More files can be made on the disk",
               "Large messages are files of their own.", "Make room, or move the data folder", inodes},
    FixedCheck{"system.open-files", Severity::low, "The server may hold many connections",
               "Each connection is an open file; a low limit is a cheap denial of service.", "Raise LimitNOFILE in the unit",
               open_files},
    FixedCheck{"system.scanners", Severity::high, "The scanners answer",
               "Mail that a scanner was not able to look at waits at its sender, or comes in unseen, as the settings say.",
               "Start the scanner again, or correct its place in scanners.*; an empty place asks nobody. With the next message "
               "that it answers for, this is over",
               scanners},
    FixedCheck{"system.version", Severity::high, "The version is not known to be vulnerable",
               "Attackers read release notes too.", "Install the newest version", version},
    FixedCheck{"system.newest", Severity::low, "There is no newer version",
               "What is mended in a newer one stays broken here, and a hole is closed sooner by who is near.",
               "Install the newest version", newest},
    FixedCheck{
        "system.feed", Severity::medium, "The feed of releases is heard",
        "Who is not heard, or is kept from being heard, does not tell of a hole.",
        "Set releases.key and releases.url, or releases.file where the server reaches nobody; postern version --check asks "
        "anew and says what comes of it",
        feed},
};

}  // namespace
}  // namespace on_system

void system_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::system, on_system::kRows, all); }

}  // namespace postern::audit
