// The pages that the program has in itself: made by ./dev web build out of web/, embedded by cmake/pages.cmake.
// The rows are of build/web/assets.inc; what they mean is told in docs/web.md. Immutable, any thread.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace postern::pages {

// Where octets lie in the whole; none: {0, 0}.
struct Place {
  std::size_t at = 0, size = 0;
};

struct Asset {
  std::string_view path;                // as it is asked for: "/login", "/assets/login/main-3f2a.js"
  std::string_view type;                // its media type
  std::string_view tag;                 // of its bare octets, without quotes
  bool webmail = false, admin = false;  // on listeners of which role it is served
  bool immutable = false;               // its name changes with what is in it
  Place bare = {}, br = {}, gzip = {}, zstd = {};
  std::string_view integrity = {};  // as pages name it: "sha384-..."
};

struct Assets {
  std::span<const Asset> rows;  // by path
  std::string_view octets;

  [[nodiscard]] std::string_view at(Place place) const { return octets.substr(place.at, place.size); }
};

// None in a program that was built without them.
Assets embedded();

}  // namespace postern::pages
