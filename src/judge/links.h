// Where the links of a text lead: the hosts in it, in plain text and in HTML.   RFC 3986 §3.2
// Promises: linear in the text; at most `limit` different hosts, in the order in which they come; a link is found whether or not it is
// written as entities, in percent form, in upper case, with a user in front or as an IDN; what is no host name and no address is left out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "judge/facts.h"

namespace postern::judge {

// Names in A-labels and lower case, addresses as text.
std::vector<std::string> link_hosts(const Text&, std::size_t limit);

}  // namespace postern::judge
