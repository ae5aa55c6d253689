// Randomness as a port: the operating system's in the server, a seeded one in tests.
#pragma once
#include <cstdint>
#include <string>

namespace postern {

class Random {
 public:
  virtual void fill(char* bytes, std::size_t n) = 0;  // any thread
  std::string bytes(std::size_t n) {
    std::string out(n, '\0');
    fill(out.data(), n);
    return out;
  }
  // Even over 0 .. below-1; below > 0.
  std::uint64_t below(std::uint64_t below);

 protected:
  ~Random() = default;
};

Random& system_random();  // getrandom(2); ends the process if the kernel refuses

}  // namespace postern
