// Findings in, findings out; the reading of archives is handed to the pool together with the message.
#include "app/attachment_inspector.h"

#include <algorithm>
#include <array>
#include <utility>

#include "attachments/strip.h"
#include "base/network_group.h"
#include "base/run_here.h"
#include "base/said.h"
#include "events/table.h"
#include "senderauth/dkim_sign.h"
#include "senderauth/origin.h"

namespace postern::app {
namespace {

constexpr std::uint64_t kLight = 64_KiB;  // plain mail up to this is looked at on the spot

// On a thread of the pool, which may wait.
class SpoolOctets final : public attachments::Octets {
 public:
  explicit SpoolOctets(const store::Spool& spool) : spool_(spool) {}
  [[nodiscard]] std::uint64_t size() const override { return spool_.size(); }
  Result<std::string_view> read(std::uint64_t from, std::size_t n) override {
    auto piece = run_here(spool_.read(from, n));
    if (!piece) return pass_on(piece);
    held_ = std::move(*piece);
    return std::string_view(held_);
  }

 private:
  const store::Spool& spool_;
  std::string held_;
};

// What the pool works with: its own, for the session may be gone when it is done.
struct Work {
  std::unique_ptr<store::Spool> body;
  std::shared_ptr<const mime::Message> parsed;
  attachments::Rules rules;
  const TimeSource* time;
  Result<attachments::Report> report;
};

smtp::Findings put_off(const Error& error) {
  smtp::Findings out;
  out.refusal = smtp::Reply{451, "4.3.0", "Try again later"};
  out.reason = said<"the attachments could not be looked into: {}">(error.detail).english();
  return out;
}

// What a signature of ours needs of a body that was written anew.
Task<Result<std::shared_ptr<const senderauth::Evidence>>> evidence_of(const store::Spool& spool, mime::Range body) {
  static constexpr std::array kForms{senderauth::kSignedForm};
  auto evidence = std::make_shared<senderauth::Evidence>(mime::parse(""), kForms);
  for (auto at = body.start; at < body.end;) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(body.end - at, store::Spool::kPiece));
    auto piece = co_await spool.read(at, most);
    if (!piece) co_return pass_on(piece);
    if (piece->empty()) co_return fail(Failure::corrupt, "The message is shorter than its structure says");
    evidence->body(*piece);
    at += piece->size();
  }
  evidence->finish();
  co_return std::move(evidence);
}

bool only_text(const mime::Message& m) {
  return std::ranges::all_of(m.parts, [](const mime::Part& p) { return p.type.is("text") || p.type.is("multipart"); });
}

}  // namespace

AttachmentInspector::Ready AttachmentInspector::ready() {
  auto settings = ports_.settings.current();
  return ready_.with([&](Ready& held) {
    if (held.settings != settings)
      held = {settings, std::make_shared<const attachments::Rules>(attachments::rules_of(*settings))};
    return held;
  });
}

std::vector<std::string> AttachmentInspector::added(const queue::Envelope& envelope) const {
  const auto all = ports_.directory.snapshot();
  std::vector<std::string> out;
  const auto add = [&](const std::shared_ptr<const directory::Domain>& domain) {
    if (domain)
      out.insert(out.end(), domain->settings.attachment_extensions.begin(), domain->settings.attachment_extensions.end());
  };
  for (const auto& recipient : envelope.recipients) add(all->domain(recipient.mailbox.domain()));
  if (const auto sender = all->account(envelope.origin.account)) add(all->domain(sender->domain));
  return out;
}

// There is one message for all who get it.
Language AttachmentInspector::language_of_readers(const queue::Envelope& envelope) const {
  const auto otherwise = ports_.language ? ports_.language() : Language::en;
  if (envelope.recipients.empty()) return otherwise;
  return ports_.directory.snapshot()->language_of(envelope.recipients.front().mailbox, otherwise);
}

