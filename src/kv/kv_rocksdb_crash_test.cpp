// Crash safety of the embedded engine: a process of writers is ended by kill -9, at named kill points and by a power cut, and
// everything it acknowledged must be there, once, and whole. The writers are a program of their own (crash_writers_program.cpp), which
// lies beside this one.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include "base/codec.h"
#include "base/run_here.h"
#include "kv/open.h"
#include "support/crash_writers.h"
#include "support/temp_dir.h"

namespace postern::kv {
namespace {

using test::Ack;
using test::body_key;
using test::head_key;
using test::kAccounts;

class Writers {
 public:
  Writers(const std::filesystem::path& dir, int round, const std::string& kill_point = {}) {
    std::array<int, 2> pipe_ends{};
    if (pipe(pipe_ends.data()) != 0) return;
    acks_ = pipe_ends[0];
    pid_ = fork();
    if (pid_ != 0) {
      close(pipe_ends[1]);
      return;
    }
    dup2(pipe_ends[1], test::kAckPipe);
    const int nothing = ::open("/dev/null", O_WRONLY);
    dup2(nothing, STDOUT_FILENO);
    if (!kill_point.empty()) setenv("POSTERN_KILL_POINT", kill_point.c_str(), 1);
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "program_kv_crash_writers";
    execl(program.c_str(), "writers", dir.c_str(), std::to_string(round).c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  Writers(const Writers&) = delete;
  Writers& operator=(const Writers&) = delete;
  ~Writers() {
    if (pid_ > 0) kill(pid_, SIGKILL);
    wait();
    close(acks_);
  }

  // Reads acknowledgements until there are `most`, or until the process has ended.
  void read_acks(std::set<Ack>& into, std::size_t most) {
    Ack ack{};
    for (std::size_t n = 0; n < most && read(acks_, &ack, sizeof ack) == sizeof ack; ++n) into.insert(ack);
  }
  void stop() {
    kill(pid_, SIGSTOP);
    waitpid(pid_, nullptr, WUNTRACED);  // comes back when every thread stands still
  }
  void end() { kill(pid_, SIGKILL); }
  int wait() {
    int status = 0;
    if (pid_ > 0) waitpid(std::exchange(pid_, -1), &status, 0);
    return status;
  }

 private:
  pid_t pid_ = -1;
  int acks_ = -1;
};

constexpr std::size_t kAll = ~std::size_t{0};

// Opens the store again: every UID up to the head has one body, no body is there twice, all acknowledged ones are there.
void expect_whole(const std::filesystem::path& dir, const std::set<Ack>& acks) {
  auto store = open_rocksdb({.dir = dir, .low_disk_bytes = 0});
  ASSERT_TRUE(store) << store.error().detail;
  std::set<Ack> stored;
  for (std::uint32_t account = 0; account < kAccounts; ++account) {
    std::uint32_t uid = 0;
    auto visit = [&](std::string_view key, std::string_view body) {
      EXPECT_EQ(key, body_key(account, ++uid));
      Decoder in(body);
      const auto writer = in.big32();
      EXPECT_TRUE(stored.insert({writer, in.big32()}).second) << "doubled";
      return true;
    };
    ASSERT_TRUE(run_here((*store)->scan(Family::body, body_key(account, 0), body_key(account, ~0U), visit)));
    auto head = run_here((*store)->get(Family::meta, head_key(account)));
    ASSERT_TRUE(head);
    EXPECT_EQ(*head ? Decoder(**head).big32() : 0, uid);
  }
  std::size_t lost = 0;
  for (const auto& ack : acks) lost += !stored.contains(ack);
  EXPECT_EQ(lost, 0U) << "of " << acks.size();
  std::printf("%zu acknowledged, %zu stored, %zu lost\n", acks.size(), stored.size(), lost);
}

TEST(rocksdbCrash, nothing_acknowledged_is_lost_by_kill_9_at_any_moment) {
  const test::TempDir dir;
  std::set<Ack> acks;
  std::mt19937 random(std::random_device{}());
  for (int round = 0; round < 5; ++round) {
    Writers writers(dir.path() / "store", round);
    writers.read_acks(acks, 1 + random() % 1500);
    writers.end();
    writers.read_acks(acks, kAll);
    EXPECT_TRUE(WIFSIGNALED(writers.wait()));
    expect_whole(dir.path() / "store", acks);
  }
}

class rocksdbKillPoint : public testing::TestWithParam<const char*> {};

TEST_P(rocksdbKillPoint, nothing_acknowledged_is_lost) {
  const test::TempDir dir;
  std::set<Ack> acks;
  int round = 0;
  for (const char* count : {":1", ":7", ":40"}) {
    Writers writers(dir.path() / "store", round++, std::string(GetParam()) + count);
    writers.read_acks(acks, kAll);
    const int status = writers.wait();
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 137) << status;
    expect_whole(dir.path() / "store", acks);
  }
}

INSTANTIATE_TEST_SUITE_P(commit, rocksdbKillPoint,
                         testing::Values("commit.before-intents", "commit.before-write", "commit.before-observers",
                                         "commit.before-resume"),
                         [](const auto& chosen) {
                           std::string name = chosen.param;
                           for (auto& c : name) c = c == '.' || c == '-' ? '_' : c;
                           return name;
                         });

// A file system of the test's own in an image file, mounted where only this process and its children see it.
class LoopDisk {
 public:
  explicit LoopDisk(const std::filesystem::path& folder)
      : image_(folder / "disk.img"), mounted_(folder / "disk"), unavailable_(prepare()) {}
  ~LoopDisk() { detach(); }
  LoopDisk(const LoopDisk&) = delete;
  LoopDisk& operator=(const LoopDisk&) = delete;

