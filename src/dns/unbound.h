// The resolver of the server: libunbound, which asks from the root downwards, validates by DNSSEC and remembers.
// Use: auto resolver = open_unbound({.servers = {"127.0.0.1:5353"}, .trust_anchor = "root.key"});  (*resolver)->ask(question)
// Promises: an answer within Settings::patience, whatever servers do; at most kMostWaiting questions at once, later ones are answered
//   `failed` at once. `secure` is said of what was proven from the trust anchor down, and what fails to be proven is `bogus`.
// Threads: one of libunbound's and one of ours, which start with the first question. Destroy it before the executors of its callers.
#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "base/result.h"
#include "dns/resolver.h"
#include "dns/settings.h"

namespace postern::dns {

class Unbound final : public Resolver {
 public:
  static constexpr std::size_t kMostWaiting = 10'000;

  // `invalid` when a server or the trust anchor cannot be used.
  static Result<std::unique_ptr<Unbound>> open(const Settings&);
  ~Unbound();  // who still waits is answered `failed`
  Unbound(const Unbound&) = delete;
  Unbound& operator=(const Unbound&) = delete;

  using Resolver::ask;
  Task<Answer> ask(Question, Deadline until) override;

 private:
  struct State;
  explicit Unbound(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

// The records of one type as they come in an answer's RDATA (RFC 1035 §3.3), without compression; what is malformed, or names what is
// no Name, is left out.
std::vector<Record> records_in(Type, const std::vector<std::string_view>& rdata);

}  // namespace postern::dns
