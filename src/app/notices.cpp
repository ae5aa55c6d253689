// Wiring of the notifier: mail by delivery.
#include "app/notices.h"

#include <fmt/format.h>

#include "app/reach.h"
#include "base/run_here.h"
#include "delivery/own_mail.h"

namespace postern::app {
namespace {

notify::Notifier::Ports ports_for(Parts& parts, delivery::Delivery& delivery) {
  const auto host = [&parts] { return host_name(*parts.settings.server.current()); };
  const auto mail = [&parts, &delivery, host](const std::string& to, const Writing& letter) -> Result<void> {
    auto mailbox = address::parse_mailbox(to, address::Charset::utf8);
    if (!mailbox) return pass_on(mailbox);
    const auto language = parts.directory->snapshot()->language_of(*mailbox, parts.settings.server.current()->language);
    delivery::OwnMail whole{std::move(*mailbox), host(), letter, language};
    return run_here(delivery::send_own(delivery, std::move(whole), system_random(), system_time().now()));
  };
  return {.mail = mail,
          .call = parts.call(),
          .host_name = host,
          .time = system_time(),
          .random = system_random(),
          .events = parts.events};
}

}  // namespace

Notices::Notices(Parts& parts, delivery::Delivery& delivery)
    : parts_(parts), notifier_(ports_for(parts, delivery), parts.settings.notify) {
  parts_.settings.registry.judge_by<notify::Settings>("notify", [this](const notify::Settings& s) { return judge(s); });
  parts_.events.also(LateSink::Place::notices, &notifier_);
}

void Notices::start() { notifier_.start(); }

void Notices::stop() {
  parts_.settings.registry.judge_by<notify::Settings>("notify", {});
  parts_.events.also(LateSink::Place::notices, nullptr);
  notifier_.stop();
}

Result<config::Judgement> Notices::judge(const notify::Settings& settings) const {
  for (const auto& text : settings.mail_to) {
    auto mailbox = address::parse_mailbox(text, address::Charset::utf8);
    if (!mailbox) return pass_on(mailbox);
    if (!parts_.directory->is_local(mailbox->domain()))
      return fail(Failure::invalid, fmt::format("{} is no mailbox of this server: notices go nowhere else", mailbox->text()));
  }
  return config::Judgement{.note = note_on_port(settings.webhook_url, parts_.reachable), .held = {}};
}

}  // namespace postern::app
