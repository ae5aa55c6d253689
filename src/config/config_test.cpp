// Declared settings: text, bounds, lists and records, plans, snapshots, pages.
#include "config/config.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <thread>

#include "config/registry.h"
#include "config/schema.h"

namespace postern::config_test {

enum class Mode : std::uint8_t { none, starttls, implicit };

struct Listener {
  std::string service = "smtp";
  std::uint16_t port = 25;
  Mode mode = Mode::starttls;
  std::vector<std::string> names;
};

struct Settings {
  bool greylisting = true;
  std::uint32_t max_recipients = 100;
  std::int32_t weight = -5;
  config::Octets max_message_size{50_MiB};
  std::chrono::seconds patience = 5min;
  std::chrono::milliseconds delay = 250ms;
  Mode mode = Mode::implicit;
  std::string greeting = "ready";
  Secret token;
  std::vector<std::string> proxies;
  std::vector<Listener> listeners{{}};
};

struct Unsound {
  int number = 5;
};

}  // namespace postern::config_test

namespace postern {

template <>
struct config::Names<config_test::Mode> {
  static constexpr std::array labels{config::label(config_test::Mode::none, "none", "In the clear"),
                                     config::label(config_test::Mode::starttls, "starttls", "Upgraded by a command"),
                                     config::label(config_test::Mode::implicit, "implicit", "From the first octet")};
};

template <>
struct config::Schema<config_test::Listener> {
  using L = config_test::Listener;
  static constexpr std::tuple fields{
      config::field(&L::service, {.key = "service", .label = "Service", .help = "What it speaks."}, 1, 20),
      config::field(&L::port, {.key = "port", .label = "Port", .help = "0 takes a free one."}),
      config::field(&L::mode, {.key = "mode", .label = "TLS", .help = "How TLS starts."}),
      config::field(&L::names, {.key = "names", .label = "Names", .help = "Host names."}, 0, 3)};
  static std::string check(const L& l) {
    return l.port == 25 && l.mode == config_test::Mode::implicit ? "port 25 starts in the clear" : "";
  }
};

template <>
struct config::Schema<config_test::Settings> {
  using S = config_test::Settings;
  static constexpr std::string_view title = "Receiving mail";
  static constexpr std::tuple fields{
      config::field(&S::greylisting, {.key = "greylisting", .label = "Greylisting", .help = "Asks strangers to come again."}),
      config::field(&S::max_recipients,
                    {.key = "max_recipients",
                     .label = "Recipients a message",
                     .help = "More are refused.",
                     .reason = "Enough for people, too few for floods.",
                     .unit = "recipients",
                     .apply = config::Apply::new_sessions},
                    1, 50'000),
      config::field(&S::weight, {.key = "weight", .label = "Weight", .help = "Of the check."}, -10, 10),
      config::field(&S::max_message_size, {.key = "max_message_size", .label = "Largest message", .help = "Announced as SIZE."},
                    1_KiB, 2_GiB),
      config::field(&S::patience, {.key = "patience", .label = "Patience", .help = "How long a peer may be silent."}, 1s, 1h),
      config::field(&S::delay, {.key = "delay", .label = "Delay", .help = "Before a refusal."}, 0ms, 5s),
      config::field(&S::mode, {.key = "mode", .label = "TLS", .help = "How TLS starts | ends."}),
      config::field(&S::greeting, {.key = "greeting", .label = "Greeting", .help = "Said first."}, 0, 20),
      config::field(&S::token, {.key = "token", .label = "Token", .help = "Proves who asks."}),
      config::field(&S::proxies, {.key = "proxies", .label = "Proxies", .help = "Believed."}, 0, 4),
      config::field(&S::listeners, {.key = "listeners", .label = "Listeners", .help = "Where it answers."}, 0, 10)};
  static std::string check(const S& s) {
    return s.mode == config_test::Mode::none && s.greeting == "ready" ? "needs another greeting" : "";
  }
};

template <>
struct config::Schema<config_test::Unsound> {
  static constexpr std::tuple fields{
      config::field(&config_test::Unsound::number, {.key = "number", .label = "Number", .help = "At most four."}, 0, 4)};
};

template const config::Table& config::table<config_test::Settings>();

namespace config {
namespace {

using config_test::Settings;

struct Fixture : testing::Test {
  Registry registry;
  Live<Settings> live = registry.add<Settings>("smtp");

