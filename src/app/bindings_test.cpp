// bindings.json: written when listeners change, read by root with suspicion.
#include "app/bindings.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/temp_dir.h"

namespace postern::app {
namespace {

class BindingsTest : public testing::Test {
 protected:
  BindingsTest() { boot.data = folder.path(); }
  void say(std::string_view text) { std::ofstream(boot.bindings(), std::ios::binary) << text; }
  std::vector<Binding> read() { return read_bindings(boot).ports; }
  std::vector<Binding> shipped() {
    std::vector<Binding> out;
    for (const auto& l : NetSettings::shipped_listeners()) out.push_back({l.address, l.port});
    return out;
  }

  test::TempDir folder;
  Boot boot;
};

TEST_F(BindingsTest, come_back_as_places_and_nothing_else) {
  NetSettings settings;
  settings.listeners.resize(2);
  settings.listeners[0].port = 2525;
  settings.listeners[0].host_names = {"mail.example.org"};
  settings.listeners[1].address = "192.0.2.1";
  ASSERT_TRUE(note_bindings(boot, settings));
  EXPECT_EQ(read(), (std::vector<Binding>{{"::", settings.listeners[0].port}, {"192.0.2.1", settings.listeners[1].port}}));
  std::ifstream in(boot.bindings());
  const std::string text(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(text.find("mail.example.org"), std::string::npos);
  struct stat info{};
  ASSERT_EQ(stat(boot.bindings().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(BindingsTest, ports_of_others_come_back_and_are_few) {
  EXPECT_TRUE(read_reach(boot).empty());
  ASSERT_TRUE(note_reach(boot, {8443}));
  EXPECT_EQ(read_reach(boot), std::vector<std::uint16_t>{8443});
  EXPECT_EQ(read(), shipped()) << "nothing listens there";
  ASSERT_TRUE(note_reach(boot, std::vector<std::uint16_t>(100, 7)));
  EXPECT_EQ(read_reach(boot).size(), kMostReach);
  std::ofstream(boot.reach()) << R"([{"address": "::", "port": 0}, {"address": "::", "port": 99999}])";
  EXPECT_TRUE(read_reach(boot).empty());
}

TEST_F(BindingsTest, no_listeners_are_no_places) {
  ASSERT_TRUE(note_bindings(boot, NetSettings{.listeners = {}}));
  EXPECT_TRUE(read().empty());
}

TEST_F(BindingsTest, without_a_file_they_are_the_shipped_ones) { EXPECT_EQ(read(), shipped()); }

TEST_F(BindingsTest, a_damaged_or_foreign_file_is_as_none) {
  for (const std::string& text :
       {std::string(), std::string("nonsense"), std::string("{}"), std::string("[{"), std::string(R"([{"address": "::"}]x)"),
        std::string(R"([{"address": "not an address", "port": 25}])"), std::string(R"([{"address": "::", "port": 70000}])"),
        std::string(R"([{"address": "::", "port": -1}])"), std::string(R"([{"address": "::", "port": 25, "run": "/bin/sh"}])"),
        std::string(70'000, ' ') + "[]", "[" + std::string(60'000, '[') + "]", std::string("\xff\xfe\0\1", 4)}) {
    say(text);
    EXPECT_EQ(read(), shipped()) << text.substr(0, 60);
  }
}

TEST_F(BindingsTest, no_link_is_followed_and_no_pipe_waited_for) {
  const auto elsewhere = folder.path() / "elsewhere";
  std::ofstream(elsewhere) << R"([{"address": "::", "port": 7}])";
  std::filesystem::create_symlink(elsewhere, boot.bindings());
  EXPECT_EQ(read(), shipped());
  std::filesystem::remove(boot.bindings());
  ASSERT_EQ(mkfifo(boot.bindings().c_str(), 0600), 0);
  EXPECT_EQ(read(), shipped());
  std::filesystem::remove(boot.bindings());
  std::filesystem::create_directory(boot.bindings());
  EXPECT_EQ(read(), shipped());
}

TEST_F(BindingsTest, a_folder_that_cannot_be_written_is_an_error) {
  boot.data = "/nonexistent";
  EXPECT_EQ(note_bindings(boot, NetSettings{}).error().kind, Failure::io);
}

}  // namespace
}  // namespace postern::app
