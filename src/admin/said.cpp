// Sentences as JSON.
#include "admin/said.h"

namespace postern::admin {

namespace json = boost::json;

json::value form_of(const Said& said) {
  if (said.is_value) return json::string(said.text);
  return json::object{{"form", said.text}, {"values", forms_of(said.values)}};
}

json::array forms_of(const std::vector<Said>& all) {
  json::array out;
  for (const auto& one : all) out.push_back(form_of(one));
  return out;
}

json::array english_of(const std::vector<Said>& all) {
  json::array out;
  for (const auto& one : all) out.emplace_back(json::string(one.english()));
  return out;
}

}  // namespace postern::admin
