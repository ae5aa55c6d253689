// Thread lookup by a table from (message-id, base subject) to thread. A message joins one thread for good; two threads that
// turn out to be one are not joined, so that THREADID never changes (RFC 8474 §5.2).
#include "store/threads.h"

#include <algorithm>

#include "store/keys.h"
#include "store/records.h"

namespace postern::store {
namespace {

constexpr std::size_t kMaxReferences = 10;  // the last ones: those nearest to the message

// Spreads the bits of both, so that neither choice of the sender lines up with the other.
std::uint64_t mix(std::uint64_t id, std::uint64_t subject) {
  std::uint64_t x = id ^ (subject * 0x9E3779B97F4A7C15u);
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

std::vector<std::uint64_t> candidates(const Facts& facts) {
  std::vector<std::uint64_t> hashes;
  const auto& all = facts.references;
  const auto last = all.size() - std::min(all.size(), kMaxReferences);
  for (auto i = all.size(); i > last; --i) hashes.push_back(all[i - 1]);
  hashes.push_back(facts.message_id);
  std::erase(hashes, 0);
  for (auto& h : hashes) h = mix(h, facts.subject);
  return hashes;
}

}  // namespace

Result<ThreadFound> find_thread(kv::Transaction& t, AccountId account, const Facts& facts, std::uint32_t number) {
  ThreadFound out;
  for (const auto hash : candidates(facts)) {
    auto bytes = t.get(kv::Family::meta, keys::reference(account, hash));
    if (!bytes) return pass_on(bytes);
    if (!*bytes) {
      if (std::find(out.made.begin(), out.made.end(), hash) == out.made.end()) out.made.push_back(hash);
      continue;
    }
    if (out.thread != 0) continue;
    auto found = decode_reference(**bytes);
    if (!found) return pass_on(found);
    out.thread = found->thread;
  }
  if (out.thread == 0) out.thread = number;
  for (const auto hash : out.made)
    t.put(kv::Family::meta, keys::reference(account, hash), encode(Reference{out.thread, number}));
  return out;
}

}  // namespace postern::store
