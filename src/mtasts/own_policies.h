// The MTA-STS policies of our own domains: what is served, and the record that tells of it.   RFC 8461 §3
// Promises: pure; the id is made of the policy, so that it changes when that does and never otherwise.
#pragma once
#include <string>
#include <string_view>

#include "mtasts/settings.h"
#include "smtp/client/mta_sts.h"

namespace postern::mtasts {

inline constexpr std::string_view kPolicyHost = "mta-sts.";  // in front of the domain

// `host`: the name of our mail server, which is the domain's MX.
smtp::client::StsPolicy own_policy(const Settings&, std::string_view domain, std::string_view host);
// As it is served: §3.2.
std::string policy_text(const smtp::client::StsPolicy&);
// Of the record: 16 letters and digits.
std::string policy_id(const smtp::client::StsPolicy&);
// "v=STSv1; id=...;": §3.1
std::string policy_record(const smtp::client::StsPolicy&);

}  // namespace postern::mtasts
