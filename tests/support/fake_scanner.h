// A scanner inside the test: hears until it has enough, and says what it is told to, well or badly. And what is needed to ask it.
#pragma once
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/locked.h"
#include "net/connect.h"
#include "scanners/facts.h"
#include "scanners/place.h"
#include "support/loopback.h"

namespace postern::test {

struct Manners {
  std::function<bool(std::string_view heard)> enough = [](std::string_view) { return true; };
  std::string reply;
  std::size_t step = 1 << 20;  // octets it says at once
  bool hangs = false;          // in place of a reply
  bool reads_on = true;        // behind its reply, until the asker ends
};

class FakeScanner {
 public:
  explicit FakeScanner(Manners manners) : manners_(std::move(manners)) {}

  [[nodiscard]] scanners::Place place() const { return {{}, {net::loopback(), server_.port()}}; }
  [[nodiscard]] std::string place_text() const { return "127.0.0.1:" + std::to_string(server_.port()); }
  [[nodiscard]] std::string heard() const {
    return heard_.with([](const std::string& all) { return all; });
  }

 private:
  static Task<void> serve(FakeScanner& self, net::Stream& stream) {
    const auto& how = self.manners_;
    std::string heard;
    while (!how.enough(heard)) {
      auto bytes = co_await stream.read(net::in(std::chrono::seconds(10)));
      if (!bytes || bytes->empty()) co_return;
      heard += *bytes;
      self.heard_.with([&](std::string& all) { all += *bytes; });
    }
    std::string_view rest = how.reply;
    while (!rest.empty()) {
      const auto piece = rest.substr(0, how.step);
      rest.remove_prefix(piece.size());
      auto written = co_await stream.write(piece, net::in(std::chrono::seconds(10)));
      if (!written) co_return;
    }
    bool goes_on = how.hangs || how.reads_on;
    while (goes_on) {
      auto bytes = co_await stream.read(net::in(std::chrono::seconds(10)));
      goes_on = bytes && !bytes->empty();
      if (goes_on) self.heard_.with([&](std::string& all) { all += *bytes; });
    }
  }

  Manners manners_;
  mutable Locked<std::string> heard_{std::string()};
  net::Server server_{{.serve = [this](net::Stream& stream) { return serve(*this, stream); }}};
};

// Who asks.
struct Asker {
  net::Reactors reactors{1};
  net::SessionIds ids{Time{3'000'000}};
  EventList events;
  net::Connector connector{"scanners", ids, events};

  Asker() { reactors.start(); }
  ~Asker() { reactors.stop(); }

  template <class T>
  T finish(Task<T> task) {
    return net::finish(reactors.executor(0), std::move(task));
  }
};

inline Task<Result<std::string>> piece_of(std::shared_ptr<const std::string> whole, std::uint64_t from, std::size_t n) {
  co_return whole->substr(std::min<std::uint64_t>(from, whole->size()), n);
}
inline scanners::Text text_of(std::string text) {
  const auto whole = std::make_shared<const std::string>(std::move(text));
  return {whole->size(), [whole](std::uint64_t from, std::size_t n) { return piece_of(whole, from, n); }};
}

inline scanners::Facts some_facts() {
  return {.id = "1a.1",
          .our_name = "mx.here.example",
          .ip = IpAddress::parse("192.0.2.7").value(),
          .port = 40'000,
          .client_name = "c.far.example",
          .helo = "far.example",
          .sender = "a@far.example",
          .recipients = {"joe@here.example", "ann@here.example"},
          .login = ""};
}

}  // namespace postern::test
