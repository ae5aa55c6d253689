// Which name leads where.
#include "app/web.h"

#include "api/door.h"
#include "mtasts/own_policies.h"

namespace postern::app {
namespace {

bool is_policy(const http::Request& request) {
  return request.path == std::vector<std::string>{".well-known", "mta-sts.txt"} && request.query.empty();
}

}  // namespace

std::string Web::domain_of(std::string_view host) const {
  if (!host.starts_with(mtasts::kPolicyHost)) return {};
  const auto name = address::parse_domain(host.substr(mtasts::kPolicyHost.size()));
  return name && parts_.directory->is_local(*name) ? name->ascii() : std::string();
}

bool Web::is_called(std::string_view host, const IpAddress& local) const {
  return !domain_of(host).empty() || api_.is_called(host, local);
}

Task<http::Opened> Web::open(const http::Request& request, const http::Client& client) {
  auto domain = domain_of(request.host);
  if (!domain.empty()) co_return co_await open_policy(request, client, std::move(domain));
  const auto& doors = parts_.settings.web;
  const pages::Roles open{.webmail = api::admits(*doors.webmail.current(), client.address),
                          .admin = api::admits(*doors.console.current(), client.address)};
  if (auto page = pages_.answer(request, open)) co_return http::Opened(std::move(*page));
  co_return co_await api_.open(request, client, doors_);
}

Task<http::Opened> Web::open_policy(const http::Request& request, const http::Client& client, std::string domain) {
  if (!client.tls) co_return http::Opened(problem(403, "Only over TLS"));
  if (!is_policy(request)) co_return http::Opened(problem(404, "There is nothing here but the policy"));
  const bool reads = request.method == http::Method::get || request.method == http::Method::head;
  if (!reads) co_return http::Opened(problem(405, "The policy can be read"));
  const auto policy =
      mtasts::own_policy(*parts_.settings.policies.current(), domain, host_name(*parts_.settings.server.current()));
  co_return http::Opened(http::Response{.content_type = "text/plain", .body = mtasts::policy_text(policy)});
}

}  // namespace postern::app
