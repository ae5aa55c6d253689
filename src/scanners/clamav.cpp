// Asking clamd, and reading what it says.
#include "scanners/clamav.h"

#include <utility>

#include "base/said.h"
#include "base/text.h"

namespace postern::scanners {
namespace {

constexpr std::string_view kStream = "stream: ";
constexpr std::string_view kFound = " FOUND";
constexpr std::string_view kError = "ERROR";

}  // namespace

Result<bool> ClamavReader::feed(std::string_view bytes) {
  const auto end = bytes.find('\0');
  const auto piece = bytes.substr(0, end);
  if (answer_.size() + piece.size() > kLongest) return fail(Failure::invalid, "The answer has no end");
  answer_ += piece;
  return end != bytes.npos;
}

// A name that could not be told is a virus all the same.
Opinion ClamavReader::opinion() const {
  const auto answer = trim(answer_);
  if (answer == "stream: OK")
    return {.scanner = std::string(kClamav), .verdict = Verdict::passes, .words = std::string(phrase<"no virus">())};
  if (answer.starts_with(kStream) && answer.ends_with(kFound) && answer.size() > kStream.size() + kFound.size()) {
    const auto name = answer.substr(kStream.size(), answer.size() - kStream.size() - kFound.size());
    return {.scanner = std::string(kClamav), .verdict = Verdict::refuse, .words = plain_words(name)};
  }
  if (answer.starts_with("INSTREAM size limit exceeded"))
    return never_known(kClamav, phrase<"larger than its StreamMaxLength">());
  if (answer.ends_with(kError)) return unknown(kClamav, answer);
  return unknown(kClamav, phrase<"it does not answer as clamd does">());
}

Task<Opinion> ask_clamav(net::Connector& connector, Place place, const Text& text, Deadline until) {
  ClamavReader reader;
  Question question{std::string("zINSTREAM\0", 10), Framing::chunks};
  auto done = co_await exchange(connector, std::move(place), std::move(question), text, reader, until);
  if (!done) co_return unknown(kClamav, done.error().text);
  co_return reader.opinion();
}

}  // namespace postern::scanners
