// Between the SMTP server and the scanners.
#include "app/scanning.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/said.h"
#include "events/table.h"
#include "scanners/probe.h"

namespace postern::app {
namespace {

// Without our Return-Path.
scanners::Text text_of(const smtp::Message& message) {
  const std::uint64_t skip = message.return_path;
  return {message.body->size() - std::min(skip, message.body->size()),
          [body = message.body.get(), skip](std::uint64_t from, std::size_t n) { return body->read(skip + from, n); }};
}

std::string_view name(scanners::Consequence what) {
  switch (what) {
    case scanners::Consequence::accept: return "accept";
    case scanners::Consequence::quarantine: return "quarantine";
    case scanners::Consequence::put_off: return "put off";
    case scanners::Consequence::refuse: break;
  }
  return "refuse";
}

}  // namespace

Scanning::Scanning(Parts& parts, net::SessionIds& ids, events::Sink& events)
    : parts_(parts),
      connector_("scanners", ids, events),
      watch_({parts.settings.scanners, parts.silences, system_time(),
              [this](const scanners::Settings& settings) { return probe(settings); },
              [this](const std::vector<scanners::Silences::News>& news) { tell(news); }}) {}

void Scanning::start(Executor& executor) {
  executor.post([this] { spawn(watch_.run()); });
}

void Scanning::stop() {
  watch_.stop();
  connector_.stop();
}

Task<std::vector<scanners::Opinion>> Scanning::probe(const scanners::Settings& settings) {
  co_return co_await scanners::probe(connector_, settings, Clock::now() + settings.patience);
}

scanners::Facts Scanning::facts_of(const smtp::Inspected& m) const {
  const auto& e = *m.envelope;
  scanners::Facts out{.id = e.origin.id,
                      .our_name = host_name(*parts_.settings.server.current()),
                      .ip = m.client,
                      .client_name = m.origin && m.origin->iprev ? m.origin->iprev->name : std::string(),
                      .helo = e.origin.client_name,
                      .sender = e.reverse_path ? e.reverse_path->text() : std::string(),
                      .recipients = {},
                      .login = e.origin.login};
  for (const auto& recipient : e.recipients) out.recipients.push_back(recipient.mailbox.text());
  return out;
}

Task<scanners::Decision> Scanning::scan(smtp::Inspected m) {
  const auto settings = parts_.settings.scanners.current();
  if (!scanners::is_any(*settings)) co_return scanners::Decision{};
  const auto facts = facts_of(m);
  const auto text = text_of(*m.message);
  const auto opinions = co_await scanners::ask(connector_, *settings, facts, text, Clock::now() + settings->patience);
  tell(parts_.silences.note(*settings, *parts_.settings.scanners.current(), opinions, system_time().now(),
                            scanners::Asked::of_message));
  auto decision = scanners::decide(*settings, opinions);
  tell(*m.envelope, decision);
  co_return decision;
}

void Scanning::tell(const std::vector<scanners::Silences::News>& all) const {
  for (const auto& [silence, answers] : all)
    parts_.events.write(
        answers ? events::Event::scanner_answers : events::Event::scanner_silent, {},
        {{events::Key::name, silence.scanner}, {events::Key::count, silence.messages}, {events::Key::reason, silence.why}});
}

void Scanning::tell(const queue::Envelope& envelope, const scanners::Decision& decision) const {
  std::string text;
  for (const auto& one : decision.shares)
    text +=
        (text.empty() ? "" : "; ") +
        (one.knows ? said<"{}: {}">(one.scanner, one.words) : said<"{} does not say: {}">(one.scanner, one.words)).english();
  const auto from = envelope.reverse_path ? envelope.reverse_path->text() : std::string();
  parts_.events.write(events::Event::smtp_message_scanned, envelope.origin.session,
                      {{events::Key::ip, envelope.origin.client_ip},
                       {events::Key::from, from},
                       {events::Key::message, envelope.origin.id},
                       {events::Key::value, name(decision.what)},
                       {events::Key::reason, decision.reason},
                       {events::Key::text, text}});
}

void carry_out(const scanners::Decision& decision, smtp::Findings& findings) {
  for (const auto& field : decision.fields) findings.fields += fmt::format("{}: {}\r\n", field.name, field.value);
  const bool refused_for_good = findings.refusal && !findings.refusal->temporary();
  switch (decision.what) {
    case scanners::Consequence::accept: break;
    case scanners::Consequence::quarantine: findings.judged.hold(queue::HeldFor::scanner, decision.reason); break;
    case scanners::Consequence::put_off:
    case scanners::Consequence::refuse:
      if (refused_for_good) break;
      findings.refusal = smtp::Reply{decision.code, decision.code >= 500 ? "5.7.1" : "4.7.1", decision.text};
      findings.reason = decision.reason;
  }
}

}  // namespace postern::app
