// One keyword a line, with what follows it.
#include "smtp/client/offers.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace postern::smtp::client {
namespace {

constexpr std::size_t kMostMechanisms = 32;

std::string_view next_word(std::string_view& text) {
  text = trim(text);
  const auto end = std::min(text.find(' '), text.size());
  const auto word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

void read_size(Offers& offers, std::string_view rest) {
  offers.size = number<std::uint64_t>(next_word(rest), UINT64_MAX).value_or(0);
}

void read_mechanisms(Offers& offers, std::string_view rest) {
  for (auto word = next_word(rest); !word.empty() && offers.mechanisms.size() < kMostMechanisms; word = next_word(rest))
    offers.mechanisms.push_back(to_upper(word));
}

// RFC 9422 §4: limit = name "=" value
void read_limits(Offers& offers, std::string_view rest) {
  for (auto word = next_word(rest); !word.empty(); word = next_word(rest)) {
    const auto equals = std::min(word.find('='), word.size());
    const auto value = number<std::uint32_t>(word.substr(std::min(equals + 1, word.size())), UINT32_MAX);
    if (!value) continue;
    if (equal_nocase(word.substr(0, equals), "RCPTMAX")) offers.max_recipients = *value;
    if (equal_nocase(word.substr(0, equals), "MAILMAX")) offers.max_messages = *value;
  }
}

struct Row {
  std::string_view keyword;
  bool Offers::* flag = nullptr;
  void (*read)(Offers&, std::string_view) = nullptr;
};
constexpr std::array kRows{
    Row{"STARTTLS", &Offers::starttls},
    Row{"PIPELINING", &Offers::pipelining},
    Row{"8BITMIME", &Offers::eight_bit_mime},
    Row{"SMTPUTF8", &Offers::smtputf8},
    Row{"DSN", &Offers::dsn},
    Row{"CHUNKING", &Offers::chunking},
    Row{"BINARYMIME", &Offers::binary_mime},
    Row{"REQUIRETLS", &Offers::require_tls},
    Row{"MT-PRIORITY", &Offers::mt_priority},
    Row{"DELIVERBY", &Offers::deliver_by},
    Row{"SIZE", nullptr, read_size},
    Row{"AUTH", nullptr, read_mechanisms},
    Row{"LIMITS", nullptr, read_limits},
};

}  // namespace

bool Offers::has_mechanism(std::string_view mechanism) const {
  return std::ranges::find(mechanisms, mechanism) != mechanisms.end();
}

Offers read_offers(const ServerReply& reply) {
  Offers offers;
  for (std::size_t i = 0; i < reply.lines.size(); ++i) {
    std::string_view rest = reply.lines[i];
    const auto keyword = next_word(rest);
    if (i == 0) {
      offers.name = keyword;
      continue;
    }
    if (starts_nocase(keyword, "AUTH=")) read_mechanisms(offers, reply.lines[i].substr(5));  // before it was a standard
    const auto row = std::ranges::find_if(kRows, [&](const Row& r) { return equal_nocase(r.keyword, keyword); });
    if (row == kRows.end()) continue;
    if (row->flag) offers.*row->flag = true;
    if (row->read) row->read(offers, rest);
  }
  return offers;
}

}  // namespace postern::smtp::client
