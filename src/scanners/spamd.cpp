// Asking spamd, and reading what it says.
#include "scanners/spamd.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/said.h"
#include "base/text.h"

namespace postern::scanners {
namespace {

std::unexpected<Error> no_spamd() { return fail(Failure::invalid, "It does not answer as spamd does"); }

// What is left in front of the next mark; `text` goes on behind it.
std::string_view cut(std::string_view& text, std::string_view mark) {
  const auto end = text.find(mark);
  const auto out = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + mark.size());
  return out;
}

}  // namespace

// status = "SPAMD/" version SP code SP name
// spam = "Spam:" SP ("True" / "False" / "Yes" / "No") " ; " score " / " required
Result<void> SpamdReader::head(std::string_view text) {
  auto status = cut(text, "\r\n");
  if (!status.starts_with("SPAMD/")) return no_spamd();
  cut(status, " ");
  const auto code = number<std::uint32_t>(cut(status, " "), 255);
  if (!code) return no_spamd();
  if (*code != 0) problem_ = fmt::format("{} {}", *code, printable(status, 80));
  while (!text.empty())
    if (auto done = line(cut(text, "\r\n")); !done) return done;
  return {};
}

Result<void> SpamdReader::line(std::string_view text) {
  const auto name = cut(text, ":");
  if (equal_nocase(name, "content-length")) {
    left_ = number<std::size_t>(trim(text), kLongestBody);
    if (!left_) return fail(Failure::too_large, "The answer is larger than it may be");
  } else if (equal_nocase(name, "spam")) {
    cut(text, ";");
    score_ = hundredths(trim(cut(text, "/")));
    required_ = hundredths(trim(text));
  }
  return {};
}

Result<bool> SpamdReader::feed(std::string_view bytes) {
  if (left_) {
    held_ += bytes.substr(0, *left_ - held_.size());
    return held_.size() == *left_;
  }
  const auto from = held_.size() < 3 ? 0 : held_.size() - 3;
  held_ += bytes;
  const auto end = held_.find("\r\n\r\n", from);  // it may lie across two pieces
  if (std::min(end, held_.size()) > kLongestHead) return fail(Failure::too_large, "The answer has no end");
  if (end == held_.npos) return false;
  const auto whole = std::exchange(held_, {});
  left_ = 0;  // of a failure
  if (auto done = head(std::string_view(whole).substr(0, end + 2)); !done) return pass_on(done);
  return feed(std::string_view(whole).substr(end + 4));
}

Opinion SpamdReader::opinion() const {
  if (!problem_.empty()) return unknown(kSpamd, problem_);
  if (!score_ || !required_) return unknown(kSpamd, phrase<"it gives no score">());
  const auto rules = trim(std::string_view(held_).substr(0, *left_));
  return {.scanner = std::string(kSpamd),
          .verdict = Verdict::passes,
          .words = plain_words(
              fmt::format("{:.1f} of {:.1f}{}{}", *score_ / 100.0, *required_ / 100.0, rules.empty() ? "" : ": ", rules)),
          .score = score_};
}

Task<Opinion> ask_spamd(net::Connector& connector, Place place, std::string user, const Text& text, Deadline until) {
  SpamdReader reader;
  Question question{fmt::format("SYMBOLS SPAMC/1.5\r\nContent-length: {}\r\n{}\r\n", text.size(),
                                user.empty() ? "" : fmt::format("User: {}\r\n", printable(user)))};
  auto done = co_await exchange(connector, std::move(place), std::move(question), text, reader, until);
  if (!done) co_return unknown(kSpamd, done.error().text);
  co_return reader.opinion();
}

}  // namespace postern::scanners
