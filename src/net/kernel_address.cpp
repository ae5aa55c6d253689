// Both forms of a socket address.
#include "net/kernel_address.h"

#include <netinet/in.h>

#include <cstring>

namespace postern::net {

Endpoint endpoint_of(const sockaddr_storage& from) {
  Endpoint end;
  if (from.ss_family == AF_INET6) {
    sockaddr_in6 in6{};
    std::memcpy(&in6, &from, sizeof in6);
    std::memcpy(end.address.bytes.data(), &in6.sin6_addr, 16);
    end.port = ntohs(in6.sin6_port);
  } else if (from.ss_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &from, sizeof in);
    end.address.bytes[10] = end.address.bytes[11] = 0xFF;
    std::memcpy(end.address.bytes.data() + 12, &in.sin_addr, 4);
    end.port = ntohs(in.sin_port);
  }
  return end;
}

socklen_t kernel_address(const IpAddress& address, std::uint16_t port, sockaddr_storage& out) {
  if (address.is_v4()) {
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    std::memcpy(&in.sin_addr, address.bytes.data() + 12, 4);
    std::memcpy(&out, &in, sizeof in);
    return sizeof in;
  }
  sockaddr_in6 in6{};
  in6.sin6_family = AF_INET6;
  in6.sin6_port = htons(port);
  std::memcpy(&in6.sin6_addr, address.bytes.data(), 16);
  std::memcpy(&out, &in6, sizeof in6);
  return sizeof in6;
}

Endpoint local_end(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  return endpoint_of(address);
}

}  // namespace postern::net
