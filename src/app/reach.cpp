// Noting ports for the next start.
#include "app/reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/bindings.h"
#include "events/table.h"
#include "http/url.h"
#include "scanners/place.h"

namespace postern::app {
namespace {

constexpr std::array<std::uint16_t, 3> kAlways{25, 53, 443};

// Sockets in the file system have none.
std::vector<std::uint16_t> ports_of(const scanners::Settings& settings) {
  std::vector<std::string> places{settings.clamav, settings.rspamd, settings.spamd};
  for (const auto& milter : settings.milters) places.push_back(milter.place);
  std::vector<std::uint16_t> out;
  for (const auto& text : places)
    if (const auto place = scanners::parse_place(text); place && place->path.empty()) out.push_back(place->end.port);
  return out;
}

}  // namespace

Reach::Reach(Parts& parts) : parts_(parts) {
  webhook_ = parts.settings.notify.observe([this](const notify::Settings&) { note(); });
  feed_ = parts.settings.releases.observe([this](const releases::Settings&) { note(); });
  delivery_ = parts.settings.delivery.observe([this](const outbound::Settings&) { note(); });
  resolvers_ = parts.settings.dns.observe([this](const dns::Settings&) { note(); });
  scanners_ = parts.settings.scanners.observe([this](const scanners::Settings&) { note(); });
  const auto judge = [&known = parts.reachable](const releases::Settings& s) -> Result<config::Judgement> {
    return config::Judgement{.note = note_on_port(s.url, known), .held = {}};
  };
  parts.settings.registry.judge_by<releases::Settings>("releases", judge);
  const auto judge_routes = [&known = parts.reachable](const outbound::Settings& s) -> Result<config::Judgement> {
    config::Judgement said;
    for (const auto& route : s.routes)
      if (said.note.empty()) said.note = note_on_port(route.port, known);
    return said;
  };
  parts.settings.registry.judge_by<outbound::Settings>("delivery", judge_routes);
  const auto judge_scanners = [&known = parts.reachable](const scanners::Settings& s) -> Result<config::Judgement> {
    config::Judgement said;
    for (const auto port : ports_of(s))
      if (said.note.empty()) said.note = note_on_port(port, known);
    return said;
  };
  parts.settings.registry.judge_by<scanners::Settings>("scanners", judge_scanners);
}

Reach::~Reach() {
  parts_.settings.registry.judge_by<releases::Settings>("releases", {});
  parts_.settings.registry.judge_by<outbound::Settings>("delivery", {});
  parts_.settings.registry.judge_by<scanners::Settings>("scanners", {});
}

void Reach::note() const {
  std::vector<std::uint16_t> ports;
  for (const auto& text : {parts_.settings.notify.current()->webhook_url, parts_.settings.releases.current()->url})
    if (const auto url = http::parse_url(text)) ports.push_back(url->port);
  for (const auto& text : parts_.settings.dns.current()->servers)
    if (const auto place = dns::parse_place(text); place) ports.push_back(place->port);
  const auto delivery = parts_.settings.delivery.current();
  ports.push_back(delivery->port);
  ports.push_back(delivery->policy_port);
  for (const auto& route : delivery->routes) ports.push_back(route.port);
  for (const auto port : ports_of(*parts_.settings.scanners.current())) ports.push_back(port);
  std::erase_if(ports, [](std::uint16_t port) { return std::ranges::find(kAlways, port) != kAlways.end(); });
  if (auto noted = note_reach(parts_.boot, ports); !noted)
    parts_.events.write(events::Event::server_error, {},
                        {{events::Key::reason, noted.error().text}, {events::Key::text, noted.error().detail}});
}

std::string note_on_port(std::uint16_t port, const std::vector<std::uint16_t>& reachable) {
  if (reachable.empty() || std::ranges::find(reachable, port) != reachable.end()) return {};
  return fmt::format("port {} can be connected to from the next start on", port);
}

std::string note_on_port(const std::string& text, const std::vector<std::uint16_t>& reachable) {
  const auto url = http::parse_url(text);
  return url ? note_on_port(url->port, reachable) : std::string();
}

}  // namespace postern::app
