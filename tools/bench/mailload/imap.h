// An IMAP connection with a user logged in.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "connection.h"

namespace mailload {

class Imap {
 public:
  Imap(const Target&, std::size_t port, const std::string& user);

  // Runs a command to its tagged OK and gives the number of untagged lines. Literals are passed over.
  std::size_t command(std::string_view);
  std::size_t select(std::string_view mailbox);  // the number of messages
  std::size_t count(std::string_view mailbox);   // the same by STATUS

  // One APPEND command with as many messages as were added before end().
  void begin_append(std::string_view mailbox);
  void append(std::string_view message);
  void end_append();

  void idle();    // until the server says that it does
  void logout();  // without waiting for the answer

 private:
  std::size_t finish(std::string_view tag);
  std::string next_tag();

  Connection connection_;
  bool literal_plus_;
  std::size_t tags_ = 0;
  std::size_t exists_ = 0, messages_ = 0;  // as last told
  std::string append_tag_, appending_;     // what of an APPEND is not sent
};

}  // namespace mailload
