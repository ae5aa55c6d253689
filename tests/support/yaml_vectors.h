// Shared test vectors that are YAML, read as JSON.
#pragma once
#include <gtest/gtest.h>

#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "support/source_tree.h"
#include "support/vectors.h"

namespace postern::test {

// A file of the vectors; a missing one is an error where vectors are needed.
inline std::optional<std::filesystem::path> vector_file(const std::string& name) {
  const auto all = vectors();
  if (all && std::filesystem::exists(*all / name)) return *all / name;
  const char* need = std::getenv("NEED_VECTORS");
  if (need && std::string_view(need) == "1") ADD_FAILURE() << "no vectors: " << name;
  std::puts("not run: no vectors");
  return {};
}

// Its documents; nothing when it is not there.
inline std::optional<boost::json::array> yaml_vectors(const std::string& name) {
  const auto file = vector_file(name);
  if (!file) return {};
  const auto script = source_tree() / "src/senderauth/vectors_json.py";
  const auto command = "/usr/bin/python3 -B '" + script.string() + "' '" + file->string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  std::array<char, 16384> buffer{};
  while (const auto n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) text.append(buffer.data(), n);
  return boost::json::parse(text).as_array();
}

}  // namespace postern::test
