// For tests: calls of the API over a connection in memory.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <memory>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "admin/answers.h"
#include "api/doorkeeper.h"
#include "api/routes.h"
#include "http/http.h"
#include "support/event_list.h"
#include "support/fake_stream.h"

namespace postern::api {

struct ApiAnswer {
  int status = 0;
  std::string head, body;
  [[nodiscard]] boost::json::value value() const { return boost::json::parse(body); }
  [[nodiscard]] std::string field(const std::string& name) const {
    const auto from = head.find("\r\n" + name + ": ");
    if (from == head.npos) return {};
    const auto begin = from + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

// That what came in answer to a request ("GET /api/v1/domains?limit=5") is what its route says: a list page by page.
inline void expect_fit(std::string_view line, const ApiAnswer& answer) {
  const auto methods = {http::Method::get, http::Method::post, http::Method::put, http::Method::patch, http::Method::remove};
  const auto method = std::ranges::find(methods, line.substr(0, line.find(' ')), [](auto m) { return http::name(m); });
  std::vector<std::string> path;
  for (const auto part : std::views::split(line.substr(line.find('/') + 1, line.find('?') - line.find('/') - 1), '/'))
    path.emplace_back(std::string_view(part));
  const auto* route = method == methods.end() ? nullptr : find_route(*method, path).route;
  if (!route || !route->row() || answer.status / 100 != 2) return;
  const auto misfit = [&](const boost::json::value& v) {
    return admin::misfit(v, admin::shape_of(*route->row()), admin::shapes());
  };
  if (answer.status == 204) {
    EXPECT_TRUE(!misfit(nullptr) || !misfit(boost::json::object())) << line << " has no answer, but is to have one";
    return;
  }
  if (answer.field("Content-Type") != "application/json") return;
  const auto value = answer.value();
  const auto wrong = misfit(route->key.empty() ? value : value.at("items"));
  EXPECT_FALSE(wrong) << "the answer to " << line << " is not " << route->row()->answers << ": " << *wrong;
}

// One connection, one request, as from 192.0.2.7 to mail.home.test. `before_body`: what happens once the head has been let in.
inline ApiAnswer ask_once(http::Site& site, ManualExecutor& executor, const TimeSource& time, EventList& events,
                          std::string_view line, std::string_view fields, std::string_view body = "",
                          std::string_view from = "192.0.2.7", const std::function<void()>& before_body = {}) {
  FakeStream stream(executor);
  stream.set_tls();
  stream.set_peer({IpAddress::parse(from).value(), 40'000});
  bool ended = false;
  spawn(http::serve(stream, std::make_shared<const http::Settings>(), {site, time, events}), [&] { ended = true; });
  std::string bytes(line);
  bytes += " HTTP/1.1\r\nHost: mail.home.test\r\nConnection: close\r\n";
  bytes += fields;
  if (!body.empty()) bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  if (before_body) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    stream.push(bytes + "Expect: 100-continue\r\n\r\n");
    executor.run_until([&] { return ended || stream.output().size() >= kContinue.size(); });
    EXPECT_EQ(stream.output(), kContinue) << line << " is not let in at first";
    before_body();
    stream.push(std::string(body));
  } else {
    stream.push(bytes + "\r\n" + std::string(body));
  }
  executor.run_until([&] { return ended; });
  ApiAnswer out;
  const auto said = stream.output().substr(before_body ? stream.output().find("HTTP/1.1", 1) : 0);
  const auto end = said.find("\r\n\r\n");
  out.head = said.substr(0, end);
  out.body = said.substr(end + 4);
  out.status = std::stoi(said.substr(9, 3));
  expect_fit(line, out);
  return out;
}

}  // namespace postern::api
