// For tests: logs in a folder of their own, by a clock that stands.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "logs/logs.h"
#include "support/anchor_in_memory.h"
#include "support/manual_time.h"

namespace postern::logs {

using events::Event;
using events::Field;
using events::Key;
namespace fs = std::filesystem;

struct LogsTest : testing::Test {
  LogsTest() {
    std::string name = (fs::temp_directory_path() / "logs_XXXXXX").native();
    folder = mkdtemp(name.data());
    reopen();
  }
  ~LogsTest() override {
    logs.reset();
    fs::remove_all(folder);
  }
  void reopen() {
    logs.reset();
    logs = std::move(open(folder, settings, time, Secret("key of the chain"), anchor).value());
  }
  void change(auto edit) {
    auto s = *settings.current();
    edit(s);
    settings.set(s);
  }
  void write(Event event, std::uint64_t session, std::initializer_list<Field> fields) {
    logs->events::Sink::write(event, SessionId(session), fields);
  }
  std::vector<std::string> find(const Query& query) {
    logs->settle();
    return logs->search(query).value().lines;
  }
  std::size_t count(const Query& query) { return find(query).size(); }
  std::vector<fs::path> files(std::string_view ending) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().native().ends_with(ending)) found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
  }

  test::ManualTime time{{1'795'311'490'250}};
  config::Live<Settings> settings;
  fs::path folder;
  AnchorInMemory anchor;
  std::unique_ptr<Logs> logs;
};

}  // namespace postern::logs
