// How LOGIN and AUTHENTICATE end: the same for both, and a failure the same whatever its cause.
#pragma once
#include "imap/context.h"

namespace postern::imap::commands {

Outcome logged_in(Context&, auth::Identity);  // with the capabilities that hold from here on
Outcome login_failed(Context&, const Error&);

}  // namespace postern::imap::commands
