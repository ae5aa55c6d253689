// SpamAssassin's daemon: how much a message looks like spam.   SPAMC/1.5, spamd/PROTOCOL of SpamAssassin
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/task.h"
#include "net/connect.h"
#include "scanners/exchange.h"
#include "scanners/opinion.h"

namespace postern::scanners {

inline constexpr std::string_view kSpamd = "spamd";

// Passes with a score and the names of the rules, or unknown. `user`: whose preferences hold; empty: those of all.
Task<Opinion> ask_spamd(net::Connector&, Place, std::string user, const Text&, Deadline until);

// "SPAMD/1.1 0 EX_OK", "Content-length: 23", "Spam: True ; 7.9 / 5.0", an empty line, and the names of the rules.
class SpamdReader final : public AnswerReader {
 public:
  static constexpr std::size_t kLongestHead = 8 << 10;
  static constexpr std::size_t kLongestBody = 64 << 10;

  Result<bool> feed(std::string_view) override;
  [[nodiscard]] Opinion opinion() const;  // once it is whole

 private:
  Result<void> head(std::string_view);
  Result<void> line(std::string_view);

  std::string held_;                 // the head, and then the body
  std::optional<std::size_t> left_;  // of the body; none: in the head
  std::string problem_;              // what it says went wrong
  std::optional<std::int32_t> score_, required_;
};

}  // namespace postern::scanners
