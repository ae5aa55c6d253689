// Where a message from outside comes from: asked once its bytes are all here, and answered before its authors are looked at.
#include "events/table.h"
#include "smtp/server/session.h"

namespace postern::smtp {

senderauth::OriginQuery Session::origin_query() const {
  const auto& path = transaction_->envelope.reverse_path;
  return {.ip = link_.address,
          .helo = client_name_,
          .sender = path ? path->text() : std::string(),
          .receiver = origin_.authserv_id,
          .now = time_.now(),
          .suffixes = origin_.suffixes};
}

Effect Session::on_origin(const senderauth::Origin& origin) {
  awaits_ = Awaits::nothing;
  auto& t = *transaction_;
  const auto results = senderauth::results_payload(origin_.authserv_id, senderauth::results_of(origin, origin_query()));
  const auto tell = [&](events::Event event, std::string_view reason, std::string_view text) {
    events_.write(event, link_.session,
                  {{events::Key::ip, link_.ip},
                   {events::Key::from, origin.dmarc.author.text()},
                   {events::Key::message, t.envelope.origin.id},
                   {events::Key::reason, reason},
                   {events::Key::text, text}});
  };
  tell(events::Event::smtp_origin_judged, origin.dmarc.reason, mime::unfold(results));
  const auto decision = origin_decision(*origin_.settings, origin);
  if (origin_.watch && !decision.temporary())
    origin_.watch->judged(
        {origin, origin_query(), *t.message.parsed, !decision.positive(), is_vouched_for(*origin_.settings, origin)});
  if (!decision.positive()) {
    tell(events::Event::smtp_origin_refused, origin.dmarc.reason, decision.text);
    refuse_message(decision, origin.dmarc.reason);
    return advance();
  }
  t.proven = is_proven(origin);
  if (inspects_) t.origin = origin;
  t.fields = senderauth::authentication_results(results);
  auto next = check_authors();
  return next ? std::move(*next) : advance();
}

}  // namespace postern::smtp
