// What a listener serves over HTTPS: the pages of its roles and the API for whom it has a door (H02), and under mta-sts.DOMAIN the MTA-STS
// policy of a domain of ours and nothing else.   RFC 8461 §3.3
// Promises: anybody may have a policy, over TLS, whoever the API lets in; of the rest nothing can be reached by those names. Pages are the
//   same for everybody who may come in by their door.   H32
#pragma once
#include "api/api.h"
#include "app/parts.h"
#include "http/http.h"
#include "pages/pages.h"

namespace postern::app {

class Web final : public http::Site {
 public:
  Web(api::Api& api, Parts& parts, api::OpenDoors doors)
      : api_(api),
        parts_(parts),
        doors_(doors),
        pages_(pages::embedded(), {.webmail = doors.webmail, .admin = doors.console}) {}

  [[nodiscard]] bool is_called(std::string_view host, const IpAddress& local) const override;
  Task<http::Opened> open(const http::Request&, const http::Client&) override;
  [[nodiscard]] http::Response problem(std::uint16_t status, std::string_view why) const override {
    return api_.problem(status, why);
  }

 private:
  // The domain of ours whose policy the name is for; empty: it is another name.
  [[nodiscard]] std::string domain_of(std::string_view host) const;

  Task<http::Opened> open_policy(const http::Request&, const http::Client&, std::string domain);

  api::Api& api_;
  Parts& parts_;
  api::OpenDoors doors_;
  pages::Pages pages_;
};

}  // namespace postern::app
