// Serves the pages: each file by its name, and for every address below a page the page itself, which reads the rest of the address.
// Use: Pages pages(embedded(), {.admin = true});  if (auto answer = pages.answer(request)) ...
// Promises: the same for everybody: no page holds anything that a stranger may not know. Only GET and HEAD; only what the role has; the
//   smallest coding that the client takes, and nothing at all when he has it already. Any thread.
#pragma once
#include <optional>

#include "http/request.h"
#include "http/response.h"
#include "pages/assets.h"

namespace postern::pages {

// H02: what a listener serves.
struct Roles {
  bool webmail = false, admin = false;
};

class Pages {
 public:
  Pages(Assets assets, Roles roles) : assets_(assets), roles_(roles) {}

  // None when the address is none of a page: it may be another's. `open`: what is served to who asks, of what the listener serves.
  [[nodiscard]] std::optional<http::Response> answer(const http::Request&, Roles open = {.webmail = true, .admin = true}) const;

 private:
  [[nodiscard]] const Asset* find(const http::Request&, Roles) const;

  Assets assets_;
  Roles roles_;
};

}  // namespace postern::pages
