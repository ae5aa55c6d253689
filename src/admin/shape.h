// The shape of an answer, in a notation short enough for a row of the operations:
//   text  number  decimal  flag  time   words, whole numbers, any numbers, true or false, RFC 3339 in UTC
//   "on" | "off"                        one of these words; either side of | may be any shape
//   text?                               or null
//   [text]                              a list
//   {name: text, note?: text}           an object; the second member may be left out
//   {Account, used: number}             an object with all members of another one, and more
//   {*: number}                         an object with members of any name
//   Account                             as the table of names says (admin/answers.h)
//   any  none                           whatever there is; null, so nothing is said
// Use: auto shape = parse_shape("[Account]"); auto wrong = misfit(answer, *shape, shapes());
// Promises: a shape only looks at the text that it was made of, which has to live as long.
#pragma once
#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace postern::admin {

struct Shape {
  enum class Kind : std::uint8_t { any, none, text, number, decimal, flag, time, word, name, list, object, map, either };
  Kind kind = Kind::any;
  std::string_view word = {};     // of a word and of a name
  std::vector<Shape> parts = {};  // the alternatives; the members; of a list and a map: what each item is
  std::string_view member = {};   // what it is called in the object that it is a part of; empty: all members of that object
  bool optional = false;          // as such
};

using Shapes = std::map<std::string_view, Shape>;

// `invalid`, and from where on it is not understood.
Result<Shape> parse_shape(std::string_view);
// Several, each after its name: "Network = text  // 192.0.2.0/24\n Networks = [Network]"
Result<Shapes> parse_shapes(std::string_view);

// Those of an object, or of one that is named, in order; of anything else none.
std::vector<Shape> members_of(const Shape&, const Shapes&);

// The first thing that does not fit: "[2].until: not a time, but 5". Nothing when all of it does.
std::optional<std::string> misfit(const boost::json::value&, const Shape&, const Shapes&);

}  // namespace postern::admin