Task<smtp::Findings> AttachmentInspector::inspect(smtp::Inspected in) {
  auto [settings, rules] = ready();
  if (const auto more = added(*in.envelope); !more.empty())
    rules = std::make_shared<const attachments::Rules>(attachments::rules_of(*settings, more));
  const auto report = co_await look(in, *rules);
  if (!report) co_return put_off(report.error());
  const auto way = in.ours ? attachments::Way::outbound : attachments::Way::inbound;
  const auto decision = attachments::decide(*in.message->parsed, report->findings, *settings, way);
  if (decision.action != attachments::Action::accept) tell(in, decision);
  smtp::Findings out;
  if (decision.action == attachments::Action::refuse) {
    out.refusal = smtp::Reply{550, "5.7.1", decision.words};
    out.reason = decision.words;
    co_return out;
  }
  if (decision.action == attachments::Action::strip) {
    auto stripped = co_await strip(in, decision.removals);
    if (!stripped) co_return put_off(stripped.error());
  }
  if (ports_.next != nullptr) out = co_await ports_.next->inspect(in);
  if (decision.action == attachments::Action::strip)
    out.fields = attachments::removed_field(smtp::kRemovalField, decision.removals) + out.fields;
  if (decision.action == attachments::Action::quarantine) out.judged.hold(queue::HeldFor::attachment, decision.words);
  co_return out;
}

// Most mail is short text: it is looked at here, without anything that is packed in it. When something is found, or there is more to it, a
// thread of the pool does it.
Task<Result<attachments::Report>> AttachmentInspector::look(smtp::Inspected in, const attachments::Rules& rules) {
  auto& message = *in.message;
  if (message.body->size() <= kLight && only_text(*message.parsed)) {
    auto text = co_await message.body->read(0, static_cast<std::size_t>(message.body->size()));
    if (!text) co_return pass_on(text);
    auto shallow = rules;
    shallow.limits.depth = 0;
    attachments::TextOctets octets(*text);
    auto report = look_into(*message.parsed, octets, shallow, ports_.time);
    if (report && report->findings.empty()) co_return report;
  }
  auto work = std::make_shared<Work>(std::move(message.body), message.parsed, rules, &ports_.time, attachments::Report{});
  auth::HashPool::Job job = [work] {
    SpoolOctets octets(*work->body);
    work->report = look_into(*work->parsed, octets, work->rules, *work->time);
  };
  const auto ran = co_await pool_.run(network_group(in.client.bytes), std::move(job));
  message.body = std::move(work->body);
  if (!ran) co_return std::unexpected(ran.error());
  co_return std::move(work->report);
}

Task<Result<void>> AttachmentInspector::strip(smtp::Inspected in, std::span<const attachments::Removal> removals) {
  auto& message = *in.message;
  const auto* body = message.body.get();
  const attachments::ReadOctets read = [body](std::uint64_t from, std::size_t n) { return body->read(from, n); };
  auto spool = std::make_unique<store::Spool>(ports_.blobs, ports_.inline_limit);
  auto edits = attachments::edits_of(*message.parsed, removals, language_of_readers(*in.envelope));
  auto stripped = co_await attachments::strip(read, body->size(), std::move(edits), std::move(spool));
  if (!stripped) co_return pass_on(stripped);
  message.body = std::move(stripped->body);
  message.parsed = std::move(stripped->parsed);
  if (!in.ours) co_return Result<void>{};
  auto evidence = co_await evidence_of(*message.body, message.parsed->parts.front().body);
  if (!evidence) co_return pass_on(evidence);
  message.evidence = std::move(*evidence);
  co_return Result<void>{};
}

void AttachmentInspector::tell(const smtp::Inspected& in, const attachments::Decision& decision) {
  ports_.events.write(events::Event::smtp_attachment_found, in.envelope->origin.session,
                      {{events::Key::ip, in.envelope->origin.client_ip},
                       {events::Key::account, in.envelope->origin.login},
                       {events::Key::message, in.envelope->origin.id},
                       {events::Key::value, attachments::name(decision.action)},
                       {events::Key::reason, decision.words}});
}

}  // namespace postern::app
