// What the server shows of itself by TLS.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "audit/checks/groups.h"

namespace postern::audit {
namespace on_certificates {
namespace {

constexpr std::chrono::days kSoon{21};

// The best that each source has for the host's name.
const Certificate* shown(const Subject& s) {
  const auto covers = [&s](const Certificate& c) { return c.facts.covers(s.around.host_name); };
  const auto foreign =
      std::ranges::find_if(s.certificates, [&](const Certificate& c) { return c.source != "own" && covers(c); });
  if (foreign != s.certificates.end()) return &*foreign;
  const auto any = std::ranges::find_if(s.certificates, covers);
  return any == s.certificates.end() ? nullptr : &*any;
}

Said line_of(const Certificate& c) {
  return said<"{} ({}) holds until {}">(c.source, c.facts.names.empty() ? "" : c.facts.names.front(),
                                        rfc3339(c.facts.not_after).substr(0, 10));
}

std::vector<Said> all_of(const Subject& s) {
  std::vector<Said> out;
  for (const auto& c : s.certificates) out.push_back(line_of(c));
  if (out.empty()) out.push_back(said<"there is no certificate">());
  return out;
}

Outcome covered(const Subject& s) {
  if (const auto* certificate = shown(s)) return passed(line_of(*certificate));
  return failed(said<"no certificate covers {}">(s.around.host_name));
}

Outcome in_date(const Subject& s) {
  std::vector<Said> found;
  for (const auto& c : s.certificates)
    if (s.now >= c.facts.not_after || s.now < c.facts.not_before)
      found.push_back(said<"{} ({}) is out of its dates">(c.source, c.facts.names.empty() ? "" : c.facts.names.front()));
  return unless(std::move(found), all_of(s));
}

Outcome not_soon(const Subject& s) {
  std::vector<Said> found;
  for (const auto& c : s.certificates) {
    if (c.source == "own") continue;  // it renews itself
    if (c.facts.not_after - s.now < kSoon) found.push_back(said<"{} ends within three weeks">(c.source));
  }
  return unless(std::move(found), all_of(s));
}

Outcome known(const Subject& s) {
  const auto* certificate = shown(s);
  if (certificate != nullptr && certificate->source != "own") return passed(line_of(*certificate));
  return failed(said<"{} shows the certificate that it made itself">(s.around.host_name));
}

constexpr std::array kRows{
    FixedCheck{"certificates.host-name", Severity::high, "A certificate covers the host's name",
               "Clients that check names refuse to connect, and people learn to click the warning away.",
               "postern certificate install, or set server.host_name to the right name", covered},
    FixedCheck{"certificates.in-date", Severity::high, "Every certificate is within its dates",
               "An expired certificate stops every client that checks.", "postern certificate install", in_date},
    FixedCheck{"certificates.soon", Severity::medium, "No certificate ends within three weeks",
               "Renewal that is noticed on the last day is noticed by everybody.", "postern certificate install", not_soon},
    FixedCheck{
        "certificates.known", Severity::medium, "The host shows a certificate from an authority that clients know",
        "With a certificate of its own each client must be told to trust it, or its first connection can be intercepted.",
        "Get a certificate for the host's name and: postern certificate install", known},
};

}  // namespace
}  // namespace on_certificates

void certificate_checks(const Subject&, std::vector<Check>& all) {
  add_fixed(Group::certificates, on_certificates::kRows, all);
}

}  // namespace postern::audit
