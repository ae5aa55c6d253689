// ClamAV's daemon: whether there is a virus in a message.   clamd(8): INSTREAM
#pragma once
#include <string>
#include <string_view>

#include "base/task.h"
#include "net/connect.h"
#include "scanners/exchange.h"
#include "scanners/opinion.h"

namespace postern::scanners {

inline constexpr std::string_view kClamav = "clamav";

// Passes, refuse (the words name the virus), or unknown. On a reactor; what is referred to outlives the call.
Task<Opinion> ask_clamav(net::Connector&, Place, const Text&, Deadline until);

// The answer, up to its NUL: "stream: OK", "stream: Eicar-Test-Signature FOUND", "INSTREAM size limit exceeded. ERROR".
class ClamavReader final : public AnswerReader {
 public:
  static constexpr std::size_t kLongest = 4096;

  Result<bool> feed(std::string_view) override;
  [[nodiscard]] Opinion opinion() const;  // once it is whole

 private:
  std::string answer_;
};

}  // namespace postern::scanners
