// Argon2id by the reference library (RFC 9106), in PHC strings.
#include <argon2.h>
#include <sys/mman.h>

#include <cstdlib>
#include <optional>

#include "auth/base64url.h"
#include "auth/password_hasher.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/text.h"

namespace postern::auth {
namespace {

constexpr std::uint32_t kSaltSize = 16;
constexpr std::uint32_t kHashSize = 32;
// A string from elsewhere (an import) must not make a login cost gigabytes or minutes.
constexpr std::uint32_t kMostMemoryKib = 1U << 20;
constexpr std::uint32_t kMostPasses = 64;
constexpr std::uint32_t kMostLanes = 16;
constexpr std::size_t kLeastHash = 16;  // octets; a shorter one could be met by chance
constexpr std::size_t kLongestPhc = 512;

// The parts of "$argon2id$v=19$m=19456,t=2,p=1$salt$hash".
struct Phc {
  HashCost cost;
  std::string salt;
  std::string hash;
};

std::string text_of(const Phc& phc) {
  return "$argon2id$v=19$m=" + std::to_string(phc.cost.memory_kib) + ",t=" + std::to_string(phc.cost.passes) +
         ",p=" + std::to_string(phc.cost.lanes) + "$" + to_unpadded_base64(phc.salt) + "$" + to_unpadded_base64(phc.hash);
}

// Takes the text before `end`, and `end`.
std::string_view part(std::string_view& in, char end) {
  const auto stop = in.find(end);
  const auto text = in.substr(0, stop);
  in.remove_prefix(stop == in.npos ? in.size() : stop + 1);
  return text;
}

std::optional<std::uint32_t> parameter(std::string_view text, std::string_view name, std::uint32_t max) {
  if (!text.starts_with(name)) return {};
  return number<std::uint32_t>(text.substr(name.size()), max);
}

std::optional<Phc> parse(std::string_view in) {
  constexpr std::string_view kStart = "$argon2id$v=19$";
  if (in.size() > kLongestPhc || !in.starts_with(kStart)) return {};
  in.remove_prefix(kStart.size());
  const auto memory = parameter(part(in, ','), "m=", kMostMemoryKib);
  const auto passes = parameter(part(in, ','), "t=", kMostPasses);
  const auto lanes = parameter(part(in, '$'), "p=", kMostLanes);
  auto salt = from_unpadded_base64(part(in, '$'));
  auto hash = from_unpadded_base64(in);
  if (!memory || !passes || !lanes || !salt || !hash || hash->size() < kLeastHash) return {};
  return Phc{{*memory, *passes, *lanes}, std::move(*salt), std::move(*hash)};
}

// Straight from the kernel and back: the heap would keep the 19 MiB of each thread for good.
int take_memory(std::uint8_t** memory, std::size_t bytes) {
  void* const place = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return ARGON2_MEMORY_ALLOCATION_ERROR;
  madvise(place, bytes, MADV_HUGEPAGE);  // fewer page faults where the kernel has such pages
  *memory = static_cast<std::uint8_t*>(place);
  return ARGON2_OK;
}
void give_memory(std::uint8_t* memory, std::size_t bytes) { munmap(memory, bytes); }

// The library's parameters are not const, but without its clearing flags it only reads them.
std::uint8_t* library_bytes(std::string_view s) { return reinterpret_cast<std::uint8_t*>(const_cast<char*>(s.data())); }

// False for parameters outside the standard's bounds, or when memory ran out.
bool compute(std::string_view password, Phc& phc) {
  argon2_context context{};
  context.out = library_bytes(phc.hash);
  context.outlen = static_cast<std::uint32_t>(phc.hash.size());
  context.pwd = library_bytes(password);
  context.pwdlen = static_cast<std::uint32_t>(password.size());
  context.salt = library_bytes(phc.salt);
  context.saltlen = static_cast<std::uint32_t>(phc.salt.size());
  context.t_cost = phc.cost.passes;
  context.m_cost = phc.cost.memory_kib;
  context.lanes = phc.cost.lanes;
  context.threads = 1;  // this one: the pool says how many there are
  context.version = ARGON2_VERSION_13;
  context.allocate_cbk = take_memory;
  context.free_cbk = give_memory;
  return argon2id_ctx(&context) == ARGON2_OK;
}

class Argon2Hasher final : public PasswordHasher {
 public:
  Argon2Hasher(HashCost cost, Random& random) : cost_(cost), random_(random) {}

  std::string hash(std::string_view password) override {
    Phc made{cost_, random_.bytes(kSaltSize), std::string(kHashSize, '\0')};
    if (!compute(password, made)) std::abort();  // out of memory, or a cost that the settings should not have let through
    return text_of(made);
  }

  Result<bool> verify(std::string_view password, std::string_view phc) override {
    const auto stored = parse(phc);
    if (!stored) return fail(Failure::corrupt, "A stored password is in no known form");
    Phc made{stored->cost, stored->salt, std::string(stored->hash.size(), '\0')};
    if (!compute(password, made)) return fail(Failure::unavailable, "There is no memory for a password hash");
    return equal_in_constant_time(made.hash, stored->hash);
  }

  [[nodiscard]] std::string decoy() const override {
    return text_of({cost_, std::string(kSaltSize, '\0'), std::string(kHashSize, '\0')});
  }

 private:
  HashCost cost_;
  Random& random_;
};

}  // namespace

std::unique_ptr<PasswordHasher> argon2_hasher(HashCost cost, Random& random) {
  return std::make_unique<Argon2Hasher>(cost, random);
}

}  // namespace postern::auth