  bool attach() {
    return std::system(("mount -o loop " + image_.string() + " " + mounted_.string() + " >/dev/null 2>&1").c_str()) == 0;
  }
  void detach() { ignore(std::system(("umount " + mounted_.string() + " >/dev/null 2>&1").c_str()), "nothing to do about it"); }

  // Everything that was not flushed is gone, the journal's unwritten part as well.
  bool cut_power() {
    constexpr auto kShutdown = _IOR('X', 125, std::uint32_t);  // EXT4_IOC_SHUTDOWN
    std::uint32_t how = 2;                                     // EXT4_GOING_FLAGS_NOLOGFLUSH
    const int root = ::open(mounted_.c_str(), O_RDONLY | O_DIRECTORY);
    const bool cut = root >= 0 && ioctl(root, kShutdown, &how) == 0;
    if (root >= 0) close(root);
    return cut;
  }
  [[nodiscard]] const std::string& unavailable() const { return unavailable_; }
  [[nodiscard]] const std::filesystem::path& path() const { return mounted_; }

 private:
  // Why there can be none; empty when it is mounted.
  std::string prepare() {
    if (geteuid() != 0) return "needs root";
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
      return "no mount namespace";
    std::filesystem::create_directories(mounted_);
    {
      const std::ofstream make(image_);
    }
    std::filesystem::resize_file(image_, 512U << 20);
    if (std::system(("mkfs.ext4 -q -F " + image_.string() + " >/dev/null 2>&1").c_str()) != 0) return "mkfs.ext4 failed";
    return attach() ? "" : "no loop device";
  }

  std::filesystem::path image_;
  std::filesystem::path mounted_;
  std::string unavailable_;
};

TEST(rocksdbCrash, nothing_acknowledged_is_lost_by_a_power_cut) {
  const test::TempDir dir;
  LoopDisk disk(dir.path());
  if (!disk.unavailable().empty()) GTEST_SKIP() << "not run: " << disk.unavailable();
  std::set<Ack> acks;
  std::mt19937 random(std::random_device{}());
  for (int round = 0; round < 3; ++round) {
    {
      Writers writers(disk.path() / "store", round);
      writers.read_acks(acks, 1 + random() % 1500);
      writers.stop();  // a machine without power runs no code that could acknowledge
      if (!disk.cut_power()) GTEST_SKIP() << "not run: this file system cannot be shut down";
      writers.end();
      writers.read_acks(acks, kAll);
      writers.wait();
    }
    disk.detach();
    ASSERT_TRUE(disk.attach());
    expect_whole(disk.path() / "store", acks);
  }
}

}  // namespace
}  // namespace postern::kv
