// Writing delivery status notifications.
#include "delivery/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "delivery/own_mail.h"
#include "mime/encoded_word.h"
#include "smtp/grammar/xtext.h"

namespace postern::delivery {
namespace {

constexpr std::size_t kLongestText = 500;

struct Words {
  std::string_view name, subject, opening;
};
constexpr std::array<Words, 4> kWords{
    Words{"failed", written_phrase<"Undelivered mail">(),
          written_phrase<"Your message could not be delivered to these recipients, and will not be tried again:">()},
    Words{"delayed", written_phrase<"Delayed mail">(),
          written_phrase<
              "Your message has not reached these recipients yet. You need not send it again, it is tried further:">()},
    Words{"delivered", written_phrase<"Delivered mail">(),
          written_phrase<"Your message has been delivered to these recipients:">()},
    Words{"relayed", written_phrase<"Relayed mail">(),
          written_phrase<"Your message was handed to a server that will not say whether it reaches these recipients:">()}};

const Words& words_for(Action action) { return kWords[static_cast<std::size_t>(action)]; }

// RFC 2852 §4.2: whose mail goes on where nobody minds the time is told so without having asked.
bool is_wanted(const smtp::Notify& notify, Action action, bool in_time) {
  if (notify.never) return false;
  switch (action) {
    case Action::failed: return notify.failure || !notify.asked();
    case Action::delayed: return notify.delay || !notify.asked();
    case Action::delivered: return notify.success;
    case Action::relayed: return notify.success || in_time;
  }
  return false;
}

// RFC 3464 §2.1.2: fields are "type; value"; what is not 7-bit needs SMTPUTF8 (RFC 6533 §3).
std::string typed(std::string_view type, std::string_view value, bool utf8) {
  if (is_ascii(value)) return fmt::format("{}; {}", type, printable(value, kLongestText));
  return utf8 ? fmt::format("utf-8; {}", printable(value, kLongestText)) : fmt::format("{}; {}", type, smtp::to_xtext(value));
}

// RFC 3464 §2.3
std::string fields_of(const Outcome& one, Time now, bool utf8) {
  std::string out;
  const auto& r = one.recipient;
  if (!r.orcpt_type.empty())
    out += fmt::format("Original-Recipient: {}\r\n", typed(printable(r.orcpt_type, 20), r.orcpt, utf8));
  out += fmt::format("Final-Recipient: {}\r\nAction: {}\r\nStatus: {}\r\n", typed("rfc822", r.mailbox.text(), utf8),
                     words_for(one.action).name, one.status);
  if (!one.server.empty()) out += fmt::format("Remote-MTA: {}\r\n", typed("dns", one.server, utf8));
  if (!one.diagnostic.empty()) out += fmt::format("Diagnostic-Code: {}\r\n", typed("smtp", one.diagnostic, utf8));
  out += fmt::format("Last-Attempt-Date: {}\r\n", rfc5322_date(now));
  if (one.action == Action::delayed) out += fmt::format("Will-Retry-Until: {}\r\n", rfc5322_date(one.retried_until));
  return out;
}

std::string status_part(const Report& report, bool utf8) {
  const auto& about = report.about;
  std::string out;
  if (!about.envid.empty()) out += fmt::format("Original-Envelope-Id: {}\r\n", smtp::to_xtext(about.envid));
  out += fmt::format("Reporting-MTA: dns; {}\r\nArrival-Date: {}\r\n", report.host, rfc5322_date(about.origin.received));
  for (const auto& one : report.outcomes) out += "\r\n" + fields_of(one, report.now, utf8);
  return out;
}

std::string shown(const address::Mailbox& mailbox, bool utf8) {
  return utf8 || is_ascii(mailbox.text()) ? printable(mailbox.text(), kLongestText) : smtp::to_xtext(mailbox.text());
}

// Of one recipient, in a line each.
Said outcome_of(const Outcome& one, bool utf8) {
  Said out{"  {}\n    {}", {Said::value(shown(one.recipient.mailbox, utf8)), Said::heard(printable(one.text, kLongestText))}};
  if (one.diagnostic.empty()) return out;
  out.text += "\n    {}";
  out.values.push_back(written<"The other server says: {}">(printable(one.diagnostic, kLongestText)));
  return out;
}

Writing for_people(const Report& report, bool utf8) {
  const auto& words = words_for(report.outcomes.front().action);
  Writing out{Said::declared(words.subject),
              {written<"This is the mail server at {}.">(report.host), Said::declared(words.opening)}};
  for (const auto& one : report.outcomes) out.paragraphs.push_back(outcome_of(one, utf8));
  const auto& origin = report.about.origin;
  out.paragraphs.push_back(written<"The message was received on {} as {}.">(origin.received, origin.id));
  return out;
}

struct Part {
  std::string_view type;
  std::string text;
};

void append(std::string& out, std::string_view boundary, const Part& part) {
  out += fmt::format("--{}\r\nContent-Type: {}\r\nContent-Transfer-Encoding: {}\r\n\r\n", boundary, part.type,
                     is_ascii(part.text) ? "7bit" : "8bit");
  (out += part.text) += part.text.ends_with("\r\n") ? "\r\n" : "\r\n\r\n";
}

}  // namespace

std::vector<Outcome> wanted(const queue::Envelope& about, std::vector<Outcome> outcomes) {
  if (!about.reverse_path) return {};  // RFC 5321 §6.1: no report about a report
  std::erase_if(outcomes,
                [&](const Outcome& one) { return !is_wanted(one.recipient.notify, one.action, about.by.has_value()); });
  return outcomes;
}

bool returns_whole(const queue::Envelope& about, Action action, std::uint64_t size) {
  return action == Action::failed && about.ret == smtp::Ret::full && about.tls != queue::Secrecy::required &&
         about.body != smtp::Body::binary_mime && size <= kMostReturned;
}

std::string_view name(Action action) { return words_for(action).name; }

std::string_view message_of(std::string_view stored) {
  const auto end = stored.find("\r\n");
  return stored.starts_with("Return-Path:") && end != stored.npos ? stored.substr(end + 2) : stored;
}

std::string_view header_of(std::string_view stored) {
  const auto message = message_of(stored);
  const auto end = message.substr(0, kMostReturned).find("\r\n\r\n");
  if (end != message.npos) return message.substr(0, end + 2);
  const auto last = message.substr(0, kMostReturned).rfind("\r\n");
  return last == message.npos ? std::string_view() : message.substr(0, last + 2);
}

// RFC 6522 §3: what people read, what programs read, and the message.
std::string compose(const Report& report, Random& random) {
  const bool utf8 = report.about.smtputf8;
  const auto boundary = "=_" + new_id(random);
  const auto what = for_people(report, utf8);
  auto out = fmt::format(
      "From: {6} <postmaster@{0}>\r\nTo: <{1}>\r\nSubject: {2}\r\nDate: {3}\r\n"
      "Message-ID: <{4}@{0}>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=\"{5}\"\r\n\r\n",
      report.host, report.about.reverse_path->text(), mime::unstructured(what.subject_in(report.language)),
      rfc5322_date(report.now), new_id(random), boundary, mime::unstructured(say(report.language, written<"Mail delivery">())));
  out += fmt::format("--{}\r\n{}", boundary, text_part(what.text_in(report.language), report.language));
  append(out, boundary, {utf8 ? "message/global-delivery-status" : "message/delivery-status", status_part(report, utf8)});
  const auto returned = report.returned.whole ? (utf8 ? "message/global" : "message/rfc822")
                        : utf8                ? "message/global-headers"
                                              : "text/rfc822-headers";
  append(out, boundary, {returned, report.returned.text});
  return out + fmt::format("--{}--\r\n", boundary);
}

}  // namespace postern::delivery
