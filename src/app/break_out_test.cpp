// Every attempt succeeds where nothing stops it, and none where everything is in force.
#include "app/break_out.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/privileges.h"
#include "support/temp_dir.h"

namespace postern::app {
namespace {

// What came of it in a child of the test, whose own powers stay.
std::string in_child(bool confined) {
  int ends[2] = {};
  if (pipe(ends) != 0) return "no pipe";
  const pid_t pid = fork();
  if (pid == 0) {
    std::string said;
    Confined got;
    got.ports = true;
    if (confined) {
      auto done = confine({.user = "nobody", .write_under = {"/proc/self"}, .read_under = {"/proc"}, .connect_to = {25}});
      if (!done) said = done.error().text;
      if (done) got = *done;
    }
    if (!got.landlock && confined) said += "no Landlock; ";
    for (const auto& attempt : break_out())
      if (attempt.stopped != confined && (got.ports || !attempt.what.starts_with("connect")))
        said += attempt.what + (attempt.stopped ? " was stopped by " + attempt.by : " succeeded") + "; ";
    const bool told = write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size());
    _exit(told ? 0 : 1);
  }
  close(ends[1]);
  std::string said(4096, '\0');
  const auto n = read(ends[0], said.data(), said.size());
  close(ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  said.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? said : said + "the child ended badly";
}

TEST(BreakOut, H31_succeeds_where_nothing_stops_it) {
  if (getuid() != 0) GTEST_SKIP() << "needs root";
  EXPECT_EQ(in_child(false), "");
}

TEST(BreakOut, H31_is_stopped_at_every_attempt) {
  if (getuid() != 0) GTEST_SKIP() << "needs root";
  const auto said = in_child(true);
  if (said.contains("no Landlock")) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_EQ(said, "");
}

}  // namespace
}  // namespace postern::app
