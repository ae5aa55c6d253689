// The SMTP blocks: durable, and in memory for the question at EHLO and MAIL.
// Use: co_await blocks.load(now) before the first question; if (auto hit = blocks.sender(address, Way::inbound, now)) refuse.
// Promises: questions are for any thread and wait for nothing; hits are counted in memory and written now and then, so a crash loses
//   the last minutes of them. What has run out holds no more.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "guard/smtp_block.h"
#include "kv/kv.h"

namespace postern::guard {

class SmtpBlocks {
 public:
  static constexpr std::size_t kMost = 10'000;

  struct Hit {
    bool soft = false;
  };

  explicit SmtpBlocks(kv::Store& kv) : kv_(kv) {}

  Task<Result<void>> load(Time now);
  // In place of the one of the same name.
  Task<Result<void>> add(SmtpBlock);
  Task<Result<bool>> remove(Named, std::string name);  // false: there was none
  // The one of this name, with the hits that are written; none: there is none.
  Task<Result<std::optional<SmtpBlock>>> block(Named, std::string name);
  Task<Result<std::vector<SmtpBlock>>> list();  // with what they have been hit until now

  // `address` as "local@domain", the domain in its ASCII form. By the address first, then by its domain and those above.
  std::optional<Hit> sender(std::string_view address, Way, Time now) const;
  std::optional<Hit> client(std::string_view name, Way, Time now) const;

  Task<Result<void>> save_hits();
  Task<Result<std::size_t>> sweep(Time now);

 private:
  struct Held {
    Way way = Way::both;
    bool soft = false;
    Time until;
    std::uint64_t hits = 0;  // that are not written yet
    Time last_hit;
  };
  using Live = std::map<std::string, Held, std::less<>>;              // by key
  static std::vector<std::pair<std::string, Held>> take_hits(Live&);  // that are not written yet
  std::optional<Hit> find(Named, std::string_view name, Way, Time now) const;
  std::optional<Hit> find_upwards(Named, std::string_view name, Way, Time now) const;
  Task<Result<std::vector<SmtpBlock>>> rows();

  kv::Store& kv_;
  mutable Locked<Live> live_;
};

}  // namespace postern::guard
