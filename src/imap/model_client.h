// For the model test: what a client knows of its mailbox from answers alone, by the rules of RFC 9051 §7, RFC 7162 §3.2 and
// RFC 5465 §5. Every line has to be one that this client may hear at this moment; anything else is a failure.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::imap::test_model {

using FlagSet = std::set<std::string>;

// All that a mailbox has ever held: what is told of a message must have been true of it.
class History {
 public:
  void record(std::uint32_t uid, const FlagSet& flags, std::uint64_t mod_seq) { states_[uid][mod_seq] = flags; }
  [[nodiscard]] bool held(std::uint32_t uid, const FlagSet& flags, std::uint64_t mod_seq) const {
    const auto of = states_.find(uid);
    if (of == states_.end()) return false;
    if (mod_seq == 0) return std::ranges::any_of(of->second, [&](const auto& s) { return s.second == flags; });
    const auto state = of->second.find(mod_seq);
    return state != of->second.end() && state->second == flags;
  }

 private:
  std::map<std::uint32_t, std::map<std::uint64_t, FlagSet>> states_;
};

// What a client has asked for, as far as it decides which answers it may hear.
struct Asked {
  std::string text;                      // without its tag
  bool numbers_stay = false;             // RFC 9051 §7.5.1: no EXPUNGE, no VANISHED
  std::set<std::string> answers = {};    // kinds that only this command gives: "SEARCH", "STATUS", "COPYUID", "SELECT", ...
  std::optional<FlagSet> stored = {};    // STORE .SILENT: the client does to its own picture what it asked the server to do
  char how = ' ';                        // '+', '-' or ' '
  std::vector<std::uint32_t> seqs = {};  // of .SILENT
};

struct KnownMessage {
  std::uint32_t uid = 0;         // 0: not known yet
  std::optional<FlagSet> flags;  // as last told
  std::uint64_t mod_seq = 0;
};

std::vector<std::uint32_t> numbers_of(std::string_view set);

class ModelClient {
 public:
  bool condstore = false, qresync = false, rev2 = false, notify = false;
  bool idling = false;
  std::vector<KnownMessage> messages;
  FlagSet announced;  // by FLAGS
  std::uint32_t uid_validity = 0;
  std::uint64_t highest = 0;             // of SELECT
  std::uint64_t highest_seen = 0;        // up to where its picture is whole
  std::vector<std::uint32_t> found;      // by SEARCH
  std::vector<std::uint32_t> unchanged;  // by [MODIFIED]
  std::map<std::string, std::uint64_t> status;

  // Untagged answers and the tagged one, which has to be OK and the last.
  void hear_answer(std::string_view answer, const Asked& asked, const History& history);
  // What comes without having been asked for: in IDLE, or between commands after NOTIFY.
  void hear_news(std::string_view text, const History& history);

 private:
  void begin(const Asked& asked, const History& history);
  // After SELECT (QRESYNC ...) all is put together at once: what is gone, how many there are, what is new.
  void end();
  // Lines; a literal becomes part of its line.
  static std::vector<std::string> split(std::string_view text);
  [[nodiscard]] bool may(const std::string& kind) const { return asked_.answers.contains(kind); }

  void untagged(std::string_view line);
  void numbered(std::uint32_t n, std::string_view what);
  void code(std::string_view text);
  void vanished(std::string_view set);
  void search(std::string_view list);
  void counters(std::string_view list);
  static FlagSet flag_set(std::string_view list);
  void fetch(std::size_t seq, std::string_view items);

  Asked asked_;
  const History* history_ = nullptr;
  std::vector<std::uint32_t> gone_earlier_;
  std::vector<std::pair<std::uint32_t, std::string>> fetched_;
  std::optional<std::uint32_t> selected_count_;
};

}  // namespace postern::imap::test_model