  Result<void> change(std::vector<Change> changes) {
    auto plan = registry.plan(changes);
    if (!plan) return pass_on(plan);
    return registry.apply(std::move(*plan));
  }
  std::string refusal(std::string key, std::string text) {
    const auto done = change({{std::move(key), std::move(text)}});
    return done ? "accepted" : done.error().text;
  }
  std::string text(std::string_view key) { return registry.find(key).value().text; }
};
using Settings_ = Fixture;

TEST_F(Settings_, shipped_values_are_the_member_initialisers) {
  EXPECT_EQ(text("smtp.max_message_size"), "50 MiB");
  EXPECT_EQ(text("smtp.patience"), "5min");
  EXPECT_EQ(text("smtp.delay"), "250ms");
  EXPECT_EQ(text("smtp.mode"), "implicit");
  EXPECT_EQ(text("smtp.greylisting"), "on");
  EXPECT_EQ(text("smtp.weight"), "-5");
  EXPECT_EQ(text("smtp.token"), "");
  EXPECT_EQ(text("smtp.listeners"), R"([{"service":"smtp","port":25,"mode":"starttls","names":[]}])");
  EXPECT_EQ(registry.find("smtp.mode")->origin, Origin::shipped);
}

TEST_F(Settings_, text_of_every_kind_is_read) {
  ASSERT_TRUE(change({{"smtp.greylisting", "off"},
                      {"smtp.max_recipients", "7"},
                      {"smtp.weight", "10"},
                      {"smtp.max_message_size", "2gib"},
                      {"smtp.patience", "90 s"},
                      {"smtp.delay", "3s"},
                      {"smtp.mode", "STARTTLS"},
                      {"smtp.greeting", "hello, \"you\""},
                      {"smtp.proxies", "10.0.0.1, 10.0.0.2"},
                      {"smtp.listeners", R"([{"service":"imap","port":0,"names":["a","b"]},{"port":"587"}])"}}));
  const auto now = live.current();
  EXPECT_FALSE(now->greylisting);
  EXPECT_EQ(now->max_recipients, 7u);
  EXPECT_EQ(now->weight, 10);
  EXPECT_EQ(now->max_message_size, Octets(2_GiB));
  EXPECT_EQ(now->patience, 90s);
  EXPECT_EQ(now->delay, 3000ms);
  EXPECT_EQ(now->mode, config_test::Mode::starttls);
  EXPECT_EQ(now->greeting, "hello, \"you\"");
  EXPECT_EQ(now->proxies, (std::vector<std::string>{"10.0.0.1", "10.0.0.2"}));
  ASSERT_EQ(now->listeners.size(), 2u);
  EXPECT_EQ(now->listeners[0].names, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(now->listeners[1].port, 587);
  EXPECT_EQ(text("smtp.patience"), "90s");
  EXPECT_EQ(text("smtp.proxies"), "10.0.0.1, 10.0.0.2");
}

TEST_F(Settings_, what_print_writes_parse_reads_back) {
  ASSERT_TRUE(change({{"smtp.proxies", R"(["a,b"," c","","[d"])"}, {"smtp.delay", "0s"}, {"smtp.max_message_size", "1025"}}));
  const auto before = *live.current();
  for (const auto& setting : registry.settings()) {
    if (setting.entry->meta.secret) continue;
    const auto value = parse(*setting.entry, setting.text);
    ASSERT_TRUE(value) << setting.key << value.error().text;
    EXPECT_EQ(*value, setting.entry->get(&before)) << setting.key;
  }
}

TEST_F(Settings_, refusals_name_the_key_and_what_is_allowed) {
  EXPECT_EQ(refusal("smtp.max_recipients", "50001"), "smtp.max_recipients: must be a number, 1 to 50000 recipients");
  EXPECT_EQ(refusal("smtp.max_recipients", "1x"), "smtp.max_recipients: must be a number, 1 to 50000 recipients");
  EXPECT_EQ(refusal("smtp.max_message_size", "3 GiB"), "smtp.max_message_size: must be a size such as 50 MiB, 1 KiB to 2 GiB");
  EXPECT_EQ(refusal("smtp.max_message_size", "50 MB"), "smtp.max_message_size: must be a size such as 50 MiB, 1 KiB to 2 GiB");
  EXPECT_EQ(refusal("smtp.patience", "30"), "smtp.patience: must be a time such as 30s or 5min, 1s to 1h");
  EXPECT_EQ(refusal("smtp.patience", "1500ms"), "smtp.patience: must be whole seconds");
  EXPECT_EQ(refusal("smtp.patience", "99999999999999999d"), "smtp.patience: must be a time such as 30s or 5min, 1s to 1h");
  EXPECT_EQ(refusal("smtp.mode", "tls"), "smtp.mode: must be none, starttls or implicit");
  EXPECT_EQ(refusal("smtp.greylisting", "maybe"), "smtp.greylisting: must be on or off");
  EXPECT_EQ(refusal("smtp.greeting", "a\r\nb"), "smtp.greeting: must not contain control characters");
  EXPECT_EQ(refusal("smtp.greeting", "\xC3("), "smtp.greeting: must be UTF-8");
  EXPECT_EQ(refusal("smtp.greeting", std::string(21, 'a')), "smtp.greeting: must be 0 to 20 octets of text");
  EXPECT_EQ(refusal("smtp.proxies", "1,2,3,4,5"), "smtp.proxies: must be a list of 0 to 4 items");
  EXPECT_EQ(refusal("smtp.listeners", "[{\"prot\":1}]"), "smtp.listeners[0]: there is no field prot; did you mean port");
  EXPECT_EQ(refusal("smtp.listeners", "[{},{\"port\":65536}]"), "smtp.listeners[1].port: must be a number, 0 to 65535");
  EXPECT_EQ(refusal("smtp.listeners", "[{\"port\":25,\"mode\":\"implicit\"}]"),
            "smtp.listeners[0]: port 25 starts in the clear");
  EXPECT_EQ(refusal("smtp.listeners", "{}"), "smtp.listeners: must be a JSON array");
  EXPECT_EQ(refusal("smtp.token", "(hidden)"),
            "smtp.token: (hidden) stands for a secret that is not shown: give the secret itself");
  EXPECT_EQ(refusal("smtp.max_recipient", "5"),
            "There is no setting smtp.max_recipient; did you mean smtp.max_recipients (postern settings list names all)");
  for (const char* key : {"max_recipients", "submission.max_recipients", "max_recipient"})
    EXPECT_EQ(refusal(key, "5"), "There is no setting " + std::string(key) +
                                     "; did you mean smtp.max_recipients (postern settings list names all)");
  EXPECT_EQ(refusal("zzzzzzzz", "5"), "There is no setting zzzzzzzz (postern settings list names all)");
  EXPECT_EQ(refusal("smtp.mode", "none"), "smtp: needs another greeting");
}

TEST_F(Settings_, one_wrong_key_keeps_the_whole_set_out) {
  const auto before = live.current();
  const auto done = change({{"smtp.max_recipients", "7"}, {"smtp.weight", "11"}, {"smtp.mod", "none"}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().text,
            "smtp.weight: must be a number, -10 to 10; There is no setting smtp.mod; did you mean smtp.mode "
            "(postern settings list names all)");
  EXPECT_EQ(live.current(), before);
}

TEST_F(Settings_, keys_that_only_fit_together_change_together) {
  EXPECT_TRUE(change({{"smtp.mode", "none"}, {"smtp.greeting", "other"}}));
  EXPECT_EQ(live.current()->greeting, "other");
}

TEST_F(Settings_, a_plan_changes_nothing_and_tells_what_would_change) {
  const auto plan =
      registry.plan(std::vector<Change>{{"smtp.max_recipients", "7"}, {"smtp.mode", "implicit"}, {"smtp.token", "s3cret"}});
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->differences.size(), 2u);
  EXPECT_EQ(plan->differences[0].key, "smtp.max_recipients");
  EXPECT_EQ(plan->differences[0].before, "100");
  EXPECT_EQ(plan->differences[0].after, "7");
  EXPECT_EQ(plan->differences[0].apply, Apply::new_sessions);
  EXPECT_EQ(plan->differences[1].after, "(hidden)");
  EXPECT_EQ(plan->overrides.at("smtp.token"), "s3cret");
  EXPECT_EQ(live.current()->max_recipients, 100u);
}

TEST_F(Settings_, of_two_plans_from_one_state_the_second_is_a_conflict) {
  auto one = registry.plan(std::vector<Change>{{"smtp.max_recipients", "7"}});
  auto two = registry.plan(std::vector<Change>{{"smtp.max_recipients", "8"}});
  EXPECT_TRUE(registry.apply(std::move(*one)));
  EXPECT_EQ(registry.apply(std::move(*two)).error().kind, Failure::conflict);
  EXPECT_EQ(live.current()->max_recipients, 7u);
}

TEST_F(Settings_, a_key_without_text_goes_back_to_its_shipped_value) {
  ASSERT_TRUE(change({{"smtp.max_recipients", "7"}}));
  EXPECT_EQ(registry.find("smtp.max_recipients")->origin, Origin::system);
  ASSERT_TRUE(change({{"smtp.max_recipients", std::nullopt}}));
  EXPECT_EQ(text("smtp.max_recipients"), "100");
  EXPECT_TRUE(registry.overrides().empty());
}

TEST_F(Settings_, stored_values_come_back_and_misfits_are_named_but_do_not_stop) {
  ASSERT_TRUE(change({{"smtp.max_recipients", "7"}, {"smtp.token", "s3cret"}, {"smtp.proxies", "a"}}));
  auto stored = registry.overrides();
  stored["smtp.weight"] = "99";
  stored["gone.key"] = "1";
  Registry later;
  const auto again = later.add<Settings>("smtp");
  const auto problems = later.load(stored);
  EXPECT_EQ(problems.size(), 2u);
  EXPECT_EQ(again.current()->max_recipients, 7u);
  EXPECT_EQ(again.current()->token.reveal(), "s3cret");
  EXPECT_EQ(again.current()->weight, -5);
  EXPECT_EQ(later.find("smtp.token")->text, "(hidden)");
}

TEST_F(Settings_, a_snapshot_in_hand_does_not_change) {
  const auto before = live.current();
  ASSERT_TRUE(change({{"smtp.max_recipients", "7"}}));
  EXPECT_EQ(before->max_recipients, 100u);
  EXPECT_EQ(live.current()->max_recipients, 7u);
}

TEST_F(Settings_, observers_hear_of_changes_until_they_go) {
  std::vector<std::uint32_t> heard;
  auto subscription = live.observe([&](const Settings& s) { heard.push_back(s.max_recipients); });
  ASSERT_TRUE(change({{"smtp.max_recipients", "7"}}));
  ASSERT_TRUE(change({{"smtp.max_recipients", "8"}}));
  subscription = {};
  ASSERT_TRUE(change({{"smtp.max_recipients", "9"}}));
  EXPECT_EQ(heard, (std::vector<std::uint32_t>{7, 8}));
}

TEST_F(Settings_, readers_on_other_threads_see_whole_values) {
  std::jthread reader([&](std::stop_token stop) {
    while (!stop.stop_requested()) {
      const auto now = live.current();
      EXPECT_TRUE(now->max_recipients == 100 || now->max_recipients == static_cast<std::uint32_t>(now->weight));
    }
  });
  for (int i = 1; i <= 10; ++i)
    ASSERT_TRUE(change({{"smtp.max_recipients", std::to_string(i)}, {"smtp.weight", std::to_string(i)}}));
}

TEST_F(Settings_, one_object_can_be_set_by_key_without_a_registry) {
  Settings own;
  ASSERT_TRUE(set(table<Settings>(), &own, "max_recipients", "5"));
  EXPECT_EQ(own.max_recipients, 5u);
  EXPECT_FALSE(set(table<Settings>(), &own, "mode", "none"));
  EXPECT_EQ(own.mode, config_test::Mode::implicit);
  EXPECT_EQ(get(table<Settings>(), &own, "max_recipients"), "5");
}

TEST_F(Settings_, the_schema_is_json_and_names_every_field) {
  const auto schema = boost::json::parse(schema_json(registry));
  const auto& fields = schema.at("rooms").at(0).at("fields").as_array();
  ASSERT_EQ(fields.size(), 11u);
  EXPECT_EQ(fields[3].at("kind"), "size");
  EXPECT_EQ(fields[3].at("shipped"), "50 MiB");
  EXPECT_EQ(fields[3].at("max"), 2'147'483'648);
  EXPECT_EQ(fields[6].at("choices").at(1).at("value"), "starttls");
  EXPECT_TRUE(fields[8].at("shipped").is_null());
  EXPECT_EQ(fields[10].at("fields").as_array().size(), 4u);
}

TEST_F(Settings_, the_reference_page_has_a_row_for_each) {
  const auto page = settings_reference(registry);
  for (const auto& setting : registry.settings()) EXPECT_NE(page.find("| `" + setting.key + "` |"), page.npos);
  EXPECT_NE(page.find("How TLS starts \\| ends."), page.npos);
  EXPECT_NE(page.find("*Why this value:* Enough for people"), page.npos);
}

TEST(Schema, a_room_is_there_once) {
  Registry registry;
  registry.add<Settings>("smtp");
  EXPECT_THROW(registry.add<Settings>("smtp"), std::logic_error);
}

TEST(Schema, a_shipped_value_outside_its_bounds_is_found_at_start) {
  Registry registry;
  EXPECT_THROW(registry.add<config_test::Unsound>("unsound"), std::logic_error);
}

TEST(Schema, hostile_json_is_refused_by_depth_and_size) {
  const Entry& listeners = *table<Settings>().find("listeners");
  EXPECT_FALSE(parse(listeners, std::string(10'000, '[')));
  EXPECT_FALSE(parse(listeners, "[" + std::string(70'000, ' ') + "]"));
  EXPECT_FALSE(parse(listeners, "[1]"));
  EXPECT_FALSE(parse(listeners, "[{\"names\":[1]}]"));
}

}  // namespace
}  // namespace config
}  // namespace postern
