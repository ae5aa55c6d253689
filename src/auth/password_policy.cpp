// The rules for passwords, one function each, in the order people are told of them.
#include "auth/password_policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "auth/password_words.h"
#include "auth/sasl_prep.h"
#include "auth/strength.h"
#include "base/said.h"
#include "base/text.h"

namespace postern::auth {
namespace {

constexpr std::size_t kShortestName = 3;  // characters; shorter ones occur in too many good passwords

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_separator(char c) { return static_cast<unsigned char>(c) < 0x80 && !is_alnum(c); }

void add_words(std::vector<std::string>& words, std::string_view text) {
  const auto folded = fold_case(text);
  for (std::size_t i = 0; i < folded.size();) {
    const auto start = std::find_if_not(folded.begin() + static_cast<std::ptrdiff_t>(i), folded.end(), is_separator);
    const auto end = std::find_if(start, folded.end(), is_separator);
    if (start != end) words.emplace_back(start, end);
    i = static_cast<std::size_t>(end - folded.begin());
  }
}

// Each word of the owner's names, and the local part and display name written in one.
std::vector<std::string> own_words(const PasswordOwner& owner) {
  std::vector<std::string> words;
  add_words(words, owner.local_part);
  add_words(words, owner.display_name);
  add_words(words, owner.domain.substr(0, owner.domain.rfind('.')));  // the top-level label says nothing of the owner
  words.push_back(fold_case(owner.local_part));
  auto joined = fold_case(owner.display_name);
  std::erase_if(joined, is_separator);
  words.push_back(std::move(joined));
  std::erase_if(words, [](const auto& w) { return characters(w) < kShortestName; });
  return words;
}

// "Postern2026!" -> "postern"
std::string bare_word(std::string_view text) {
  const auto folded = fold_case(text);
  const auto is_part = [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; };
  const auto first = std::ranges::find_if(folded, is_part);
  const auto last = std::find_if(folded.rbegin(), std::make_reverse_iterator(first), is_part).base();
  return {first, last};
}

class Judge {
 public:
  Judge(const PasswordPolicy& policy, std::string_view password) : policy_(policy), password_(password) {}

  void characters_and_length() {
    const auto count = characters(password_);
    if (password_.size() <= kLongestPrepared && !sasl_prep(password_))  // a longer one is too long, and no more is known
      broken(PasswordRule::characters, said<"It contains a character that cannot be used in a password.">());
    if (count < policy_.minimum_length)
      broken(PasswordRule::length, said<"It needs at least {} {character|characters}.">(policy_.minimum_length));
    if (count > kLongestPassword)
      broken(PasswordRule::longest, said<"It may have at most {} {character|characters}.">(kLongestPassword));
  }

  void own_names(const std::vector<std::string>& words) {
    if (!policy_.forbid_own_names) return;
    const auto folded = fold_case(password_);
    if (std::ranges::any_of(words, [&](const auto& w) { return folded.find(w) != folded.npos; }))
      broken(PasswordRule::own_names,
             said<"It must not contain the user name, a part of the display name or the name of the domain.">());
  }

  void guessing(std::vector<std::string> words) {
    bool common = false;
    const auto bare = bare_word(password_);
    for (const auto& w : policy_.also_forbidden) {
      common = common || (!bare.empty() && bare == bare_word(w)) || fold_case(password_) == fold_case(w);
      words.push_back(fold_case(w));
    }
    const auto found = strength(password_, words);
    verdict_.strength = found.score;
    if (policy_.forbid_common && (common || found.common || is_common_password(password_)))
      broken(PasswordRule::common, said<"It is a common password or a single word; put several unrelated words together.">());
    if (found.score < policy_.minimum_strength)
      broken(PasswordRule::strength,
             said<"It is too easy to guess: strength {} of 4, {} is needed.">(found.score, policy_.minimum_strength));
  }

  void kinds(PasswordRule rule, std::uint32_t least, const Said& what, auto is) {
    if (std::cmp_less(std::ranges::count_if(password_, is), least)) broken(rule, what);
  }

  PasswordVerdict take() { return std::move(verdict_); }

 private:
  void broken(PasswordRule rule, const Said& what) { verdict_.broken.push_back({rule, what.english()}); }

  const PasswordPolicy& policy_;
  std::string_view password_;
  PasswordVerdict verdict_;
};

}  // namespace

std::string check_forbidden_word(std::string_view word) {
  const bool fits = !word.empty() && characters(word) <= kLongestPassword;
  return fits ? std::string() : fmt::format("must be a word of at most {} characters", kLongestPassword);
}

PasswordVerdict judge(const PasswordPolicy& policy, std::string_view password, const PasswordOwner& owner) {
  Judge judge(policy, password);
  judge.characters_and_length();
  auto words = own_words(owner);
  judge.own_names(words);
  judge.guessing(std::move(words));
  judge.kinds(PasswordRule::numbers, policy.numbers, said<"It needs at least {} {digit|digits}.">(policy.numbers), is_digit);
  judge.kinds(PasswordRule::capitals, policy.capitals, said<"It needs at least {} capital {letter|letters}.">(policy.capitals),
              [](char c) { return c >= 'A' && c <= 'Z'; });
  judge.kinds(PasswordRule::lowercase, policy.lowercase,
              said<"It needs at least {} lower-case {letter|letters}.">(policy.lowercase),
              [](char c) { return c >= 'a' && c <= 'z'; });
  judge.kinds(PasswordRule::symbols, policy.symbols, said<"It needs at least {} {symbol|symbols}.">(policy.symbols),
              [](char c) { return c != ' ' && is_separator(c); });
  return judge.take();
}

Result<void> as_result(const PasswordVerdict& verdict) {
  if (verdict.good()) return {};
  std::string text(phrase<"The password cannot be used.">());
  for (const auto& rule : verdict.broken) text += " " + rule.text;
  return fail(Failure::invalid, std::move(text));
}

}  // namespace postern::auth
