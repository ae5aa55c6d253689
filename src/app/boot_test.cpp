// postern.toml: read, written, and what is wrong with it.
#include "app/boot.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "support/temp_dir.h"

namespace postern::app {
namespace {

class BootTest : public testing::Test {
 protected:
  Result<Boot> read(std::string_view text) {
    std::ofstream(file) << text;
    return read_boot(file);
  }
  test::TempDir folder;
  std::filesystem::path file = folder.path() / "postern.toml";
};

TEST_F(BootTest, is_read_as_it_was_written) {
  const Boot boot{.file = file,
                  .data = "/var/lib/with space/data",
                  .key = folder.path() / "key",
                  .socket = "/run/p/admin.sock",
                  .user = "postern"};
  ASSERT_TRUE(write_boot(boot));
  const auto again = read_boot(file);
  ASSERT_TRUE(again) << again.error().text;
  EXPECT_EQ(again->data, boot.data);
  EXPECT_EQ(again->key, boot.key);
  EXPECT_EQ(again->socket, boot.socket);
  EXPECT_EQ(again->user, "postern");
}

TEST_F(BootTest, a_path_with_quotes_and_backslashes_comes_back) {
  const Boot boot{.file = file, .data = R"(/var/odd"na\me)", .key = "/k", .socket = "/s", .user = {}};
  ASSERT_TRUE(write_boot(boot));
  const auto again = read_boot(file);
  ASSERT_TRUE(again) << again.error().text;
  EXPECT_EQ(again->data, boot.data);
}

TEST_F(BootTest, relative_paths_are_relative_to_its_folder) {
  const auto boot = read("data = \"data\"\nkey = \"../key\"\nsocket = \"/run/admin.sock\"\n");
  ASSERT_TRUE(boot) << boot.error().text;
  EXPECT_EQ(boot->data, folder.path() / "data");
  EXPECT_EQ(boot->key, folder.path().parent_path() / "key");
  EXPECT_EQ(boot->socket, "/run/admin.sock");
}

TEST_F(BootTest, works_from_its_folder) {
  Boot boot{.file = file,
            .data = folder.path() / "data",
            .key = "/elsewhere/key",
            .socket = folder.path() / "run/admin.sock",
            .user = {}};
  ASSERT_TRUE(write_boot(boot));
  const auto before = std::filesystem::current_path();
  ASSERT_TRUE(work_from_its_folder(boot));
  EXPECT_EQ(boot.data, "./data");
  EXPECT_EQ(boot.key, "/elsewhere/key");
  EXPECT_EQ(boot.socket, "./run/admin.sock");
  EXPECT_EQ(boot.file.parent_path(), ".");
  EXPECT_TRUE(std::filesystem::exists(boot.file));
  std::filesystem::current_path(before);
  boot.file = "/nonexistent/postern.toml";
  EXPECT_FALSE(work_from_its_folder(boot));
}

TEST_F(BootTest, says_what_is_wrong) {
  const std::string good = "data = \"d\"\nkey = \"k\"\nsocket = \"s\"\n";
  EXPECT_NE(read("data = \"d\"\nkey = \"k\"\n").error().text.find("socket is missing"), std::string::npos);
  EXPECT_NE(read(good + "colour = \"red\"\n").error().text.find("unknown key colour"), std::string::npos);
  EXPECT_NE(read(good + "user = 5\n").error().text.find("user must be a string"), std::string::npos);
  EXPECT_NE(read("data = \n").error().text.find(file.string()), std::string::npos);
  EXPECT_NE(read_boot(folder.path() / "none").error().text.find("postern setup"), std::string::npos);
  EXPECT_FALSE(read_boot(folder.path()));
}

TEST_F(BootTest, root_trusts_no_file_that_others_can_change) {
  if (getuid() != 0) GTEST_SKIP() << "needs root";
  const std::string good = "data = \"d\"\nkey = \"k\"\nsocket = \"s\"\n";
  ASSERT_TRUE(read(good));
  ASSERT_EQ(chmod(file.c_str(), 0666), 0);
  EXPECT_EQ(read_boot(file).error().kind, Failure::denied);
  ASSERT_EQ(chmod(file.c_str(), 0644), 0);
  ASSERT_EQ(chown(file.c_str(), 1, 1), 0);
  EXPECT_EQ(read_boot(file).error().kind, Failure::denied);
}

TEST_F(BootTest, writing_follows_no_link) {
  const auto victim = folder.path() / "victim";
  std::ofstream(victim) << "precious";
  std::filesystem::create_symlink(victim, file);
  std::filesystem::create_symlink(victim, file.string() + ".new");
  ASSERT_TRUE(write_boot({.file = file, .data = "/d", .key = "/k", .socket = "/s", .user = {}}));
  std::ifstream in(victim);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "precious");
  EXPECT_TRUE(read_boot(file));
}

}  // namespace
}  // namespace postern::app
