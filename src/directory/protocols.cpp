// The table of the words.
#include "directory/protocols.h"

#include <algorithm>
#include <array>

namespace postern::directory {
namespace {

using events::Service;

struct Protocol {
  std::string_view word;
  Service service;
};
constexpr std::array<Protocol, 5> kProtocols{{{"smtp", Service::submission},
                                              {"imap", Service::imap},
                                              {"pop3", Service::pop3},
                                              {"sieve", Service::sieve},
                                              {"web", Service::web}}};

}  // namespace

Result<std::vector<Service>> services_of(const std::vector<std::string>& protocols) {
  std::vector<Service> out;
  for (const auto& text : protocols) {
    const auto at = std::ranges::find(kProtocols, text, &Protocol::word);
    if (at == kProtocols.end()) return fail(Failure::invalid, "Protocols are smtp, imap, pop3, sieve and web");
    if (std::ranges::find(out, at->service) == out.end()) out.push_back(at->service);
  }
  return out;
}

std::vector<std::string_view> protocols_of(const std::vector<Service>& services) {
  std::vector<std::string_view> out;
  for (const auto& row : kProtocols)
    if (std::ranges::find(services, row.service) != services.end()) out.push_back(row.word);
  return out;
}

std::vector<Service> all_but(const std::vector<Service>& services) {
  std::vector<Service> out;
  for (const auto& row : kProtocols)
    if (std::ranges::find(services, row.service) == services.end()) out.push_back(row.service);
  return out;
}

}  // namespace postern::directory
