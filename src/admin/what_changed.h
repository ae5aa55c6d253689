// What an act changed, as the log keeps it: "require_smtp_auth: on → off; catch_all: \"\" → ann@home.test".
// Use: auto text = what_changed(before, after); of flat objects, as Operation::shown gives them.
// Promises: valid UTF-8 of at most 4 KiB, kMostTold members and kLongestValue octets of a value; no value can be taken for a member: one
//   that has a mark of the notation in it stands in quotation marks. What was not there has no value before, what is gone none after.
#pragma once
#include <boost/json.hpp>
#include <cstddef>
#include <string>

namespace postern::admin {

inline constexpr std::size_t kMostTold = 20, kLongestValue = 200;

std::string what_changed(const boost::json::object& before, const boost::json::object& after);

}  // namespace postern::admin
