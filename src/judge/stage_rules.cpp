// Patterns of administrators, in fields as people read them and in the text of the message.
#include <algorithm>

#include "judge/stages.h"
#include "mime/encoded_word.h"

namespace postern::judge {
namespace {

constexpr std::size_t kMostFields = 1000;

bool is_in_fields(const Pattern& pattern, const mime::Message& message, std::string_view field) {
  return std::ranges::any_of(message.all(0, field),
                             [&](const auto& value) { return pattern.is_in(mime::decode_words(value)); });
}

// "Name: value", a field at a time, unfolded.
bool is_in_header(const Pattern& pattern, const mime::Message& message) {
  const auto& root = message.parts.front();
  for (std::size_t i = 0; i < std::min<std::size_t>(root.field_count, kMostFields); ++i) {
    const auto& field = message.fields[root.first_field + i];
    if (pattern.is_in(std::string(message.name(field)) + ": " + mime::unfold(message.raw_value(field)))) return true;
  }
  return false;
}

bool is_in_texts(const Pattern& pattern, const std::vector<Text>& texts) {
  return std::ranges::any_of(texts, [&](const Text& text) { return pattern.is_in(text.utf8); });
}

bool holds(const Rulebook::Search& rule, const Facts& facts) {
  switch (rule.row->where) {
    case Where::subject: return is_in_fields(rule.pattern, *facts.message, "Subject");
    case Where::from: return is_in_fields(rule.pattern, *facts.message, "From");
    case Where::to: return is_in_fields(rule.pattern, *facts.message, "To") || is_in_fields(rule.pattern, *facts.message, "Cc");
    case Where::header: return is_in_header(rule.pattern, *facts.message);
    case Where::text: return is_in_texts(rule.pattern, facts.texts);
  }
  return false;
}

}  // namespace

std::optional<Opinions> judge_rules(const Facts& facts, const Rulebook& rules, dns::Answers&) {
  Opinions out;
  for (const auto& rule : rules.rules())
    if (holds(rule, facts)) out.push_back({"rule", rule.row->weight * kPoint, rule.row->words});
  return out;
}

}  // namespace postern::judge
