// clientDataJSON: what the browser says it was asked for, by whom (WebAuthn §5.8.1).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace postern::auth {

struct ClientData {
  std::string type;       // "webauthn.create", "webauthn.get"
  std::string challenge;  // the octets
  std::string origin;
  bool cross_origin = false;
};

// Nothing when it is no JSON object with these, each of its type.
std::optional<ClientData> read_client_data(std::string_view json);

}  // namespace postern::auth
