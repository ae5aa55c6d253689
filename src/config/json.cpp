// JSON of lists and records, and the schema of all settings.
#include "config/json.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.h"
#include "config/registry.h"

namespace postern::config {
namespace {

namespace json = boost::json;

Result<json::array> array_of(std::string_view text, std::string_view key) {
  json::parse_options options;
  options.max_depth = 8;
  json::error_code error;
  auto value = json::parse({text.data(), text.size()}, error, {}, options);
  if (error || !value.is_array()) return fail(Failure::invalid, fmt::format("{}: must be a JSON array", key));
  return std::move(value.get_array());
}

// What parse() takes for a JSON value: a string is its own text, all else is its JSON.
std::string text_of(const json::value& value) {
  if (const auto* text = value.if_string()) return {text->data(), text->size()};
  return json::serialize(value);
}

Result<Record> record_of(const Table& table, const json::value& value, std::string_view key) {
  const auto* object = value.if_object();
  if (object == nullptr) return fail(Failure::invalid, fmt::format("{}: must be a JSON object", key));
  const auto shipped = table.make();
  Record record;
  for (const Entry& entry : table.entries) record.push_back(entry.get(shipped.get()));
  for (const auto& [name, member] : *object) {
    const Entry* entry = table.find({name.data(), name.size()});
    if (entry == nullptr) {
      std::vector<std::string> known;
      for (const Entry& one : table.entries) known.emplace_back(one.meta.key);
      const auto mistyped = printable({name.data(), name.size()});
      const auto near = nearest(mistyped, known);
      return fail(Failure::invalid,
                  fmt::format("{}: there is no field {}{}", key, mistyped, near.empty() ? "" : "; did you mean " + near));
    }
    auto field = parse(*entry, text_of(member), fmt::format("{}.{}", key, entry->meta.key));
    if (!field) return pass_on(field);
    record[static_cast<std::size_t>(entry - table.entries.data())] = std::move(*field);
  }
  return record;
}

json::value json_of(const Entry& entry, const Value& value);

json::value record_json(const Table& table, const Record& record) {
  json::object object;
  for (std::size_t i = 0; i < table.entries.size(); ++i)
    object[json::string_view(table.entries[i].meta.key.data(), table.entries[i].meta.key.size())] =
        json_of(table.entries[i], record[i]);
  return object;
}

json::string string_of(std::string_view text) { return json::string(json::string_view(text.data(), text.size())); }

json::value json_of(const Entry& entry, const Value& value) {
  switch (entry.kind) {
    case Kind::boolean: return std::get<bool>(value.v);
    case Kind::integer: return std::get<std::int64_t>(value.v);
    case Kind::list: {
      json::array items;
      for (const auto& item : std::get<std::vector<std::string>>(value.v)) items.emplace_back(string_of(item));
      return items;
    }
    case Kind::records: {
      json::array items;
      for (const auto& one : std::get<std::vector<Record>>(value.v)) items.push_back(record_json(entry.record(), one));
      return items;
    }
    default: return string_of(print(entry, value));
  }
}

json::array fields_of(const Table& table, const void* shipped);

json::object field_json(const Entry& entry, const void* shipped) {
  json::object out;
  out["key"] = string_of(entry.meta.key);
  out["label"] = string_of(entry.meta.label);
  out["help"] = string_of(entry.meta.help);
  if (!entry.meta.reason.empty()) out["reason"] = string_of(entry.meta.reason);
  out["kind"] = string_of(name(entry.kind));
  if (!entry.meta.unit.empty()) out["unit"] = string_of(entry.meta.unit);
  if (entry.kind == Kind::choice) {
    json::array choices;
    for (const Label& label : entry.labels)
      choices.push_back({{"value", string_of(label.name)}, {"label", string_of(label.label)}});
    out["choices"] = std::move(choices);
  } else if (entry.kind != Kind::boolean) {
    out["min"] = entry.min;
    if (entry.max != INT64_MAX) out["max"] = entry.max;
  }
  out["bounds"] = string_of(bounds(entry));
  out["shipped"] = entry.meta.secret ? json::value(nullptr) : json_of(entry, entry.get(shipped));
  out["apply"] = string_of(name(entry.meta.apply));
  out["scope"] = string_of(name(entry.meta.scope));
  out["secret"] = entry.meta.secret;
  out["advanced"] = entry.meta.advanced;
  if (entry.meta.hardened.weaker != Weaker::never) {
    out["weaker"] = entry.meta.hardened.weaker == Weaker::lower ? "lower" : "higher";
    out["severity"] = string_of(name(entry.meta.hardened.severity));
    if (entry.meta.hardened.zero_lifts) out["zero_lifts"] = true;
  }
  if (entry.kind == Kind::records) out["fields"] = fields_of(entry.record(), entry.record().make().get());
  return out;
}

json::array fields_of(const Table& table, const void* shipped) {
  json::array fields;
  for (const Entry& entry : table.entries) fields.push_back(field_json(entry, shipped));
  return fields;
}

}  // namespace

Result<std::vector<std::string>> list_from_json(std::string_view text, std::string_view key) {
  auto array = array_of(text, key);
  if (!array) return pass_on(array);
  std::vector<std::string> items;
  for (const auto& value : *array) {
    if (!value.is_string()) return fail(Failure::invalid, fmt::format("{}: must be a JSON array of strings", key));
    items.push_back(text_of(value));
  }
  return items;
}

Result<std::vector<Record>> records_from_json(const Table& table, std::string_view text, std::string_view key) {
  auto array = array_of(text, key);
  if (!array) return pass_on(array);
  std::vector<Record> records;
  for (const auto& value : *array) {
    auto record = record_of(table, value, fmt::format("{}[{}]", key, records.size()));
    if (!record) return pass_on(record);
    records.push_back(std::move(*record));
  }
  return records;
}

std::string to_json(const Entry& entry, const Value& value) { return json::serialize(json_of(entry, value)); }

std::string fields_json(const Table& table, const void* shipped) { return json::serialize(fields_of(table, shipped)); }

std::string schema_json(const Registry& registry) {
  json::array rooms;
  for (const auto& room : registry.rooms())
    rooms.push_back({{"room", string_of(room.name)},
                     {"title", string_of(room.title)},
                     {"fields", fields_of(*room.table, room.shipped.get())}});
  return json::serialize(json::object{{"version", 1}, {"rooms", std::move(rooms)}}) + "\n";
}

}  // namespace postern::config
