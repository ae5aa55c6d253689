// Settings, read once.
#include "judge/rulebook.h"

namespace postern::judge {

Rulebook::Rulebook(std::shared_ptr<const Settings> settings) : settings_(std::move(settings)) {
  for (const auto& row : settings_->lists) {
    auto zone = dns::parse_name(row.zone);
    auto answers = AnswerSet::parse(row.answers);
    if (zone && answers) lists_.push_back({&row, std::move(*zone), std::move(*answers)});
  }
  for (const auto& row : settings_->rules)
    if (auto pattern = Pattern::compile(row.pattern)) rules_.push_back({&row, std::move(*pattern)});
}

}  // namespace postern::judge
