// Addresses as the kernel takes and gives them.
#pragma once
#include <sys/socket.h>

#include <cstdint>

#include "net/stream.h"

namespace postern::net {

Endpoint endpoint_of(const sockaddr_storage&);
// Fills `out`; gives how much of it is used.
socklen_t kernel_address(const IpAddress&, std::uint16_t port, sockaddr_storage& out);
Endpoint local_end(int fd);

}  // namespace postern::net
