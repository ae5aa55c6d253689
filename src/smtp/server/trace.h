// The trace fields this server puts in front of a message.   RFC 5321 §4.4
#pragma once
#include <string>
#include <string_view>

#include "queue/envelope.h"

namespace postern::smtp {

struct Trace {
  std::string_view host_name;
  std::string_view tls_summary;  // "TLSv1.3 TLS_AES_128_GCM_SHA256", empty without TLS
  bool extended = false;         // the client said EHLO
  bool lmtp = false;
};

// Each is the whole field with its line end.
std::string return_path_field(const queue::Envelope&);
// Recipients are named only when there is a single one, so that none learns of another.
std::string received_field(const queue::Envelope&, const Trace&);

}  // namespace postern::smtp
