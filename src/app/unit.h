// The systemd unit of an installed server.
#pragma once
#include <string>

#include "app/boot.h"
#include "base/result.h"

namespace postern::app {

// Writes /etc/systemd/system/postern.service and gives its path.
Result<std::string> write_unit(const Boot&);

}  // namespace postern::app
