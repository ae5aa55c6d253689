// The resolver of the server: libunbound, which asks from the root downwards, validates by DNSSEC and remembers.
// Use: auto resolver = open_unbound({.servers = {"127.0.0.1@5353"}, .trust_anchor = "root.key"});  (*resolver)->ask(question)
// Promises: an answer within Settings::patience, whatever servers do; at most kMostWaiting questions at once, later ones are answered
//   `failed` at once. `secure` is said of what was proven from the trust anchor down, and what fails to be proven is `bogus`.
// Threads: one of libunbound's and one of ours, which start with the first question. Destroy it before the executors of its callers.
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "dns/resolver.h"

namespace postern::dns {

struct Settings {
  std::vector<std::string> servers = {};  // resolvers that are asked, ADDRESS or ADDRESS@PORT; none: the root and on from there
  std::string trust_anchor = "/usr/share/dns/root.key";  // DS or DNSKEY rows; empty: nothing is validated
  std::chrono::milliseconds patience{10'000};            // for one question
  std::size_t cache = 32_MiB;
  std::chrono::seconds longest_kept{86'400}, longest_kept_absence{3600};  // however long the zone says
};

class Unbound final : public Resolver {
 public:
  static constexpr std::size_t kMostWaiting = 10'000;

  // `invalid` when a server or the trust anchor cannot be used.
  static Result<std::unique_ptr<Unbound>> open(const Settings&);
  ~Unbound();  // who still waits is answered `failed`
  Unbound(const Unbound&) = delete;
  Unbound& operator=(const Unbound&) = delete;

  Task<Answer> ask(Question) override;

 private:
  struct State;
  explicit Unbound(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

// The records of one type as they come in an answer's RDATA (RFC 1035 §3.3), without compression; what is malformed, or names what is
// no Name, is left out.
std::vector<Record> records_in(Type, const std::vector<std::string_view>& rdata);

}  // namespace postern::dns
