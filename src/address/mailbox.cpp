// Mailboxes: parsing, printing, comparing, splitting.
#include "address/mailbox.h"

#include <algorithm>

#include "address/cursor.h"
#include "address/normal.h"
#include "base/text.h"

namespace postern::address {
namespace {

bool needs_quotes(std::string_view local) {
  constexpr std::string_view kSpecials = " ()<>[]:;@\\,\"";
  if (local.empty() || local.front() == '.' || local.back() == '.' || local.find("..") != local.npos) return true;
  return local.find_first_of(kSpecials) != local.npos;
}

}  // namespace

std::string quoted_local(std::string_view local) {
  if (!needs_quotes(local)) return std::string(local);
  std::string out = "\"";
  for (const char c : local) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

std::string local_key(std::string_view local) { return is_ascii(local) ? to_lower(local) : nfc_casefold(local); }

Result<Mailbox> parse_mailbox(std::string_view text, Charset charset) {
  PathCursor in(text, charset);
  Mailbox m = in.mailbox();
  if (!in.at_end()) in.refuse(Failure::invalid, "Malformed mailbox");
  if (in.error()) return std::unexpected(*in.error());
  return m;
}

Result<Mailbox> Mailbox::make(std::string_view local, const Domain& domain) {
  return parse_mailbox(quoted_local(local) + "@" + domain.ascii(), Charset::utf8);
}

std::string Mailbox::normal() const { return quoted_local(local_) + "@" + (literal_ ? literal_->text() : domain_.ascii()); }

std::string Mailbox::local_key() const { return address::local_key(local_); }

std::string Mailbox::key() const { return quoted_local(local_key()) + "@" + (literal_ ? literal_->text() : domain_.ascii()); }

bool Mailbox::needs_utf8() const { return !is_ascii(local_); }

bool Mailbox::has_routing_characters() const { return local_.find_first_of("%!@:") != local_.npos; }

Mailbox::Split Mailbox::split(char separator) const {
  const std::string_view local = local_;
  const auto at = local.find(separator);
  if (at == local.npos || at == 0) return {local, {}};
  return {local.substr(0, at), local.substr(at + 1)};
}

}  // namespace postern::address
