// Message identifiers of Message-ID, In-Reply-To and References (RFC 5322 §3.6.4).
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace postern::mime {

// Each identifier without angle brackets, in one spelling: comments and needless quotes removed (RFC 5256 §3, REFERENCES step 1.A).
// What is not between angle brackets is passed over. Entries beyond `limit` are left out, the last one is always kept.
std::vector<std::string> message_ids(std::string_view value, std::size_t limit = 1'000);

}  // namespace postern::mime
