// Words in an order that a small generator gives.
#include "message.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace mailload {
namespace {

constexpr std::array<std::string_view, 46> kWords{
    "server",   "account",  "meeting",  "invoice", "tomorrow", "please",  "review",  "attached", "delivery", "network",
    "schedule", "update",   "project",  "weather", "kernel",   "message", "thanks",  "regards",  "system",   "report",
    "number",   "change",   "window",   "garden",  "coffee",   "travel",  "ticket",  "office",   "budget",   "design",
    "letter",   "answer",   "question", "morning", "evening",  "release", "version", "problem",  "solution", "customer",
    "contract", "deadline", "summary",  "figure",  "table",    "chapter"};
constexpr std::size_t kMostMessages = 4000;
constexpr std::size_t kRare = 100;
constexpr std::size_t kLine = 68;

std::string header(std::size_t n) {
  return fmt::format(
      "From: Person {0} <p{0}@example.test>\r\nTo: Bench User <u1@bench.test>\r\nSubject: {1} {2} {3}\r\n"
      "Date: Mon, {4:02} Jun 2026 {5:02}:{6:02}:{7:02} +0000\r\nMessage-ID: <bench.{3}.{8}@example.test>\r\n"
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n",
      n % 977, kWords[n % kWords.size()], kWords[n / kWords.size() % kWords.size()], n, n % 28 + 1, n % 24, n % 60, n / 7 % 60,
      ::getpid());
}

}  // namespace

std::string make_message(std::size_t size, std::size_t number) {
  auto random = static_cast<std::uint32_t>(number * 2654435761u + 12345);
  auto text = header(number);
  text.reserve(size + 128);
  if (number % kRare == 0) text += "the zebrafinch sings\r\n";
  for (std::size_t column = 0; text.size() + 2 < size;) {
    random = random * 1664525u + 1013904223u;
    const auto word = kWords[(random >> 8) % kWords.size()];
    text += word;
    column += word.size() + 1;
    text += column > kLine ? "\r\n" : " ";
    if (column > kLine) column = 0;
  }
  return text += "\r\n";
}

std::vector<std::string> make_messages(std::size_t count, std::size_t size) {
  const auto seconds = std::chrono::system_clock::now().time_since_epoch() / std::chrono::seconds(1);
  const auto first = static_cast<std::size_t>(seconds) % 100'000 * 10'000;
  std::vector<std::string> all;
  for (std::size_t i = 0; i < std::min(count, kMostMessages); ++i) all.push_back(make_message(size, first + i));
  return all;
}

}  // namespace mailload
