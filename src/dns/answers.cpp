// The memo and its bounds.
#include "dns/answers.h"

#include <algorithm>
#include <utility>

namespace postern::dns {
namespace {

std::size_t octets_of(const Record& record) {
  if (const auto* text = std::get_if<std::string>(&record)) return text->size();
  if (const auto* name = std::get_if<Name>(&record)) return name->text().size();
  if (const auto* mx = std::get_if<Mx>(&record)) return mx->exchange.text().size();
  return sizeof(IpAddress);
}

const Answer& beyond_limits() {
  static const Answer kFailed;
  return kFailed;
}

}  // namespace

std::string_view name(Type type) {
  switch (type) {
    case Type::a: return "A";
    case Type::ns: return "NS";
    case Type::cname: return "CNAME";
    case Type::ptr: return "PTR";
    case Type::mx: return "MX";
    case Type::txt: return "TXT";
    case Type::aaaa: return "AAAA";
    case Type::srv: return "SRV";
    case Type::tlsa: return "TLSA";
    case Type::caa: return "CAA";
  }
  return "TYPE";
}

std::size_t Answer::octets() const {
  std::size_t sum = 0;
  for (const auto& record : records) sum += octets_of(record) + sizeof(Record);
  return sum;
}

const Answer* Answers::ask(const Question& question) {
  if (const auto known = known_.find(question); known != known_.end()) return &known->second;
  if (std::ranges::find(wanted_, question) != wanted_.end()) return nullptr;
  if (known_.size() + wanted_.size() >= limits_.questions) return &beyond_limits();
  wanted_.push_back(question);
  return nullptr;
}

std::vector<Question> Answers::take_wanted() { return std::exchange(wanted_, {}); }

void Answers::put(const Question& question, Answer answer) {
  std::erase(wanted_, question);
  if (answer.octets() > limits_.octets - octets_) answer = {};
  octets_ += answer.octets();
  known_.insert_or_assign(question, std::move(answer));
}

}  // namespace postern::dns
