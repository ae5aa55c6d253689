// The rules, each with the reply that its refusal gets.
#include "smtp/server/relay.h"

namespace postern::smtp {
namespace {

Reply denied(std::string text) { return {550, "5.7.1", std::move(text)}; }

bool relay_allows(Relay relay, const SenderFacts& sender) {
  switch (relay) {
    case Relay::nobody: return false;
    case Relay::local_users: return sender.exists;
    case Relay::local_domains: return sender.hosted;
    case Relay::anyone: return true;
  }
  return false;
}

Reply local_recipient(const Client& client, const RecipientFacts& to) {
  // RFC 5321 §4.5.1: mail to postmaster is taken wherever mail is taken.
  if (to.postmaster && to.status == RecipientStatus::unknown) return {250, "2.1.5", "Recipient ok"};
  switch (to.status) {
    case RecipientStatus::deliverable: return {250, "2.1.5", "Recipient ok"};
    case RecipientStatus::disabled: return {550, "5.2.1", "Mailbox disabled"};
    case RecipientStatus::too_large: return {552, "5.3.4", "Message too large"};  // RFC 1870 §6.1
    case RecipientStatus::over_quota: return {452, "4.2.2", "Mailbox full"};
    case RecipientStatus::over_rate: return {450, "4.7.1", "Too many recipients in this hour"};
    case RecipientStatus::unavailable: return {451, "4.3.0", "Try again later"};
    case RecipientStatus::not_open:  // RFC 5321 §7.3: a stranger does not learn that it is there
      if (client.logged_in) return denied("This address takes no mail from you");
      break;
    case RecipientStatus::unknown:
    case RecipientStatus::elsewhere: break;
  }
  return {550, "5.1.1", "No such mailbox here"};
}

}  // namespace

Reply sender_decision(const Client& client, const SenderFacts& sender) {
  if (client.logged_in) return sender.owned ? Reply{250, "2.1.0", "Sender ok"} : denied("This sender address is not yours");
  if (client.trusted)
    return sender.granted ? Reply{250, "2.1.0", "Sender ok"} : denied("Authentication is required to send as this address");
  if (!sender.hosted || !sender.needs_login) return {250, "2.1.0", "Sender ok"};
  return denied("Authentication is required to send as this address");
}

Reply header_from_decision(const Client& client, const SenderFacts& sender, bool proven) {
  if (proven && !client.logged_in) return {250, "2.6.0", "Header ok"};
  if (sender_decision(client, sender).positive()) return {250, "2.6.0", "Header ok"};
  return denied(client.logged_in ? "The From field names an address that is not yours"
                                 : "Authentication is required to send as the address in the From field");
}

Reply relay_decision(const Client& client, Relay relay, const SenderFacts& sender, const RecipientFacts& to) {
  const bool known = client.logged_in || client.trusted;
  // RFC 5321 §4.1.3 deviates: mail to an address literal is refused; it would let a sender choose a machine of our network.
  if (to.literal) return {550, "5.1.2", "Mail to address literals is not accepted"};
  if (to.routed && (to.status != RecipientStatus::elsewhere || !known))
    return denied("Routing characters are not accepted in a recipient");
  if (to.status == RecipientStatus::unavailable) return {451, "4.3.0", "Try again later"};
  if (to.status != RecipientStatus::elsewhere) return local_recipient(client, to);
  if (known || relay_allows(relay, sender)) return {250, "2.1.5", "Recipient ok"};
  return denied("Authentication is required for relay");
}

}  // namespace postern::smtp
