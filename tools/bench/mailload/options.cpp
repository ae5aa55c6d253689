// The table of options and its reader.
#include "options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <variant>

namespace mailload {
namespace {

using Member = std::variant<std::string Options::*, std::size_t Options::*>;
struct Named {
  std::string_view name;
  Member member;
};
constexpr std::array kOptions{
    Named{"host", &Options::host},
    Named{"port", &Options::port},
    Named{"tls", &Options::tls},
    Named{"user", &Options::user},
    Named{"pass", &Options::password},
    Named{"users", &Options::users},
    Named{"conns", &Options::connections},
    Named{"count", &Options::count},
    Named{"size", &Options::size},
    Named{"repeat", &Options::repeat},
    Named{"batch", &Options::batch},
    Named{"hold", &Options::hold},
    Named{"wait-imap", &Options::visible_at},
    Named{"reuse", &Options::reuse},
    Named{"login", &Options::login},
    Named{"domains", &Options::domains},
    Named{"hangs", &Options::hangs},
    Named{"literal-plus", &Options::literal_plus},
    Named{"cmd", &Options::command},
    Named{"mailbox", &Options::mailbox},
    Named{"zone", &Options::zone},
};

std::size_t to_number(std::string_view text) {
  std::size_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) throw Fault("not a number: " + std::string(text));
  return n;
}

}  // namespace

std::string Options::user_name(std::size_t lane) const {
  const auto at = user.find("%d");
  if (at == user.npos) return user;
  return user.substr(0, at) + std::to_string(lane % users + 1) + user.substr(at + 2);
}

Options parse_options(std::span<char* const> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    const std::string_view word = arguments[i];
    const auto known =
        std::ranges::find_if(kOptions, [&](const Named& o) { return word.starts_with("--") && word.substr(2) == o.name; });
    if (known == kOptions.end() || i + 1 == arguments.size()) throw Fault("no such option, or no value: " + std::string(word));
    const std::string_view value = arguments[i + 1];
    if (const auto* text = std::get_if<std::string Options::*>(&known->member))
      options.** text = value;
    else
      options.*std::get<std::size_t Options::*>(known->member) = to_number(value);
  }
  if (options.users == 0 || options.connections == 0 || options.batch == 0)
    throw Fault("users, conns and batch are at least 1");
  return options;
}

}  // namespace mailload
