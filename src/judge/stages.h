// The stages of a judgement, one a file. Each is a function over what is known: where it misses an answer of the DNS it has asked for it and
// says nothing yet, so that all questions of all stages are asked at once.
// Promises: pure; an answer that the DNS does not give weighs nothing.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "dns/answers.h"
#include "judge/facts.h"
#include "judge/opinion.h"
#include "judge/rulebook.h"

namespace postern::judge {

using Stage = std::optional<Opinions> (*)(const Facts&, const Rulebook&, dns::Answers&);

std::optional<Opinions> judge_origin(const Facts&, const Rulebook&, dns::Answers&);       // SPF, DKIM, DMARC
std::optional<Opinions> judge_client_name(const Facts&, const Rulebook&, dns::Answers&);  // reverse DNS
std::optional<Opinions> judge_helo(const Facts&, const Rulebook&, dns::Answers&);
std::optional<Opinions> judge_lists(const Facts&, const Rulebook&, dns::Answers&);  // DNS lists of addresses, senders and links
std::optional<Opinions> judge_rules(const Facts&, const Rulebook&, dns::Answers&);
std::optional<Opinions> judge_trust(const Facts&, const Rulebook&, dns::Answers&);
std::optional<Opinions> judge_test_message(const Facts&, const Rulebook&, dns::Answers&);

std::span<const Stage> stages();

}  // namespace postern::judge
