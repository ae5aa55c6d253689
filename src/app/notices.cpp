// Wiring of the notifier: mail by delivery, ports by the sandbox.
#include "app/notices.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/bindings.h"
#include "base/run_here.h"
#include "delivery/own_mail.h"
#include "events/table.h"

namespace postern::app {
namespace {

std::vector<std::uint16_t> ports_of(const notify::Settings& settings) {
  const auto url = http::parse_url(settings.webhook_url);
  return url ? std::vector{url->port} : std::vector<std::uint16_t>{};
}

notify::Notifier::Ports ports_for(Parts& parts, delivery::Delivery& delivery) {
  const auto host = [&parts] { return host_name(*parts.settings.server.current()); };
  const auto mail = [&delivery, host](const std::string& to, const notify::Letter& letter) -> Result<void> {
    auto mailbox = address::parse_mailbox(to, address::Charset::utf8);
    if (!mailbox) return pass_on(mailbox);
    delivery::OwnMail whole{std::move(*mailbox), host(), letter.subject, letter.text};
    return run_here(delivery::send_own(delivery, std::move(whole), system_random(), system_time().now()));
  };
  return {.mail = mail, .host_name = host, .time = system_time(), .random = system_random(), .events = parts.events};
}

}  // namespace

Notices::Notices(Parts& parts, delivery::Delivery& delivery)
    : parts_(parts), notifier_(ports_for(parts, delivery), parts.settings.notify) {
  parts_.settings.registry.judge_by<notify::Settings>("notify", [this](const notify::Settings& s) { return judge(s); });
  changed_ = parts_.settings.notify.observe([this](const notify::Settings& s) { note(s); });
  parts_.events.also(&notifier_);
}

void Notices::start() { notifier_.start(); }

void Notices::stop() {
  parts_.settings.registry.judge_by<notify::Settings>("notify", {});
  changed_ = {};
  parts_.events.also(nullptr);
  notifier_.stop();
}

Result<config::Judgement> Notices::judge(const notify::Settings& settings) const {
  for (const auto& text : settings.mail_to) {
    auto mailbox = address::parse_mailbox(text, address::Charset::utf8);
    if (!mailbox) return pass_on(mailbox);
    if (!parts_.directory->is_local(mailbox->domain()))
      return fail(Failure::invalid, fmt::format("{} is no mailbox of this server: notices go nowhere else", mailbox->text()));
  }
  config::Judgement out;
  const auto& known = parts_.reachable;
  for (const auto port : ports_of(settings))
    if (!known.empty() && std::ranges::find(known, port) == known.end())
      out.note = fmt::format("port {} can be connected to from the next start on", port);
  return out;
}

void Notices::note(const notify::Settings& settings) const {
  if (auto noted = note_reach(parts_.boot, ports_of(settings)); !noted)
    parts_.events.write(events::Event::server_error, {},
                        {{events::Key::reason, noted.error().text}, {events::Key::text, noted.error().detail}});
}

}  // namespace postern::app
