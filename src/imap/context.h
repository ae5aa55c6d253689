// What a command's handler works with. It lives as long as the connection; `uid` is set anew for each command.
#pragma once
#include <string_view>

#include "imap/imap.h"
#include "imap/input.h"
#include "imap/outcome.h"
#include "imap/output.h"
#include "imap/session.h"

namespace postern::imap {

struct Context {
  Session& session;
  Input& input;
  Output& out;
  net::Stream& stream;
  const Services& services;
  bool uid = false;  // the command was given with UID before it
  std::string_view tag = {};

  [[nodiscard]] store::Store& store() const { return services.store; }
  [[nodiscard]] const Settings& settings() const { return services.settings; }
  [[nodiscard]] AccountId account() const { return session.who.account; }
  [[nodiscard]] Selected& selected() const { return *session.selected; }
  [[nodiscard]] grammar::Writer writer() const { return out.writer(session.utf8); }
  [[nodiscard]] auth::Peer peer() const {
    const auto& address = stream.peer().address;
    return {stream.session(), events::Service::imap, address.bytes, address.text(), stream.is_tls()};
  }
  [[nodiscard]] Deadline after(Clock::duration d) const { return services.time.steady() + d; }
};

}  // namespace postern::imap
