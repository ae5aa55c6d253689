// From events to notices, and from notices to mail and JSON.
#include "notify/notice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "auth/mac.h"
#include "base/text.h"
#include "events/table.h"

namespace postern::notify {
namespace {

using events::Event;
using events::Key;

struct Row {
  Event event;
  std::string_view title;
};
constexpr std::array kRows{Row{Event::administrators_to_be_told, written_phrase<"Intrusion detection">()},
                           Row{Event::countries_not_known, written_phrase<"Country rules cannot be applied">()},
                           Row{Event::audit_finding, written_phrase<"The daily audit found a weakness">()},
                           Row{Event::audit_finding_gone, written_phrase<"A weakness is there no more">()},
                           Row{Event::administrator_told, written_phrase<"An administrator's login was changed">()},
                           Row{Event::administrator_acted, written_phrase<"Administrators were changed">()},
                           Row{Event::scanner_silent, written_phrase<"A scanner does not answer">()},
                           Row{Event::scanner_answers, written_phrase<"A scanner answers again">()},
                           Row{Event::disk_low, written_phrase<"The disk is nearly full">()},
                           Row{Event::disk_full, written_phrase<"The disk is full">()},
                           Row{Event::disk_has_room, written_phrase<"The disk has room again">()}};

constexpr std::size_t kLongestValue = 500;
constexpr std::size_t kMostInMail = 200;

std::string text_of(const events::Field& field) {
  const auto* number = std::get_if<std::int64_t>(&field.value);
  return number ? std::to_string(*number) : printable(std::get<std::string_view>(field.value), kLongestValue);
}

std::string_view value(std::span<const events::Field> fields, Key key) {
  for (const auto& f : fields)
    if (f.key == key && std::holds_alternative<std::string_view>(f.value)) return std::get<std::string_view>(f.value);
  return {};
}

// Of what stands in an event, what people are told in words.
bool is_sentence(std::string_view key) { return key == events::name(Key::reason) || key == events::name(Key::text); }

// Of all that administrators do only what is done to administrators themselves.
bool is_worth_it(Event event, std::span<const events::Field> fields) {
  if (event != Event::administrator_acted) return true;
  const auto what = value(fields, Key::name);
  return (what.starts_with("admin.") || what.starts_with("token.")) && value(fields, Key::reason) == "done";
}

}  // namespace

std::optional<Notice> notice_of(Event event, std::span<const events::Field> fields, Time at) {
  const auto row = std::ranges::find(kRows, event, &Row::event);
  if (row == kRows.end() || !is_worth_it(event, fields)) return {};
  Notice out{.at = at, .event = std::string(events::row(event).name), .title = std::string(row->title), .fields = {}};
  for (const auto& f : fields) out.fields.emplace_back(events::name(f.key), text_of(f));
  return out;
}

bool may_be_left_out(std::string_view event) {
  const auto row = std::ranges::find(kRows, event, [](const Row& r) { return events::row(r.event).name; });
  return row != kRows.end() && row->event != Event::administrator_told && row->event != Event::administrator_acted;
}

Writing letter_of(const std::vector<Notice>& notices, std::string_view host) {
  const auto count = notices.size();
  auto subject = count == 1 ? Said::declared(notices.front().title) : written<"{} notices">(count);
  Writing out{{"[{}] {}", {Said::value(std::string(host)), std::move(subject)}}, {}};
  for (const auto& n : std::span(notices).first(std::min(count, kMostInMail))) {
    Said paragraph{"{} {} ({})", {Said::moment(n.at), Said::declared(n.title), Said::value(n.event)}};
    for (const auto& [key, text] : n.fields) {
      paragraph.text += "\n  {}: {}";
      paragraph.values.push_back(Said::value(key));
      paragraph.values.push_back(is_sentence(key) ? Said::heard(text) : Said::value(text));
    }
    out.paragraphs.push_back(std::move(paragraph));
  }
  if (count > kMostInMail) out.paragraphs.push_back(written<"{} more are in the administration log.">(count - kMostInMail));
  return out;
}

std::string json_of(const std::vector<Notice>& notices, const Sender& from) {
  boost::json::array all;
  for (const auto& n : notices) {
    boost::json::object fields;
    for (const auto& [key, text] : n.fields) fields[key] = text;
    all.push_back(
        boost::json::object{{"at", rfc3339(n.at)}, {"event", n.event}, {"title", n.title}, {"fields", std::move(fields)}});
  }
  return boost::json::serialize(boost::json::object{{"id", from.id}, {"host", from.host}, {"notices", std::move(all)}});
}

std::string signature_of(std::string_view body, std::string_view secret, Time at) {
  const auto signed_text = fmt::format("{}.{}", at.seconds(), body);
  return fmt::format("t={},v1={}", at.seconds(), to_hex(auth::hmac_sha256(secret, signed_text)));
}

}  // namespace postern::notify
