// What a message needs against what a server offers. Nothing is converted here: what does not fit is refused, with what would help.
#include "smtp/client/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "smtp/grammar/xtext.h"

namespace postern::smtp::client {
namespace {

RecipientOutcome refused(std::string status, std::string text, Fate fate = Fate::permanent) {
  return {.fate = fate, .code = 0, .status = std::move(status), .text = std::move(text)};
}

// A mailbox as this server can be told it: in A-labels, when UTF-8 is not for it.
std::string path_of(const address::Mailbox& mailbox, bool utf8) {
  return utf8 || is_ascii(mailbox.text()) ? mailbox.text() : mailbox.normal();
}

bool needs_utf8(const address::Mailbox& mailbox) { return !is_ascii(mailbox.normal()); }

// RFC 6533 §3: utf-8-addr-xtext, in which what is no ASCII is "\x{41}".
std::string utf8_address(std::string_view address) {
  std::string out;
  for (std::size_t i = 0; i < address.size();) {
    const auto c = static_cast<unsigned char>(address[i]);
    const std::size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (length == 1 && c > ' ' && c < 0x7F && c != '+' && c != '=' && c != '\\') {
      out += address[i++];
      continue;
    }
    std::uint32_t point = length == 1 ? c : c & (0xFFu >> (length + 1));
    for (std::size_t n = 1; n < length && i + n < address.size(); ++n)
      point = point << 6 | (static_cast<unsigned char>(address[i + n]) & 0x3F);
    out += fmt::format("\\x{{{:X}}}", point);
    i += length;
  }
  return out;
}

std::string notify_words(const Notify& notify) {
  if (notify.never) return "NEVER";
  std::string out;
  const auto add = [&](bool wanted, std::string_view word) {
    if (wanted) out += (out.empty() ? "" : ",") + std::string(word);
  };
  add(notify.success, "SUCCESS");
  add(notify.failure, "FAILURE");
  add(notify.delay, "DELAY");
  return out;
}

// RFC 2852 §4
std::string by_words(const DeliverBy& by) {
  return fmt::format(" BY={};{}{}", by.within.count(), by.or_return ? 'R' : 'N', by.trace ? "T" : "");
}

// What the octets and the addresses need; a refusal, or the words for MAIL.
std::optional<RecipientOutcome> choose_body(const Mail& mail, const Terms& terms, const TextScan* scan, Planned& out) {
  const auto& offers = terms.offers;
  auto& plan = out.plan;
  const auto& envelope = mail.envelope;
  plan.utf8 = envelope.smtputf8 && offers.smtputf8;
  const bool chunking = offers.chunking && !terms.lmtp;
  const bool as_binary = envelope.body == Body::binary_mime && offers.binary_mime && chunking;
  const bool must_look = (envelope.smtputf8 && !offers.smtputf8) || (envelope.body == Body::binary_mime && !as_binary) ||
                         (envelope.body == Body::eight_bit_mime && !offers.eight_bit_mime);
  if (must_look && !scan) {
    out.needs_scan = true;
    return {};
  }
  // RFC 6531 §3.5, RFC 6152 §3, RFC 3030 §3
  if (envelope.smtputf8 && !plan.utf8) {
    if (scan->utf8_header()) return refused("5.6.7", "The next server does not take UTF-8 in the header of a message");
    if (envelope.reverse_path && needs_utf8(*envelope.reverse_path))
      return refused("5.6.7", "The next server does not take the sender's address, which is in UTF-8");
  }
  const bool binary = envelope.body == Body::binary_mime && !as_binary && scan->binary();
  const bool eight_bit =
      must_look && envelope.body != Body::seven_bit && !as_binary && !offers.eight_bit_mime && scan->eight_bit();
  out.wants_seven_bit = binary || eight_bit;
  if (binary) return refused("5.6.3", "The next server does not take binary messages");
  if (eight_bit) return refused("5.6.3", "The next server does not take messages in 8 bit");
  plan.raw = as_binary;
  plan.chunks = chunking;
  return {};
}

std::optional<RecipientOutcome> judge(const Mail& mail, const Terms& terms) {
  const auto& offers = terms.offers;
  if (queue::must_be_secret(mail.envelope) && !(offers.require_tls && terms.proven_tls))  // RFC 8689 §4.2.1
    return refused("5.7.30", "The next server does not keep REQUIRETLS, which the sender asked for");
  if (offers.size.value_or(0) != 0 && mail.size() > *offers.size)  // RFC 1870 §6.1
    return refused("5.3.4", fmt::format("The next server takes messages of at most {} octets", *offers.size));
  if (mail.deliver_by && mail.deliver_by->or_return && !offers.deliver_by)  // RFC 2852 §4.1.4
    return refused("5.3.3", "The next server cannot keep the time by which the sender wants delivery");
  return {};
}

std::string mail_command(const Mail& mail, const Terms& terms, const Plan& plan) {
  const auto& offers = terms.offers;
  const auto& envelope = mail.envelope;
  auto out = fmt::format("MAIL FROM:<{}>", envelope.reverse_path ? path_of(*envelope.reverse_path, plan.utf8) : "");
  if (offers.size) out += fmt::format(" SIZE={}", mail.size());
  if (plan.raw)
    out += " BODY=BINARYMIME";
  else if (envelope.body != Body::seven_bit && offers.eight_bit_mime)
    out += " BODY=8BITMIME";
  if (plan.utf8) out += " SMTPUTF8";
  if (plan.notifies) {
    if (envelope.ret != Ret::unset) out += envelope.ret == Ret::full ? " RET=FULL" : " RET=HDRS";
    if (!envelope.envid.empty()) out += " ENVID=" + to_xtext(envelope.envid);
  }
  if (envelope.tls == queue::Secrecy::required && offers.require_tls && terms.proven_tls) out += " REQUIRETLS";
  if (envelope.priority != 0 && offers.mt_priority) out += fmt::format(" MT-PRIORITY={}", envelope.priority);
  if (mail.deliver_by && offers.deliver_by) out += by_words(*mail.deliver_by);
  return out;
}

}  // namespace

Planned plan_of(const Mail& mail, const Terms& terms, const TextScan* scan) {
  Planned out;
  out.refusal = judge(mail, terms);
  if (out.refusal) return out;
  out.refusal = choose_body(mail, terms, scan, out);
  if (out.refusal || out.needs_scan) return out;
  auto& plan = out.plan;
  plan.notifies = terms.offers.dsn;
  plan.mail = mail_command(mail, terms, plan);
  const std::size_t most = terms.offers.max_recipients ? terms.offers.max_recipients : SIZE_MAX;
  const auto& all = mail.envelope.recipients;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!plan.utf8 && needs_utf8(all[i].mailbox)) {
      plan.refused.emplace_back(i, refused("5.6.7", "The next server does not take the address, which is in UTF-8"));
    } else if (plan.recipients.size() >= most) {  // RFC 9422 §3.2
      auto later = refused("4.5.3", "The next server takes no more recipients at once", Fate::temporary);
      later.asked = false;
      plan.refused.emplace_back(i, std::move(later));
    } else {
      plan.recipients.push_back(i);
    }
  }
  return out;
}

std::string rcpt_command(const queue::Recipient& recipient, const Plan& plan) {
  auto out = fmt::format("RCPT TO:<{}>", path_of(recipient.mailbox, plan.utf8));
  if (!plan.notifies) return out;
  if (recipient.notify.asked()) out += " NOTIFY=" + notify_words(recipient.notify);
  if (!recipient.orcpt.empty() && std::ranges::all_of(recipient.orcpt_type, [](char c) { return is_alnum(c) || c == '-'; })) {
    const bool utf8 = equal_nocase(recipient.orcpt_type, "utf-8");
    out += fmt::format(" ORCPT={};{}", recipient.orcpt_type, utf8 ? utf8_address(recipient.orcpt) : to_xtext(recipient.orcpt));
  }
  return out;
}

}  // namespace postern::smtp::client
