// From an address to a file, and from a file to the octets that a client takes.
#include "pages/pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "http/fields.h"

namespace postern::pages {
namespace {

struct Coding {
  std::string_view name;
  Place Asset::* place;
};
constexpr std::array kCodings{Coding{"br", &Asset::br}, Coding{"zstd", &Asset::zstd}, Coding{"gzip", &Asset::gzip}};

// The coding to send it in, if any; the smallest of those that he takes.
const Coding* coding_for(const Asset& asset, std::string_view accepted) {
  const Coding* best = nullptr;
  for (const auto& coding : kCodings) {
    const auto size = (asset.*coding.place).size;
    if (size == 0 || !http::accepts_coding(accepted, coding.name)) continue;
    if (!best || size < (asset.*best->place).size) best = &coding;
  }
  return best;
}

bool is_shell(const Asset& asset) { return asset.type.starts_with("text/html"); }

}  // namespace

// A file by its whole name, a page also for what is below it: "/admin/queue" is a place on the page "/admin".
const Asset* Pages::find(const http::Request& request, Roles roles) const {
  std::string path;
  for (const auto& segment : request.path) path += "/" + segment;
  const auto serves = [&](const Asset& asset) { return (asset.webmail && roles.webmail) || (asset.admin && roles.admin); };
  const auto exact = std::ranges::find(assets_.rows, std::string_view(path), &Asset::path);
  if (exact != assets_.rows.end()) return serves(*exact) ? &*exact : nullptr;
  const auto page = std::ranges::find_if(assets_.rows, [&](const Asset& asset) {
    return is_shell(asset) && serves(asset) && path.starts_with(asset.path) && path.substr(asset.path.size()).starts_with('/');
  });
  return page == assets_.rows.end() ? nullptr : &*page;
}

std::optional<http::Response> Pages::answer(const http::Request& request, Roles open) const {
  const auto* asset = find(request, {.webmail = roles_.webmail && open.webmail, .admin = roles_.admin && open.admin});
  if (!asset) return {};
  if (request.method != http::Method::get && request.method != http::Method::head)
    return http::Response{.status = 405, .fields = {{"Allow", "GET, HEAD"}}};
  http::Response out{.content_type = std::string(asset->type),
                     .surface = is_shell(*asset) ? http::Surface::shell : http::Surface::data,
                     .copies = asset->immutable ? http::Copies::immutable : http::Copies::checked};
  const auto* coding = coding_for(*asset, request.field("accept-encoding"));
  // RFC 9110 §8.8.3.3: each coding is a representation of its own.
  const auto tag = coding ? fmt::format("\"{}-{}\"", asset->tag, coding->name) : fmt::format("\"{}\"", asset->tag);
  out.fields = {{"ETag", tag}, {"Vary", "Accept-Encoding"}};
  if (http::names_tag(request.field("if-none-match"), tag)) {
    out.status = 304;
    return out;
  }
  if (coding) out.fields.push_back({"Content-Encoding", std::string(coding->name)});
  out.body = assets_.at(coding ? asset->*coding->place : asset->bare);
  return out;
}

}  // namespace postern::pages
