// Commands of the transaction state: what is in the maildrop, and what becomes of it.
#include <fmt/format.h>

#include "base/text.h"
#include "pop3/session.h"

namespace postern::pop3 {

std::optional<std::uint32_t> Session::existing(std::optional<std::uint32_t> number) {
  if (number && *number <= deleted_.size() && !deleted_[*number - 1]) return number;
  refuse("No such message");
  return {};
}

Session::Next Session::stat(std::string_view) {
  std::uint32_t count = 0;
  std::uint64_t size = 0;
  for (std::uint32_t n = 1; n <= deleted_.size(); ++n) {
    if (deleted_[n - 1]) continue;
    ++count;
    size += maildrop_->size_of(n);
  }
  ok(fmt::format("{} {}", count, size));
  return {};
}

Session::Next Session::list(std::string_view argument) {
  if (!trim(argument).empty()) {
    if (const auto n = existing(message_number(argument))) ok(fmt::format("{} {}", *n, maildrop_->size_of(*n)));
    return {};
  }
  ok("Sizes follow");
  for (std::uint32_t n = 1; n <= deleted_.size(); ++n)
    if (!deleted_[n - 1]) fmt::format_to(std::back_inserter(output_), "{} {}\r\n", n, maildrop_->size_of(n));
  output_ += ".\r\n";
  return {};
}

Session::Next Session::uidl(std::string_view argument) {
  if (!trim(argument).empty()) {
    if (const auto n = existing(message_number(argument))) ok(fmt::format("{} {}", *n, maildrop_->unique_id(*n)));
    return {};
  }
  ok("Unique ids follow");
  for (std::uint32_t n = 1; n <= deleted_.size(); ++n)
    if (!deleted_[n - 1]) fmt::format_to(std::back_inserter(output_), "{} {}\r\n", n, maildrop_->unique_id(n));
  output_ += ".\r\n";
  return {};
}

Session::Next Session::retr(std::string_view argument) {
  const auto n = existing(message_number(argument));
  if (!n) return {};
  return SendMessage{*n, {}};
}

Session::Next Session::top(std::string_view argument) {
  const auto command = top_command(argument);
  if (!command) {
    bad("Syntax: TOP message lines");
    return {};
  }
  const auto n = existing(command->number);
  if (!n) return {};
  return SendMessage{*n, command->lines};
}

Effect Session::on_message(Result<void> sent) {
  if (!sent) refuse(sent.error().kind == Failure::not_found ? "The message is gone" : "[SYS/TEMP] The message cannot be read");
  return advance();
}

Session::Next Session::dele(std::string_view argument) {
  if (read_only_) {
    refuse("[SYS/PERM] This login may only read");
    return {};
  }
  const auto n = existing(message_number(argument));
  if (!n) return {};
  deleted_[*n - 1] = true;
  ok("Marked");
  return {};
}

Session::Next Session::noop(std::string_view) {
  ok("");
  return {};
}

Session::Next Session::rset(std::string_view) {
  deleted_.assign(deleted_.size(), false);
  ok("Nothing is marked");
  return {};
}

// RFC 1939 §6: from the transaction state QUIT enters the update state.
Session::Next Session::quit(std::string_view) {
  std::vector<std::uint32_t> marked;
  for (std::uint32_t n = 1; n <= deleted_.size(); ++n)
    if (deleted_[n - 1]) marked.push_back(n);
  if (!marked.empty()) return RemoveMessages{std::move(marked)};
  ok("Bye");
  return close();
}

Effect Session::on_removed(Result<void> removed) {
  if (removed) {
    ok("Bye");
  } else {
    refuse("[SYS/TEMP] Some marked messages were not removed");
  }
  return close();
}

}  // namespace postern::pop3
