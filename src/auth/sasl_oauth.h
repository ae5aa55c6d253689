// Bearer tokens over SASL: OAUTHBEARER (RFC 7628), and XOAUTH2, which came before it and which many clients still speak.
// Both take one message of the client. When its token opens nothing they are answered with a challenge of JSON, and whatever the client
// says to that, the exchange fails: Authenticator does so, for only it knows.
#pragma once
#include <memory>
#include <string_view>

#include "auth/sasl.h"

namespace postern::auth {

std::unique_ptr<Mechanism> oauthbearer_mechanism();
std::unique_ptr<Mechanism> xoauth2_mechanism();

// What a client is told of a token that opens nothing, whatever was wrong with it.   RFC 7628 §3.2.2
inline constexpr std::string_view kTokenRefused = R"({"status":"invalid_token"})";

}  // namespace postern::auth
