// A client's side of SMTP, without PIPELINING, as most senders hold it.
#pragma once
#include <string_view>

#include "connection.h"

namespace mailload {

class Smtp {
 public:
  explicit Smtp(const Target&);  // connects and says EHLO
  void log_in(std::string_view user, std::string_view password);
  void deliver(std::string_view sender, std::string_view recipient, std::string_view message);
  void quit() { say("QUIT\r\n", '2'); }

 private:
  void say(std::string_view text, char wanted);
  void expect(char first_digit);

  Connection connection_;
};

}  // namespace mailload
