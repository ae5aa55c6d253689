// A message: its envelope in a pipeline, its text in pieces, and who is answered what.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "smtp/client/dialogue.h"

namespace postern::smtp::client {
namespace {

// What a server answered, as a recipient's outcome.
RecipientOutcome outcome_of(const ServerReply& reply) {
  const auto fate = reply.positive() ? Fate::delivered : reply.kind() == 5 ? Fate::permanent : Fate::temporary;
  return {.fate = fate,
          .code = reply.code,
          .status = reply.status.empty() ? fmt::format("{}.0.0", reply.kind()) : reply.status,
          .text = reply.text()};
}

bool is_refusal(const ServerReply& reply) { return reply.kind() == 4 || reply.kind() == 5; }

}  // namespace

Effect Dialogue::begin(Mail mail) {
  if (at_ != At::idle || mail.envelope.recipients.empty()) return at_ == At::over ? Effect(Over{}) : Effect(Idle{});
  mail.skip = std::min(mail.skip, mail.content.size());
  transaction_ = std::make_unique<Transaction>(Transaction{.mail = std::move(mail)});
  auto& t = *transaction_;
  t.outcome.recipients.resize(t.mail.envelope.recipients.size());
  t.answered.resize(t.outcome.recipients.size());
  t.at = 0;
  end_ = time_.steady() + settings_.message_timeout;
  return transmit();
}

// Once, or a second time with what the octets of the message are.
Effect Dialogue::transmit() {
  auto& t = *transaction_;
  const bool proven = secure_ && facts_.proof.by != tls::By::nothing;
  const bool scanned = at_ == At::scanning;
  auto planned = plan_of(t.mail, {offers_, manner_.protocol == Protocol::lmtp, proven}, scanned ? &t.scan : nullptr);
  if (planned.needs_scan) {
    at_ = At::scanning;
    return ReadContent{t.mail.skip, static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, t.mail.content_size()))};
  }
  t.at = 0;
  at_ = At::envelope;
  if (planned.refusal) answer_rest(*planned.refusal);
  for (auto& [recipient, outcome] : planned.plan.refused) answer(recipient, std::move(outcome));
  t.plan = std::move(planned.plan);
  t.outcome.notifies = t.plan.notifies;
  t.outcome.keeps_time = offers_.deliver_by;
  t.outcome.wants_seven_bit = planned.wants_seven_bit;
  if (planned.refusal || t.plan.recipients.empty()) return finish();
  return go_on();
}

// ---- the envelope ----

// As much of it as may be said without waiting.   RFC 2920 §3.1
void Dialogue::say_envelope() {
  auto& t = *transaction_;
  const std::size_t most = offers_.pipelining ? kMostWaiting : 1;
  while (expected_.size() < most && !t.refused) {
    if (must_reset_ && !t.said_mail) {
      must_reset_ = false;
      say("RSET", Step::reset);
    } else if (!t.said_mail) {
      t.said_mail = true;
      say(t.plan.mail, Step::mail);
    } else if (t.next_recipient < t.plan.recipients.size()) {
      const auto recipient = t.plan.recipients[t.next_recipient++];
      say(rcpt_command(t.mail.envelope.recipients[recipient], t.plan), Step::rcpt, recipient);
    } else {
      const bool known = expected_.empty();  // DATA may go before the replies, BDAT would waste the text
      if (t.said_data || t.plan.chunks || (known && t.accepted.empty()) || (!known && !offers_.pipelining)) return;
      t.said_data = true;
      say("DATA", Step::data);
      return;
    }
  }
}

std::optional<Effect> Dialogue::on_mail(const ServerReply& reply) {
  auto& t = *transaction_;
  if (reply.positive()) {
    must_reset_ = true;
    return {};
  }
  if (!is_refusal(reply)) return end_broken(Step::mail, fmt::format("the reply {} is none to MAIL", reply.code));
  t.refused = true;
  answer_rest(outcome_of(reply));
  return {};
}

std::optional<Effect> Dialogue::on_rcpt(std::size_t recipient, const ServerReply& reply) {
  auto& t = *transaction_;
  if (!reply.positive() && !is_refusal(reply))
    return end_broken(Step::rcpt, fmt::format("the reply {} is none to RCPT", reply.code));
  if (t.refused) return {};
  if (reply.positive()) {
    t.accepted.push_back(recipient);
    return {};
  }
  auto outcome = outcome_of(reply);
  // RFC 5321 §4.5.3.1.10: 452 means too many recipients, and so does an old server's 552.
  const bool full = reply.code == 552 && (reply.status == "5.5.3" || (reply.status.empty() && !t.accepted.empty()));
  if (full) outcome.fate = Fate::temporary;
  const bool too_many = full || (reply.code == 452 && (reply.status == "4.5.3" || reply.status == "5.5.3"));
  outcome.asked = !(too_many && !t.accepted.empty());
  answer(recipient, std::move(outcome));
  return {};
}

// ---- the text ----

std::optional<Effect> Dialogue::on_data(const ServerReply& reply) {
  auto& t = *transaction_;
  if (reply.code == 354) {
    at_ = At::text;
    if (!t.accepted.empty()) {
      t.writer.emplace(Stuffing::dots);
      return {};
    }
    t.at = t.mail.size();  // RFC 2920 §3.1: nobody is there, and the text has to end all the same
    output_ += ".\r\n";
    at_ = At::ending;
    if (manner_.protocol == Protocol::smtp) expected_.push_back({Step::end_of_text, t.mail.envelope.recipients.size()});
    return {};
  }
  if (!is_refusal(reply)) return end_broken(Step::data, fmt::format("the reply {} is none to DATA", reply.code));
  t.refused = true;
  answer_rest(outcome_of(reply));
  return {};
}

