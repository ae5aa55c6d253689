// The files that hold operations: one noun a file. A further noun is added here and nowhere else.
#pragma once
#include <array>
#include <span>
#include <string_view>

#include "admin/operation.h"

namespace postern::admin {

std::span<const Operation> server_operations();
std::span<const Operation> domain_operations();
std::span<const Operation> account_operations();
std::span<const Operation> password_operations();
std::span<const Operation> app_password_operations();
std::span<const Operation> known_device_operations();
std::span<const Operation> second_factor_operations();
std::span<const Operation> alias_operations();
std::span<const Operation> settings_operations();
std::span<const Operation> secret_operations();
std::span<const Operation> log_operations();
std::span<const Operation> certificate_operations();
std::span<const Operation> queue_operations();
std::span<const Operation> ids_operations();
std::span<const Operation> audit_operations();
std::span<const Operation> allow_operations();
std::span<const Operation> deny_operations();
std::span<const Operation> admin_operations();
std::span<const Operation> token_operations();
std::span<const Operation> smtp_block_operations();
std::span<const Operation> greylist_operations();
std::span<const Operation> connection_operations();
std::span<const Operation> service_account_operations();
std::span<const Operation> oauth_token_operations();
std::span<const Operation> version_operations();
std::span<const Operation> dkim_operations();
std::span<const Operation> tlsrpt_operations();
std::span<const Operation> dmarc_operations();
std::span<const Operation> quarantine_operations();
std::span<const Operation> sender_operations();
std::span<const Operation> auto_reply_operations();
std::span<const Operation> counts_operations();
std::span<const Operation> events_operations();

struct Noun {
  std::string_view name, about;
  std::span<const Operation> (*operations)();
};
inline constexpr std::array kNouns{
    Noun{"server", "The server as a whole: its state, and plans to apply", &server_operations},
    Noun{"domain", "Domains that this server receives mail for", &domain_operations},
    Noun{"account", "People and their mailboxes: passwords, quotas", &account_operations},
    Noun{"password", "Passwords of users: which break the policy, and their end (H07)", &password_operations},
    Noun{"app-password", "Passwords for one program or device each (H13)", &app_password_operations},
    Noun{"known-device", "What accounts are known by while they are under attack: addresses and browsers (H16)",
         &known_device_operations},
    Noun{"second-factor", "What users show besides their password (H13)", &second_factor_operations},
    Noun{"alias", "Addresses that stand for others", &alias_operations},
    Noun{"settings", "Everything that can be set, with its shipped value and the reason for it", &settings_operations},
    Noun{"secret", "Passwords that settings name, such as those of routes", &secret_operations},
    Noun{"logs", "What has happened, searched or followed", &log_operations},
    Noun{"certificate", "TLS certificates: the server's own, installed ones, files", &certificate_operations},
    Noun{"queue", "Mail that waits for other servers", &queue_operations},
    Noun{"ids", "Intrusion detection: its rules, and whom it keeps out", &ids_operations},
    Noun{"audit", "Looks for weaknesses, says why they matter, and mends them", &audit_operations},
    Noun{"allow", "Networks that are spared something: a rule, a login, a check", &allow_operations},
    Noun{"deny", "Networks that are refused at the door", &deny_operations},
    Noun{"admin", "Who administers this server over the network (H09 to H12)", &admin_operations},
    Noun{"token", "What programs call the API with", &token_operations},
    Noun{"smtp-block", "Senders, domains and clients that SMTP refuses by name", &smtp_block_operations},
    Noun{"greylist", "Whose mail is put off at first, and who is known for having come again", &greylist_operations},
    Noun{"service-account", "What web forms and devices send with, within bounds (H08)", &service_account_operations},
    Noun{"connection", "Who is connected right now, to any service", &connection_operations},
    Noun{"oauth-token", "What people's programs log in with by OAuth", &oauth_token_operations},
    Noun{"version", "Which release this is, and which there are besides", &version_operations},
    Noun{"dkim", "Keys that sign the mail of our domains", &dkim_operations},
    Noun{"tlsrpt", "Reports on TLS between mail servers, to and from others", &tlsrpt_operations},
    Noun{"dmarc", "Reports on mail in a domain's name, to and from others", &dmarc_operations},
    Noun{"quarantine", "Mail that is held because of what it is, until somebody releases it", &quarantine_operations},
    Noun{"sender", "Senders that an account or a domain trusts or blocks", &sender_operations},
    Noun{"auto-reply", "What accounts answer by themselves while their owners are away", &auto_reply_operations},
    Noun{"counts", "How much of what there was in each hour of the last 13 months", &counts_operations},
    Noun{"events", "What changes on the server, as it happens", &events_operations}};

}  // namespace postern::admin
