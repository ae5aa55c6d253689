// The steps of a message, by a table, and what a milter may say to each.
#include "scanners/milter_dialogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/said.h"
#include "base/text.h"

namespace postern::scanners {
namespace {

// mfdef.h: SMFI_VERSION, SMFIF_*, SMFIP_*
constexpr std::uint32_t kVersion = 6, kOldestVersion = 2;
constexpr std::uint32_t kAddFields = 0x1, kQuarantine = 0x20;
constexpr std::uint32_t kActions = kAddFields | kQuarantine;
constexpr std::uint32_t kSkip = 0x400, kRefusedRecipients = 0x800, kLeadingSpace = 0x100000;
constexpr std::uint32_t kProtocol = 0x1FFFFF & ~kRefusedRecipients;

constexpr std::size_t kMostFields = 50;
constexpr std::size_t kMostAdded = 64 << 10;

}  // namespace

// How a step is told: its letter, the bit by which a milter does not want it, and the one by which it does not answer it.
struct MilterDialogue::Rules {
  char command;
  std::uint32_t unwanted, unanswered;
};

const MilterDialogue::Rules& MilterDialogue::rules(Step step) {
  static constexpr std::array kRules{Rules{'O', 0, 0},        Rules{'C', 0x1, 0x1000},   Rules{'H', 0x2, 0x2000},
                                     Rules{'M', 0x4, 0x4000}, Rules{'R', 0x8, 0x8000},   Rules{'T', 0x200, 0x10000},
                                     Rules{'L', 0x20, 0x80},  Rules{'N', 0x40, 0x40000}, Rules{'B', 0x10, 0x80000},
                                     Rules{'E', 0, 0}};
  return kRules[static_cast<std::size_t>(step)];
}

MilterDialogue::MilterDialogue(std::string name, const Facts& facts, const MilterMessage& message)
    : facts_(facts), message_(message), at_(message.body_at), opinion_{.scanner = std::move(name), .words = ""} {}

MilterDialogue::Effect MilterDialogue::start() {
  std::string data;
  for (const auto n : {kVersion, kActions, kProtocol}) append_number(data, n);
  append_packet(output_, rules(Step::options).command, data);
  return HearMore{};
}

bool MilterDialogue::is_wanted() const {
  const bool there = (step_ != Step::rcpt || index_ < facts_.recipients.size()) &&
                     (step_ != Step::header || index_ < message_.header.size()) &&
                     (step_ != Step::helo || !facts_.helo.empty()) && (step_ != Step::body || at_ < message_.size);
  return there && (protocol_ & rules(step_).unwanted) == 0;
}

bool MilterDialogue::has_reply() const { return (protocol_ & rules(step_).unanswered) == 0; }

// To the next recipient, field or piece, or else to the next step.
void MilterDialogue::go_on() {
  if (step_ == Step::rcpt || step_ == Step::header) ++index_;
  const bool again = step_ == Step::rcpt || step_ == Step::header || step_ == Step::body;
  if (again && is_wanted()) return;
  step_ = static_cast<Step>(static_cast<int>(step_) + 1);
  index_ = 0;
}

// Until something has to be waited for.
MilterDialogue::Effect MilterDialogue::advance() {
  while (true) {
    if (!is_wanted()) {
      go_on();
      continue;
    }
    if (step_ == Step::body && piece_.empty())
      return ReadText{at_, static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, message_.size - at_))};
    say();
    if (has_reply()) return HearMore{};
    go_on();
  }
}

void MilterDialogue::say() {
  std::string data;
  say_macros();
  switch (step_) {
    case Step::connection: say_connection(data); break;
    case Step::helo: append_text(data, facts_.helo); break;
    case Step::mail: append_text(data, '<' + facts_.sender + '>'); break;
    case Step::rcpt: append_text(data, '<' + facts_.recipients[index_] + '>'); break;
    case Step::header: {
      const auto& field = message_.header[index_];
      std::string_view value = field.value;
      if ((protocol_ & kLeadingSpace) == 0 && value.starts_with(' ')) value.remove_prefix(1);
      std::string lines(value);
      std::erase(lines, '\r');  // a milter knows LF alone
      append_text(data, field.name);
      append_text(data, lines);
      break;
    }
    case Step::body:
      at_ += piece_.size();
      data = std::exchange(piece_, {});
      break;
    default: break;
  }
  append_packet(output_, rules(step_).command, data);
}

// hostname NUL family port address NUL
void MilterDialogue::say_connection(std::string& data) const {
  append_text(data, facts_.client_name.empty() ? '[' + facts_.ip.text() + ']' : facts_.client_name);
  data += facts_.ip.is_v4() ? '4' : '6';
  data += static_cast<char>(facts_.port >> 8);
  data += static_cast<char>(facts_.port & 0xFF);
  append_text(data, facts_.ip.text());
}

// Names in braces but those of one letter, as Sendmail has them.
void MilterDialogue::say_macros() {
  std::string data(1, rules(step_).command);
  const auto add = [&data](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    append_text(data, name);
    append_text(data, value);
  };
  switch (step_) {
    case Step::connection:
      add("j", facts_.our_name);
      add("{daemon_name}", "postern");
      add("v", "Postern");
      break;
    case Step::mail:
      add("i", facts_.id);
      add("{mail_addr}", facts_.sender);
      add("{auth_authen}", facts_.login);
      break;
    case Step::rcpt:
      add("i", facts_.id);
      add("{rcpt_addr}", facts_.recipients[index_]);
      break;
    case Step::data:
    case Step::end_of_header:
    case Step::end: add("i", facts_.id); break;
    default: return;
  }
  append_packet(output_, 'D', data);
}