// RFC 3030 §2
void Dialogue::say_chunk(std::string_view piece, bool last) {
  auto& t = *transaction_;
  std::string text;
  if (t.plan.raw) {
    text = piece;
  } else {
    t.writer->add(piece, text);
    if (last) t.writer->finish(text);
  }
  output_ += fmt::format("BDAT {}{}\r\n", text.size(), last ? " LAST" : "");
  output_ += text;
  if (last) return expect_end();
  expected_.push_back({Step::text});
  if (expected_.size() == 1) arm();
}

// One reply to all, or in LMTP one for each recipient that was taken, in their order.   RFC 2033 §4.2
void Dialogue::expect_end() {
  auto& t = *transaction_;
  at_ = At::ending;
  const bool first = expected_.empty();
  if (manner_.protocol == Protocol::lmtp)
    for (const auto recipient : t.accepted) expected_.push_back({Step::end_of_text, recipient});
  else
    expected_.push_back({Step::end_of_text, t.mail.envelope.recipients.size()});
  if (first) arm();
}

Effect Dialogue::on_content(Result<std::string> piece) {
  if (at_ == At::over) return Over{};
  if (!piece)
    return on_failure({Failure::unavailable, "The message cannot be read", piece.error().detail, piece.error().where});
  auto& t = *transaction_;
  const bool first = t.at == 0;
  t.at += piece->size();
  const bool last = t.at >= t.mail.content_size() || piece->empty();
  if (first) piece->insert(0, t.mail.envelope.fields);
  if (at_ == At::scanning) {
    t.scan.add(*piece);
    if (last) return transmit();
    return ReadContent{t.mail.skip + t.at,
                       static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, t.mail.content_size() - t.at))};
  }
  if (t.plan.chunks) {
    say_chunk(*piece, last);
  } else {
    t.writer->add(*piece, output_);
    if (last) {
      t.writer->finish(output_);
      expect_end();
    }
  }
  return go_on();
}

std::optional<Effect> Dialogue::on_chunk(const ServerReply& reply) {
  auto& t = *transaction_;
  if (reply.positive()) return {};
  if (!is_refusal(reply)) return end_broken(Step::text, fmt::format("the reply {} is none to BDAT", reply.code));
  if (!std::exchange(t.refused, true)) answer_rest(outcome_of(reply));
  return {};
}

std::optional<Effect> Dialogue::on_end_of_text(std::size_t recipient, const ServerReply& reply) {
  auto& t = *transaction_;
  if (!reply.positive() && !is_refusal(reply))
    return end_broken(Step::end_of_text, fmt::format("the reply {} is none to a message", reply.code));
  if (recipient < t.answered.size()) {
    answer(recipient, outcome_of(reply));
  } else {
    for (const auto one : t.accepted) answer(one, outcome_of(reply));
  }
  if (expected_.empty()) must_reset_ = t.refused;  // RFC 5321 §4.1.1.4: the end of a message ends the transaction
  return {};
}

// ---- what comes next ----

Effect Dialogue::go_on() {
  auto& t = *transaction_;
  if (at_ == At::envelope) {
    say_envelope();
    if (!expected_.empty()) return ReadMore{};
    if (t.refused || t.accepted.empty() || !t.plan.chunks) return finish();
    at_ = At::text;
    t.writer.emplace(Stuffing::none);
  }
  if (at_ == At::text) {
    const std::size_t most = !t.plan.chunks ? 1 : offers_.pipelining ? kMostChunks : 1;
    if (t.refused) {
      if (expected_.empty()) return finish();
      return ReadMore{};
    }
    if (expected_.size() >= most) return ReadMore{};
    return ReadContent{t.mail.skip + t.at,
                       static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, t.mail.content_size() - t.at))};
  }
  if (expected_.empty()) return finish();
  return ReadMore{};
}

void Dialogue::answer(std::size_t recipient, RecipientOutcome outcome) {
  auto& t = *transaction_;
  if (t.answered[recipient]) return;
  t.answered[recipient] = true;
  t.outcome.recipients[recipient] = std::move(outcome);
}

void Dialogue::answer_rest(const RecipientOutcome& outcome) {
  for (std::size_t i = 0; i < transaction_->answered.size(); ++i) answer(i, outcome);
}

Effect Dialogue::finish() {
  answer_rest({.fate = Fate::temporary, .code = 0, .status = "4.5.0", .text = "The server did not say what became of it"});
  at_ = At::idle;
  end_ = Deadline::max();
  used_ = true;
  return Idle{};
}

MailOutcome Dialogue::take_outcome() {
  if (!transaction_) return {};
  auto outcome = std::move(transaction_->outcome);
  transaction_.reset();
  return outcome;
}

// Everybody who has no answer has this one. A connection that was used before, and was gone before anything was said about this message,
// says nothing about it: it is to be tried again at once, on another one.
void Dialogue::give_up(const Trouble& trouble) {
  if (!transaction_) return;
  auto& t = *transaction_;
  const bool said_all = at_ == At::ending && output_.empty();
  t.outcome.maybe_taken = said_all && !t.accepted.empty() && trouble.cause != Cause::answered;
  t.outcome.trouble = trouble;
  RecipientOutcome outcome{.fate = trouble.fate, .code = trouble.code, .status = trouble.status, .text = trouble.text};
  outcome.asked = t.heard || !used_ || (trouble.cause != Cause::closed && trouble.cause != Cause::answered);
  answer_rest(outcome);
}

}  // namespace postern::smtp::client
