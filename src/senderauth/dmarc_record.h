// DMARC policy records (RFC 9989 §4.7, RFC 7489 §6.3).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::senderauth {

inline constexpr std::size_t kMostReportAddresses = 10;  // of each kind; more are left out

enum class DmarcPolicy : std::uint8_t { none, quarantine, reject };
enum class Alignment : std::uint8_t { relaxed, strict };
// psd=: whether the domain is a public suffix, one under which others register.
enum class PublicSuffixFlag : std::uint8_t { unsaid, yes, no };

std::string_view name(DmarcPolicy);

struct DmarcRecord {
  DmarcPolicy policy = DmarcPolicy::none;                     // p=
  std::optional<DmarcPolicy> subdomains, unknown_subdomains;  // sp=, np=
  Alignment dkim = Alignment::relaxed, spf = Alignment::relaxed;
  bool testing = false;  // t=y: one step milder (RFC 9989; pct= is gone, and passed over)
  PublicSuffixFlag public_suffix = PublicSuffixFlag::unsaid;
  std::vector<std::string> aggregate_reports, failure_reports;  // rua=, ruf=: mailto addresses, without the size limit of old
  std::string failure_options = "0";                            // fo=

  friend bool operator==(const DmarcRecord&, const DmarcRecord&) = default;
};

// Nothing when the text is no DMARC record, or one with a policy that is none and nobody to tell so.
std::optional<DmarcRecord> parse_dmarc_record(std::string_view);

}  // namespace postern::senderauth