MilterDialogue::Effect MilterDialogue::on_text(std::string piece) {
  if (piece.empty()) return broken(phrase<"the message is shorter than it was">());
  piece_ = std::move(piece);
  return advance();
}

MilterDialogue::Effect MilterDialogue::on_failure(const Error& error) { return broken(error.text); }

MilterDialogue::Effect MilterDialogue::on_bytes(std::string_view bytes) {
  if (bytes.empty())
    return broken(step_ == Step::options || step_ == Step::connection
                      ? phrase<"it ended the connection at once: it may want to change more of a message than may be">()
                      : phrase<"it ended the connection">());
  Effect effect = HearMore{};
  while (step_ != Step::over && !bytes.empty()) {
    // A packet that nothing waits for belongs to no question.
    if (!std::holds_alternative<HearMore>(effect)) return broken(phrase<"it says more than it was asked">());
    const auto got = packets_.next(bytes);
    if (got == MilterPackets::Got::broken) return broken(phrase<"it does not answer as a milter does">());
    if (got == MilterPackets::Got::packet) effect = on_packet(packets_.take());
  }
  return effect;
}

// RFC-less; mfdef.h: SMFIR_*
MilterDialogue::Effect MilterDialogue::on_packet(const MilterPacket& packet) {
  if ((step_ == Step::options) != (packet.command == 'O')) return broken(phrase<"it does not answer as a milter does">());
  switch (packet.command) {
    case 'O': return on_options(packet.data);
    case 'p': return HearMore{};  // it is at it
    case 'a': return end(Verdict::passes, phrase<"accepted">());
    case 'r': return end(Verdict::refuse, phrase<"refused">());
    case 't': return end(Verdict::put_off, phrase<"put off">());
    case '4':
    case 'f': return end(Verdict::put_off, phrase<"it wants the connection to be ended">());
    case 'd': return end(Verdict::quarantine, phrase<"it would have the message vanish">());
    case 'y': return on_reply_code(packet.data);
    default: break;
  }
  if (packet.command == 'c') {
    if (step_ == Step::end) return end(Verdict::passes, phrase<"accepted">());
    go_on();
    return advance();
  }
  if (packet.command == 's' && step_ == Step::body && (protocol_ & kSkip) != 0) {
    step_ = Step::end;
    return advance();
  }
  if (step_ != Step::end) return broken(phrase<"it does not answer as a milter does">());
  if (packet.command == 'h' || packet.command == 'i') {
    std::string_view data = packet.data;
    if (packet.command == 'i') take_number(data);  // where: all of them stand in front
    return on_field(data);
  }
  if (packet.command == 'q') return on_quarantine(packet.data);
  return broken(phrase<"it changes what it may not">());
}

// version actions protocol
MilterDialogue::Effect MilterDialogue::on_options(std::string_view data) {
  const auto version = take_number(data), actions = take_number(data), protocol = take_number(data);
  if (!protocol || *version < kOldestVersion || *version > kVersion) return broken(phrase<"it speaks another version">());
  if ((*actions & ~kActions) != 0) return broken(phrase<"it wants to change more of a message than may be">());
  if ((*protocol & ~kProtocol) != 0) return broken(phrase<"it asks for what was not offered">());
  protocol_ = *protocol;
  go_on();
  return advance();
}

// "550 5.7.1 Not here"
MilterDialogue::Effect MilterDialogue::on_reply_code(std::string_view data) {
  const auto text = take_text(data).value_or("");
  const auto code = number<std::uint16_t>(text.substr(0, 3), 599);
  if (!code || *code < 400 || (text.size() > 3 && text[3] != ' '))
    return broken(phrase<"it does not answer as a milter does">());
  auto rest = trim(text.substr(3));
  const auto word = rest.substr(0, rest.find(' '));
  const bool is_status = word.size() > 4 && word.substr(1).starts_with('.') && word.front() == text.front() &&
                         std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.'; });
  if (is_status) rest = trim(rest.substr(word.size()));
  opinion_.code = *code;
  opinion_.text = plain_words(rest);
  return end(*code < 500 ? Verdict::put_off : Verdict::refuse, fmt::format("{} {}", *code, rest));
}

// name NUL value NUL. What cannot stand in a header is left out.
MilterDialogue::Effect MilterDialogue::on_field(std::string_view data) {
  const auto name = take_text(data), value = take_text(data);
  if (!name || !value) return broken(phrase<"it does not answer as a milter does">());
  auto text = folded(*value);
  text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
  added_ += name->size() + text.size();
  if (opinion_.fields.size() >= kMostFields || added_ > kMostAdded) return broken(phrase<"it adds more fields than may be">());
  if (is_field_name(*name) && is_field_value(text)) opinion_.fields.push_back({std::string(*name), std::move(text)});
  return HearMore{};
}

// Held, unless what follows is worse.
MilterDialogue::Effect MilterDialogue::on_quarantine(std::string_view data) {
  opinion_.verdict = Verdict::quarantine;
  opinion_.words = plain_words(take_text(data).value_or(std::string(phrase<"it asks for quarantine">())));
  return HearMore{};
}

MilterDialogue::Effect MilterDialogue::end(Verdict verdict, std::string_view words) {
  const bool held = opinion_.verdict == Verdict::quarantine && verdict == Verdict::passes;
  if (!held) {
    opinion_.verdict = verdict;
    opinion_.words = plain_words(words);
  }
  append_packet(output_, 'Q', {});
  step_ = Step::over;
  return Over{};
}

MilterDialogue::Effect MilterDialogue::broken(std::string_view why) {
  auto none = unknown(opinion_.scanner, why);
  opinion_ = std::move(none);
  output_.clear();
  step_ = Step::over;
  return Over{};
}

}  // namespace postern::scanners
