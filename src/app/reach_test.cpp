// Ports that settings name, noted for the next start.
#include "app/reach.h"

#include <gtest/gtest.h>

#include "app/bindings.h"
#include "support/temp_dir.h"

namespace postern::app {
namespace {

using Ports = std::vector<std::uint16_t>;

class ReachTest : public testing::Test {
 protected:
  // Gives what the judges had to say.
  std::string change(std::vector<config::Change> changes) {
    auto plan = parts.settings.registry.plan(changes);
    if (!plan) return plan.error().text;
    std::string notes;
    for (const auto& d : plan->differences) notes += d.note;
    EXPECT_TRUE(parts.settings.registry.apply(std::move(*plan)));
    return notes;
  }
  [[nodiscard]] Ports noted() const { return read_reach(parts.boot); }

  test::TempDir folder;
  LateSink sink;
  Parts parts{Boot{.file = {}, .data = folder.path(), .key = {}, .socket = {}, .user = {}}, sink};
  Reach reach{parts};
};

TEST_F(ReachTest, one_setting_does_not_make_the_others_port_forgotten) {
  EXPECT_EQ(noted(), Ports{});
  change({{"notify.webhook_url", "https://hook.example:8443/"}});
  EXPECT_EQ(noted(), Ports{8443});
  change({{"releases.url", "https://releases.example:9443/"}});
  EXPECT_EQ(noted(), (Ports{8443, 9443}));
  change({{"notify.webhook_url", ""}});
  EXPECT_EQ(noted(), Ports{9443});
  change({{"releases.url", ""}});
  EXPECT_EQ(noted(), Ports{});
}

TEST_F(ReachTest, a_resolvers_port_is_noted_for_answers_too_long_for_a_datagram) {
  change({{"dns.servers", R"(["127.0.0.1:5353", "192.0.2.1", "[2001:db8::1]:53"])"}});
  EXPECT_EQ(noted(), Ports{5353});
}

TEST_F(ReachTest, the_ports_of_scanners_are_noted) {
  change({{"scanners.clamav", "unix:/run/clamav/clamd.ctl"}, {"scanners.rspamd", "127.0.0.1:11333"}});
  change({{"scanners.milters", R"([{"place": "[::1]:8891"}])"}});
  EXPECT_EQ(noted(), (Ports{11333, 8891}));
  parts.reachable = {25, 11333, 8891};
  EXPECT_EQ(change({{"scanners.spamd", "127.0.0.1:783"}}), "port 783 can be connected to from the next start on");
}

TEST_F(ReachTest, who_sets_a_port_that_cannot_be_reached_yet_is_told) {
  EXPECT_EQ(change({{"releases.url", "https://releases.example:9443/"}}), "") << "where any can be";
  parts.reachable = {25, 443};
  EXPECT_EQ(change({{"releases.url", "https://releases.example/"}}), "");
  EXPECT_EQ(change({{"releases.url", "https://releases.example:9444/"}}),
            "port 9444 can be connected to from the next start on");
  const auto route = [](int port) {
    return R"([{"domain": "*", "host": "relay.example", "port": )" + std::to_string(port) + ", \"tls\": \"verified\"}]";
  };
  EXPECT_EQ(change({{"delivery.routes", route(25)}}), "");
  EXPECT_EQ(change({{"delivery.routes", route(2525)}}), "port 2525 can be connected to from the next start on");
  EXPECT_EQ(noted(), (Ports{9444, 2525}));
}

}  // namespace
}  // namespace postern::app
