// Outcomes, troubles and routes, in the words of delivery.
#include "outbound/answers.h"

#include <fmt/format.h>

#include <utility>

namespace postern::outbound {

namespace client = smtp::client;
using delivery::Answer;
using delivery::Fate;

Answer answer(std::string_view status, std::string text, Fate fate) {
  return {.fate = fate, .status = std::string(status), .text = std::move(text), .diagnostic = {}, .server = {}};
}

namespace {

Fate fate_of(client::Fate fate) {
  switch (fate) {
    case client::Fate::delivered: return Fate::taken;
    case client::Fate::temporary: return Fate::later;
    case client::Fate::permanent: return Fate::refused;
  }
  return Fate::later;
}

// Without its type, which is the report's to say.
std::string said(std::string diagnostic) { return diagnostic.starts_with("smtp; ") ? diagnostic.substr(6) : diagnostic; }

}  // namespace

Answer answer_of(const client::RecipientOutcome& one, const std::string& server) {
  return {.fate = fate_of(one.fate),
          .status = one.status,
          .text = one.text,
          .diagnostic = said(one.diagnostic()),
          .server = server};
}

Answer answer_of(const client::Trouble& trouble, const std::string& server) {
  return {.fate = fate_of(trouble.fate),
          .status = trouble.status,
          .text = fmt::format("{}: {}, while at {}.", server, trouble.text, name(trouble.step)),
          .diagnostic = said(trouble.diagnostic()),
          .server = trouble.code == 0 ? std::string() : server};
}

// RFC 3463, RFC 7505 §3
Answer answer_of(const client::Route& route) {
  const auto with = [&](Fate fate, std::string_view status) { return answer(status, route.reason, fate); };
  switch (route.finding) {
    case client::Finding::null_mx: return with(Fate::refused, "5.1.10");
    case client::Finding::no_domain: return with(Fate::refused, "5.1.2");
    case client::Finding::no_host: return with(Fate::refused, "5.4.4");
    case client::Finding::loop: return with(Fate::refused, "5.4.6");
    default: return with(Fate::later, "4.4.3");
  }
}

}  // namespace postern::outbound
