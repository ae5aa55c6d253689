// URIs out of records.
#include "reports/destination.h"

#include <algorithm>

#include "base/text.h"
#include "mime/transfer.h"
#include "senderauth/dmarc_record.h"
#include "senderauth/tag_list.h"

namespace postern::reports {
namespace {

constexpr std::size_t kLongestUri = 2000;
constexpr std::string_view kMailto = "mailto:", kHttps = "https:";

// "10m": RFC 7489 §6.2. Nothing when it is no size.
std::optional<std::uint64_t> size_in(std::string_view text) {
  unsigned shift = 0;
  if (!text.empty() && is_alpha(text.back())) {
    const auto at = std::string_view("kmgt").find(lower(text.back()));
    if (at == std::string_view::npos) return {};
    shift = 10 * static_cast<unsigned>(at + 1);
    text.remove_suffix(1);
  }
  const auto n = number<std::uint64_t>(text, UINT64_MAX >> 41);
  if (!n) return {};
  return *n << shift;
}

std::optional<Destination> destination_of(std::string_view text) {
  if (text.empty() || text.size() > kLongestUri) return {};
  Destination out{.text = std::string(text)};
  if (const auto mark = text.rfind('!'); mark != text.npos) {
    out.most = size_in(text.substr(mark + 1));
    if (!out.most) return {};
    text = text.substr(0, mark);
  }
  if (starts_nocase(text, kMailto)) {
    auto address = mime::decode_percent(text.substr(kMailto.size(), text.find('?') - kMailto.size()));
    auto mailbox = address::parse_mailbox(address, address::Charset::ascii);
    if (!mailbox || mailbox->literal()) return {};
    out.mailbox = std::move(*mailbox);
    return out;
  }
  if (!starts_nocase(text, kHttps)) return {};
  auto url = http::parse_url(text);
  if (!url) return {};
  out.url = std::move(*url);
  return out;
}

std::vector<Destination> only_record(const dns::Answer& txt, std::string_view begins,
                                     std::vector<Destination> (*read)(std::string_view)) {
  const std::string* found = nullptr;
  for (const auto& record : txt.records) {
    const auto* text = std::get_if<std::string>(&record);
    if (!text || !text->starts_with(begins)) continue;
    if (found) return {};
    found = text;
  }
  return found ? read(*found) : std::vector<Destination>();
}

std::vector<Destination> rua_in(std::string_view txt) {
  const auto tags = senderauth::parse_tag_list(txt);
  const auto* rua = tags ? tags->find("rua") : nullptr;
  return rua ? parse_destinations(*rua) : std::vector<Destination>();
}

std::vector<Destination> parse_dmarc_rua(std::string_view txt) {
  return senderauth::parse_dmarc_record(txt) ? rua_in(txt) : std::vector<Destination>();
}

}  // namespace

std::vector<Destination> parse_destinations(std::string_view rua) {
  std::vector<Destination> out;
  for (const auto& one : senderauth::split_value(rua, ',')) {
    if (out.size() == kMostDestinations) break;
    auto found = destination_of(one);
    const auto same = [&](const Destination& other) { return other.text == found->text; };
    if (found && std::ranges::none_of(out, same)) out.push_back(std::move(*found));
  }
  return out;
}

// tlsrpt-record = "v=TLSRPTv1" 1*(field-delim tlsrpt-rua) *(field-delim tlsrpt-extension)
std::vector<Destination> parse_tls_record(std::string_view txt) {
  const auto tags = senderauth::parse_tag_list(txt);
  if (!tags || tags->tags.empty() || tags->tags.front().name != "v" || tags->tags.front().value != "TLSRPTv1") return {};
  return rua_in(txt);
}

std::vector<Destination> tls_destinations(const dns::Answer& txt) { return only_record(txt, "v=TLSRPTv1", &parse_tls_record); }

std::vector<Destination> dmarc_destinations(const dns::Answer& txt) { return only_record(txt, "v=DMARC1", &parse_dmarc_rua); }

}  // namespace postern::reports
