// What is said to a server, and what of its answers is kept.
#include "outbound/handing.h"

#include <chrono>
#include <utility>

#include "outbound/answers.h"

namespace postern::outbound {

namespace client = smtp::client;
using delivery::Answer;

client::Mail Handing::mail(Time now) const {
  client::Mail mail{.envelope = entry.message.envelope, .content = content, .skip = entry.message.skip};
  if (const auto& by = mail.envelope.by)
    mail.deliver_by = smtp::DeliverBy{
        .within = std::chrono::floor<std::chrono::seconds>(by->at - now), .or_return = by->or_return, .trace = by->trace};
  for (const auto i : left) mail.envelope.recipients.push_back(entry.leg.recipients[i]);
  if (!seven_bit) return mail;
  mail.content = seven_bit->content;
  mail.skip = 0;
  mail.envelope.body = smtp::Body::seven_bit;
  mail.envelope.fields.insert(0, seven_bit->signature);
  return mail;
}

// Notes the answers, and leaves those who were not asked: the server takes a few at a time, or the connection had ended while it was kept.
void Handing::note(const client::MailOutcome& outcome, const std::string& from) {
  handed.reports = outcome.notifies;
  handed.keeps_time = outcome.keeps_time;
  std::vector<std::size_t> again;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto& one = outcome.recipients[i];
    handed.recipients[left[i]] = answer_of(one, from);
    if (!one.asked) again.push_back(left[i]);
    if (one.asked && one.fate == client::Fate::temporary && one.code != 0) put_off.push_back(left[i]);
  }
  server = from;
  const bool gets_on = again.size() < left.size() || outcome.trouble;
  left = gets_on ? std::move(again) : std::vector<std::size_t>();
}

// What another server has said of those who were put off: a clear word counts. Who is told of success twice is told.
void Handing::note_other(const client::MailOutcome& outcome, const std::string& from) {
  handed.reports = handed.reports && outcome.notifies;
  handed.keeps_time = handed.keeps_time && outcome.keeps_time;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (outcome.recipients[i].fate != client::Fate::temporary)
      handed.recipients[left[i]] = answer_of(outcome.recipients[i], from);
  left.clear();
}

void Handing::answer_rest(const Answer& all) {
  for (const auto i : left) handed.recipients[i] = all;
  left.clear();
}

}  // namespace postern::outbound
