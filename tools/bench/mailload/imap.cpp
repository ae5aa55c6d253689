// Commands and answers, as far as they have to be understood.
#include "imap.h"

#include <fmt/format.h>

#include <charconv>

namespace mailload {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

std::size_t number_at(std::string_view text) {
  std::size_t n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

// The size of the literal that follows this line; 0 when none does.
std::size_t literal_after(std::string_view line) {
  if (!line.ends_with('}')) return 0;
  const auto open = line.rfind('{');
  return open == line.npos ? 0 : number_at(line.substr(open + 1));
}

}  // namespace

Imap::Imap(const Target& target, std::size_t port, const std::string& user)
    : connection_(target, port), literal_plus_(target.options().literal_plus != 0) {
  connection_.line();
  command(fmt::format("LOGIN \"{}\" \"{}\"", user, target.options().password));
}

std::string Imap::next_tag() { return "a" + std::to_string(++tags_); }

std::size_t Imap::finish(std::string_view tag) {
  for (std::size_t untagged = 0;;) {
    const auto line = connection_.line();
    if (line.starts_with("* ")) {
      ++untagged;
      if (line.ends_with(" EXISTS")) exists_ = number_at(line.substr(2));
      if (const auto at = line.find("(MESSAGES "); at != line.npos) messages_ = number_at(line.substr(at + 10));
    } else if (line.starts_with(tag) && line.substr(tag.size()).starts_with(' ')) {
      if (!line.substr(tag.size()).starts_with(" OK")) throw Fault("IMAP: " + std::string(line));
      return untagged;
    }
    if (const auto size = literal_after(line); size != 0) connection_.skip(size);
  }
}

std::size_t Imap::command(std::string_view text) {
  const auto tag = next_tag();
  connection_.send(fmt::format("{} {}\r\n", tag, text));
  return finish(tag);
}

std::size_t Imap::select(std::string_view mailbox) {
  command(fmt::format("SELECT \"{}\"", mailbox));
  return exists_;
}

std::size_t Imap::count(std::string_view mailbox) {
  command(fmt::format("STATUS \"{}\" (MESSAGES)", mailbox));
  return messages_;
}

void Imap::begin_append(std::string_view mailbox) {
  append_tag_ = next_tag();
  appending_ = fmt::format("{} APPEND \"{}\"", append_tag_, mailbox);
}

void Imap::append(std::string_view message) {
  appending_ += fmt::format(" () {{{}{}}}\r\n", message.size(), literal_plus_ ? "+" : "");
  if (!literal_plus_) {
    connection_.send(appending_);
    appending_.clear();
    while (true) {
      const auto line = connection_.line();
      if (line.starts_with('+')) break;
      if (!line.starts_with('*')) throw Fault("IMAP APPEND: " + std::string(line));
    }
  }
  appending_ += message;
  if (appending_.size() < kPiece) return;
  connection_.send(appending_);
  appending_.clear();
}

void Imap::end_append() {
  appending_ += "\r\n";
  connection_.send(appending_);
  finish(append_tag_);
}

void Imap::idle() {
  connection_.send("i IDLE\r\n");
  while (true) {
    const auto line = connection_.line();
    if (line.starts_with('+')) return;
    if (!line.starts_with('*')) throw Fault("IMAP IDLE: " + std::string(line));
  }
}

void Imap::logout() { connection_.send("z LOGOUT\r\n"); }

}  // namespace mailload
