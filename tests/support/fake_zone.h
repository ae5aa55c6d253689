// The DNS of a test: what names have, and a driver that asks it until a function has its verdict.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "dns/answers.h"
#include "dns/reverse.h"

namespace postern::test {

class FakeZone {
 public:
  void add(std::string_view name, dns::Type type, dns::Record record) {
    records_[{dns::parse_name(name).value(), type}].push_back(std::move(record));
    names_.insert(dns::parse_name(name).value());
  }
  void txt(std::string_view name, std::string text) { add(name, dns::Type::txt, std::move(text)); }
  // Its only text from here on.
  void set_txt(std::string_view name, std::string text) {
    records_.erase({dns::parse_name(name).value(), dns::Type::txt});
    txt(name, std::move(text));
  }
  void address(std::string_view name, std::string_view ip) {
    const auto parsed = IpAddress::parse(ip).value();
    add(name, parsed.is_v4() ? dns::Type::a : dns::Type::aaaa, parsed);
  }
  // From here on, questions for the name that the zone has no records for have no answer.
  void fail(std::string_view name) { failing_.insert(dns::parse_name(name).value()); }

  [[nodiscard]] dns::Answer answer(const dns::Question& question, int links = 0) const {
    if (const auto found = records_.find(question); found != records_.end())
      return {.status = dns::Status::found, .records = found->second};
    if (failing_.contains(question.name)) return {};
    if (const auto alias = records_.find({question.name, dns::Type::cname}); alias != records_.end())
      return links == 8 ? dns::Answer{} : answer({std::get<dns::Name>(alias->second.front()), question.type}, links + 1);
    return {.status = names_.contains(question.name) ? dns::Status::no_data : dns::Status::no_name};
  }

  // Calls `judge(answers)` until it has a verdict, and counts the rounds.
  template <class Judge>
  auto verdict(Judge judge) {
    dns::Answers answers;
    for (rounds = 0; rounds < 100; ++rounds) {
      if (auto verdict = judge(answers)) return std::move(*verdict);
      const auto wanted = answers.take_wanted();
      EXPECT_FALSE(wanted.empty()) << "not yet, and nothing is wanted";
      for (const auto& question : wanted) {
        answers.put(question, answer(question));
        asked.push_back(question);
      }
    }
    throw std::runtime_error("no verdict");
  }

  int rounds = 0;
  std::vector<dns::Question> asked;

 private:
  std::map<dns::Question, std::vector<dns::Record>> records_;
  std::set<dns::Name> names_, failing_;
};

}  // namespace postern::test
