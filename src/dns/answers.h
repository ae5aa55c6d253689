// What is known of the DNS, and what somebody wants to know: the memo between pure functions that judge and a driver that asks.
// Use: a function calls ask() for each question; where the answer is not known it says "not yet". The driver takes wanted(), asks a
// resolver, a zone in a file or a fake, put()s each answer, and calls the function again:
//   while (!(verdict = judge(message, answers)))
//     for (const auto& question : answers.take_wanted()) answers.put(question, co_await resolver.ask(question));
// Promises: each round of that loop answers what the last one asked, and the number of questions is bounded, so it ends: beyond the limits a
// question is answered as `failed`. Pointers that ask() gives stay valid as long as the Answers. One thread at a time.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/ip_address.h"
#include "dns/name.h"

namespace postern::dns {

// RFC 1035 §3.2.2, 3596, 2782, 6698, 8659: the types that mail asks for.
enum class Type : std::uint16_t {
  a = 1,
  ns = 2,
  cname = 5,
  ptr = 12,
  mx = 15,
  txt = 16,
  aaaa = 28,
  srv = 33,
  tlsa = 52,
  caa = 257
};
std::string_view name(Type);

struct Question {
  Name name;
  Type type = Type::a;
  friend auto operator<=>(const Question&, const Question&) = default;
};

struct Mx {
  std::uint16_t preference = 0;
  Name exchange;  // the root: null MX (RFC 7505)
  friend bool operator==(const Mx&, const Mx&) = default;
};
// A, AAAA: IpAddress. NS, CNAME, PTR: Name. MX: Mx. TXT: its strings, joined with nothing between. Others: the RDATA as it came.
using Record = std::variant<IpAddress, Name, Mx, std::string>;

enum class Status : std::uint8_t {
  found,    // records of the type, at the end of any CNAMEs
  no_data,  // the name exists and has none of the type
  no_name,  // the name does not exist (RCODE 3)
  failed,   // no usable answer: timeout, SERVFAIL, a limit. Says nothing of the name; a verdict of it is temporary
  bogus,    // DNSSEC says the answer is not the zone's; to be treated as failed by all who do not report it
};

struct Answer {
  Status status = Status::failed;
  bool secure = false;  // proven by DNSSEC, the absence too
  std::uint32_t ttl = 0;
  std::vector<Record> records = {};

  [[nodiscard]] bool unknown() const { return status == Status::failed || status == Status::bogus; }
  [[nodiscard]] bool empty() const { return status == Status::no_data || status == Status::no_name; }
  [[nodiscard]] std::size_t octets() const;
};

// The records of one kind, in their order.
template <class T>
std::vector<T> records_of(const Answer& answer) {
  std::vector<T> all;
  for (const auto& record : answer.records)
    if (const auto* one = std::get_if<T>(&record)) all.push_back(*one);
  return all;
}

// For the whole of one message.
struct Limits {
  std::size_t questions = 300;
  std::size_t octets = 512 << 10;  // of all answers together
};

class Answers {
 public:
  explicit Answers(const Limits& limits = {}) : limits_(limits) {}

  // The answer, or null when it is not known; then the question is wanted.
  const Answer* ask(const Question&);
  // What ask() could not answer since the last call, each once, in the order it was asked in.
  std::vector<Question> take_wanted();
  void put(const Question&, Answer);
  [[nodiscard]] std::size_t size() const { return known_.size(); }

 private:
  Limits limits_;
  std::map<Question, Answer> known_;  // a map: its nodes stay where they are
  std::vector<Question> wanted_;
  std::size_t octets_ = 0;
};

}  // namespace postern::dns
