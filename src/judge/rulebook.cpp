// Settings, read once.
#include "judge/rulebook.h"

#include "address/senders.h"

namespace postern::judge {
namespace {

std::vector<std::string> entries_of(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const auto& word : words)
    if (auto entry = address::sender_entry(word)) out.push_back(std::move(*entry));
  return out;
}

}  // namespace

Rulebook::Rulebook(std::shared_ptr<const Settings> settings) : settings_(std::move(settings)) {
  for (const auto& row : settings_->lists) {
    auto zone = dns::parse_name(row.zone);
    auto answers = AnswerSet::parse(row.answers);
    if (zone && answers) lists_.push_back({&row, std::move(*zone), std::move(*answers)});
  }
  for (const auto& row : settings_->rules)
    if (auto pattern = Pattern::compile(row.pattern)) rules_.push_back({&row, std::move(*pattern)});
  senders_ = {entries_of(settings_->trusted_senders), entries_of(settings_->blocked_senders)};
}

}  // namespace postern::judge
