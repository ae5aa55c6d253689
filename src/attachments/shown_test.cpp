// H28: a name that the filter has judged is the name that people are shown, in every message of the shared vectors.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "attachments/look.h"
#include "attachments/names.h"
#include "attachments/policy.h"
#include "support/manual_time.h"
#include "support/vectors.h"

namespace postern::attachments {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// How many of its parts have a name.
std::size_t check_names(const std::string& raw, const std::string& file) {
  const auto message = mime::parse(raw);
  TextOctets octets(raw);
  const test::ManualTime time;
  const auto report = look_into(message, octets, rules_of({}), time);
  if (!report) {
    ADD_FAILURE() << file << ": " << report.error().text;
    return 0;
  }
  std::size_t named = 0;
  for (mime::PartIndex i = 0; i < message.parts.size(); ++i) {
    const auto shown = shown_name(message, i);
    const auto names = names_of(message, i);
    EXPECT_EQ(names.shown, shown) << file;
    if (shown.empty()) continue;
    ++named;
    EXPECT_NE(std::ranges::find(names.all, shown), names.all.end()) << file << ": judged as well";
    if (message.parts[i].inside != mime::Inside::leaf) continue;
    const auto seen = std::ranges::find(report->seen, i, &Seen::part);
    if (seen == report->seen.end()) {
      ADD_FAILURE() << file << ": part " << i << " was not looked at";
      continue;
    }
    EXPECT_EQ(seen->where, shown) << file;
    EXPECT_NE(std::ranges::find(seen->names, shown), seen->names.end()) << file;
  }
  return named;
}

TEST(ShownName, is_judged_in_every_message_of_the_vectors) {
  const auto root = vectors();
  if (!root) {
    std::puts("not run: no vectors");
    return;
  }
  std::size_t messages = 0, named = 0;
  for (const auto* folder : {"mime-python", "mime-mail-parser"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*root / folder)) {
      const auto name = entry.path().filename().string();
      if (!entry.is_regular_file() || (!name.ends_with(".txt") && !name.ends_with(".eml")) || name.starts_with("LICENSE"))
        continue;
      ++messages;
      named += check_names(content_of(entry.path()), name);
    }
  EXPECT_GT(messages, 80u);
  EXPECT_GE(named, 18u);
}

}  // namespace
}  // namespace postern::attachments
