// What a command's handler works with. It lives as long as the connection; `uid` is set anew for each command.
#pragma once
#include <memory>
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
  std::shared_ptr<const Settings> live;  // as they were when the connection began
  bool uid = false;                      // the command was given with UID before it
  std::string_view tag = {};

  [[nodiscard]] store::Store& store() const { return services.store; }
  [[nodiscard]] const Settings& settings() const { return *live; }
  [[nodiscard]] AccountId account() const { return session.account; }
  [[nodiscard]] Selected& selected() const { return *session.selected; }
  [[nodiscard]] grammar::Writer writer() const { return out.writer(session.utf8); }
  [[nodiscard]] Peer peer() const { return {stream.peer(), stream.session(), stream.is_tls()}; }
  [[nodiscard]] Deadline after(Clock::duration d) const { return services.time.steady() + d; }
};

}  // namespace postern::imap
