// SPF on a DNS that says whatever the bytes say: a verdict comes, after a bounded number of questions.
#include "senderauth/spf.h"

#include <cstdlib>
#include <string_view>
#include <vector>

using namespace postern;

namespace {

// Each line of the input is the answer to one question, in turn; a line of TXT is the record, of others its octets make the records.
class Zone {
 public:
  explicit Zone(std::string_view text) : text_(text) {}
  dns::Answer answer(const dns::Question& question) {
    const auto line = next();
    if (line.starts_with('!')) return {};
    if (line.starts_with('?')) return {.status = dns::Status::no_name};
    dns::Answer answer{.status = dns::Status::found};
    if (question.type == dns::Type::txt) answer.records.emplace_back(std::string(line));
    for (const char c : line.substr(0, question.type == dns::Type::txt ? 0 : 20))
      answer.records.push_back(record(question.type, c));
    return answer;
  }

 private:
  std::string_view next() {
    const auto line = text_.substr(at_, text_.find('\n', at_) - at_);
    at_ = at_ + line.size() + 1 >= text_.size() ? 0 : at_ + line.size() + 1;
    return line;
  }
  static dns::Record record(dns::Type type, char c) {
    const auto name = dns::parse_name(std::string("n") + (c >= 'a' && c <= 'z' ? c : 'a') + ".example").value();
    if (type == dns::Type::mx) return dns::Mx{1, name};
    if (type == dns::Type::ptr) return name;
    return IpAddress{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, static_cast<std::uint8_t>(c)}};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto head = text.substr(0, text.find('\n'));
  Zone zone(text.substr(std::min(head.size() + 1, size)));
  const senderauth::SpfQuery query{.ip = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 'x'},
                                   .helo = "helo.example",
                                   .sender = std::string(head),
                                   .now = {}};
  dns::Answers answers;
  for (int rounds = 0; rounds < 100; ++rounds) {
    if (const auto verdict = senderauth::check_spf(query, answers)) {
      if (verdict->explanation.size() > 520 || verdict->explanation.contains('\n')) std::abort();
      if (answers.size() > 160) std::abort();
      return 0;
    }
    const auto wanted = answers.take_wanted();
    if (wanted.empty()) std::abort();
    for (const auto& question : wanted) answers.put(question, zone.answer(question));
  }
  std::abort();
}
