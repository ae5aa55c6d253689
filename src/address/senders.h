// Senders as lists name them: "ann@far.example" is one, "far.example" all of the domain, ".far.example" all below it.
// Use: auto entry = sender_entry(word);  covers(*entry, mailbox.key())
// Promises: pure; two spellings of one entry are one text.
#pragma once
#include <string>
#include <string_view>

#include "address/mailbox.h"
#include "base/result.h"

namespace postern::address {

// The entry in the form in which it is kept and compared.
Result<std::string> sender_entry(std::string_view text);

// Of an entry that sender_entry() has made, and the key of a mailbox.
bool covers(std::string_view entry, std::string_view key);

// The narrower of two that cover one sender has the greater one.
int narrowness(std::string_view entry);

}  // namespace postern::address
