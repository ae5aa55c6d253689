// A message on its way to another server: who is left, what was said of each, and what became of it.
// One thread: the courier's.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "delivery/elsewhere.h"
#include "outbound/in_seven_bit.h"
#include "queue/queue.h"
#include "smtp/client/mail.h"
#include "smtp/client/outcome.h"

namespace postern::outbound {

// A message that is being handed over.
struct Handing {
  const queue::Entry& entry;
  const store::Content& content;
  std::vector<std::size_t> left;  // recipients that have no answer
  delivery::Handed handed = {};
  std::optional<SevenBitMail> seven_bit = {};  // what is handed over in its place
  std::vector<std::size_t> put_off = {};       // by this server, in its own words
  std::string server = {};

  [[nodiscard]] smtp::client::Mail mail(Time now) const;  // for those who are left
  void note(const smtp::client::MailOutcome&, const std::string& server);
  // Of another server that those were offered to who had been put off.
  void note_other(const smtp::client::MailOutcome&, const std::string& server);
  void answer_rest(const delivery::Answer&);
};

}  // namespace postern::outbound
