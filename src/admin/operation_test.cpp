// The table of operations, the check of arguments, and who may call what.
#include "admin/operation.h"

#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

TEST(Operations, say_what_they_do_and_who_may) {
  std::set<std::string_view> names;
  for (const auto& op : operations()) {
    EXPECT_TRUE(names.insert(op.name).second) << op.name << " is there twice";
    EXPECT_NE(op.access.area, Area::nobody) << op.name;
    EXPECT_NE(op.run, nullptr) << op.name;
    EXPECT_FALSE(op.help.empty() || op.help.ends_with('.')) << op.name;
    EXPECT_FALSE(about_noun(op.name.substr(0, op.name.find('.'))).empty()) << op.name;
    for (const auto& a : op.arguments) EXPECT_FALSE(a.help.empty()) << op.name << " " << a.name;
    EXPECT_EQ(find(op.name), &op);
  }
}

// What takes the lock of changes, and is told to the log: the row, or the flag of a row that else looks.
TEST(Operations, a_call_is_to_change_by_its_row_or_by_its_flag) {
  const auto& audit = *find("audit.run");
  EXPECT_FALSE(is_to_change(audit, {}));
  EXPECT_FALSE(is_to_change(audit, {{"fix", false}}));
  EXPECT_TRUE(is_to_change(audit, {{"fix", true}}));
  EXPECT_TRUE(is_to_change(*find("account.create"), {}));
  EXPECT_FALSE(is_to_change(*find("account.list"), {{"fix", true}}));
}

TEST(Operations, H29_whatever_takes_a_file_hears_its_name) {
  std::size_t takers = 0;
  for (const auto& op : operations()) {
    const auto is_file = [](const Argument& a) { return a.kind == Kind::file || a.kind == Kind::octets; };
    const auto named = std::ranges::find(op.arguments, kFileNames.name, &Argument::name);
    const bool takes = std::ranges::any_of(op.arguments, is_file);
    EXPECT_EQ(named != op.arguments.end(), takes) << op.name;
    EXPECT_TRUE(std::none_of(named, op.arguments.end(), is_file))
        << op.name << ": the command line tells names of what came before";
    takers += takes;
  }
  EXPECT_GE(takers, 6u);
}

TEST_F(OperationsTest, H29_a_file_with_a_listed_end_is_refused_before_it_is_read) {
  const auto imported = [&](json::array names) {
    return world.call("deny.import", {{"name", "drop"}, {"file", "192.0.2.0/25\n"}, {"file_names", std::move(names)}});
  };
  const auto refused = imported({"list.txt", "list.php"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(argument_of(refused.error()), "file_names");
  EXPECT_EQ(refused.error().text,
            "Files whose names end in .php are not taken here: choose another, or change attachments.uploads");
  EXPECT_FALSE(imported({std::string(256, 'x')}));
  EXPECT_TRUE(must("deny.list", {}).as_array().empty());
  EXPECT_TRUE(imported({"list.txt"}));
  must("settings.set", {{"key", "attachments.uploads"}, {"value", "[\"txt\"]"}});
  EXPECT_FALSE(imported({"list.txt"}));
  EXPECT_TRUE(imported({"list.php"}));
}

TEST(Operations, arguments_are_held_against_their_row) {
  const auto& create = *find("account.create");
  EXPECT_TRUE(check(create, {{"address", "a@home.test"}, {"quota", 5}}));
  EXPECT_FALSE(check(create, {}));                                               // missing
  EXPECT_FALSE(check(create, {{"address", "a@home.test"}, {"colour", "red"}}));  // unknown
  EXPECT_FALSE(check(create, {{"address", 5}}));                                 // another type
  EXPECT_FALSE(check(create, {{"address", "a@home.test"}, {"quota", -1}}));      // no number of octets
  EXPECT_FALSE(check(create, {{"address", std::string((1 << 20) + 1, 'x')}}));   // too long
  EXPECT_FALSE(check(*find("alias.create"), {{"alias", "a@home.test"}, {"targets", {"b@home.test", 7}}}));
  const auto wrong = check(create, {{"address", "a@home.test"}, {"x\n" + std::string(500, 'y'), 1}});
  EXPECT_LT(wrong.error().text.size(), 200u);  // a foreign name is not repeated at length, nor raw
  EXPECT_EQ(wrong.error().text.find('\n'), std::string::npos);
}

// All names that stand in a shape; what they stand for is looked at by itself.
void add_names(const Shape& shape, std::set<std::string_view>& names) {
  if (shape.kind == Shape::Kind::name) names.insert(shape.word);
  for (const auto& part : shape.parts) add_names(part, names);
}

TEST(Operations, say_what_they_answer) {
  std::set<std::string_view> names;
  for (const auto& [name, shape] : shapes()) add_names(shape, names);
  for (const auto& op : operations()) {
    const auto shape = parse_shape(op.answers);
    EXPECT_TRUE(shape) << op.name << " answers \"" << op.answers << "\": see admin/shape.h";
    if (shape) add_names(*shape, names);
  }
  for (const auto name : names) EXPECT_TRUE(shapes().contains(name)) << name << " is not in admin/answers.cpp";
}

TEST(Operations, an_error_about_an_argument_names_it) {
  const auto& create = *find("account.create");
  EXPECT_EQ(argument_of(check(create, {}).error()), "address");
  EXPECT_EQ(argument_of(check(create, {{"address", "a@home.test"}, {"colour", "red"}}).error()), "colour");
  EXPECT_EQ(argument_of(check(create, {{"address", "a@home.test"}, {"quota", "much"}}).error()), "quota");
  AdminWorld at;
  const auto wrong = [&](std::string_view operation, const json::object& arguments) {
    const auto done = at.call(operation, arguments);
    return done ? std::string("none") : std::string(argument_of(done.error()));
  };
  ASSERT_TRUE(at.call("domain.create", {{"name", "home.test"}}));
  EXPECT_EQ(wrong("account.create", {{"address", "no address"}}), "address");
  EXPECT_EQ(wrong("account.create", {{"address", "ann@home.test"}, {"password", "short"}}), "password");
  EXPECT_EQ(wrong("domain.create", {{"name", "no domain"}}), "name");
  EXPECT_EQ(wrong("domain.update", {{"name", "home.test"}, {"password_length", 1'000'000}}), "password_length");
  EXPECT_EQ(wrong("alias.create", {{"alias", "all@home.test"}, {"targets", {"nobody"}}}), "targets");
  EXPECT_EQ(wrong("ids.block", {{"network", "203.0.113.7/24"}}), "network");
  EXPECT_EQ(wrong("ids.block", {{"network", "203.0.113.7"}, {"for", "long"}}), "for");
  EXPECT_EQ(wrong("ids.block", {{"network", "203.0.113.7"}, {"services", json::array{"ftp"}}}), "services");
  EXPECT_EQ(wrong("settings.set", {{"key", "password.minimum_length"}, {"value", "many"}}), "value");
  EXPECT_EQ(wrong("account.show", {{"address", "nobody@home.test"}}), "") << "it is right, but there is none";
}

TEST(Operations, H03_who_changes_something_is_told_from_what_to_what_and_never_a_secret) {
  AdminWorld at;
  ASSERT_TRUE(at.call("domain.create", {{"name", "home.test"}}));
  ASSERT_TRUE(at.call("account.create", {{"address", "ann@home.test"}, {"password", "correct-Horse-9-staple"}}));
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::name), "account.create");
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::text), "ann@home.test");
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::who), "root");
  ASSERT_TRUE(at.call("domain.update", {{"name", "home.test"}, {"most_accounts", 7}}));
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::changes), "most_accounts: 0 → 7");
  ASSERT_TRUE(at.call("allow.add",
                      {{"network", "192.0.2.0/24"}, {"description", "the office"}, {"spare", json::array{"greylisting"}}}));
  EXPECT_NE(at.events.last(events::Event::administrator_acted, events::Key::changes).find("description: → the office"),
            std::string::npos);
  ASSERT_FALSE(at.call("domain.update", {{"name", "home.test"}, {"most_accounts", "many"}}));
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::reason), "invalid");
  EXPECT_NE(at.events.last(events::Event::administrator_acted, events::Key::cause), "") << "and why it was refused";
  for (const auto& event : at.events.all())
    for (const auto& [key, value] : event.fields) EXPECT_EQ(value.find("Horse"), std::string::npos);
  const auto before = at.events.count(events::Event::administrator_acted);
  ASSERT_TRUE(at.call("account.list"));
  EXPECT_EQ(at.events.count(events::Event::administrator_acted), before);
}

TEST(Operations, every_one_survives_arguments_of_the_right_type_and_no_sense) {
  AdminWorld at;
  for (const auto& op : operations()) {
    if (op.needs_server) continue;
    for (const auto* text :
         {"", "@", "x", "no such thing", "\xff\xfe", "{\"settings\": 5, \"domains\": {}, \"accounts\": [1]}"}) {
      json::object arguments;
      for (const auto& a : op.arguments) {
        if (a.kind == Kind::number)
          arguments[a.name] = 3;
        else if (a.kind == Kind::flag)
          arguments[a.name] = true;
        else if (a.kind == Kind::list)
          arguments[a.name] = json::array{text};
        else
          arguments[a.name] = text;
      }
      const auto done = at.call(op.name, arguments);  // whatever it says, it says something
      if (!done) EXPECT_FALSE(done.error().text.empty()) << op.name;
    }
  }
}

TEST(Operations, a_list_of_accounts_tells_who_logged_in_last_and_who_never) {
  AdminWorld at;
  ASSERT_TRUE(at.call("domain.create", {{"name", "home.test"}}));
  for (const auto* person : {"ann@home.test", "bob@home.test"}) ASSERT_TRUE(at.call("account.create", {{"address", person}}));
  const auto ann =
      at.directory->snapshot()->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value())->id;
  events::SecurityEvent login;
  login.at = at.time.now();
  login.signal = events::Signal::login;
  login.service = events::Service::imap;
  login.account = ann;
  at.guard.record(login);
  const auto listed = at.must("account.list").as_array();
  EXPECT_EQ(listed.at(0).at("last_login").as_string(), rfc3339(at.time.now()));
  EXPECT_EQ(listed.at(1).at("last_login").as_string(), "");
  ASSERT_TRUE(at.call("account.delete", {{"address", "ann@home.test"}}));
  EXPECT_FALSE(at.guard.last_logins(ann).right.was_made());
}

TEST(Operations, an_empty_password_is_refused_and_none_is_made) {
  AdminWorld at;
  ASSERT_TRUE(at.call("domain.create", {{"name", "home.test"}}));
  EXPECT_FALSE(at.call("account.create", {{"address", "ann@home.test"}, {"password", ""}}));
  EXPECT_FALSE(at.call("account.show", {{"address", "ann@home.test"}}));
}

TEST(Operations, of_a_long_list_no_more_is_made_than_a_page_shows) {
  AdminWorld at;
  for (const auto* domain : {"home.test", "alpha.test"}) {
    ASSERT_TRUE(at.call("domain.create", {{"name", domain}}));
    for (const auto* person : {"eve", "ann", "bob"})
      ASSERT_TRUE(at.call("account.create", {{"address", std::string(person) + "@" + domain}}));
  }
  auto parts = at.world();
  const auto page = [&](const Page& wanted) {
    const Progress quiet = [](const json::value&) { return true; };
    std::vector<std::string> out;
    for (const auto& row : run_operation(parts, "account.list", {}, owner("tests"), quiet, wanted)->as_array())
      out.emplace_back(row.at("address").as_string());
    return out;
  };
  using Rows = std::vector<std::string>;
  EXPECT_EQ(page({.limit = 1}), (Rows{"ann@alpha.test", "ann@home.test"})) << "one more, which tells that there is more";
  EXPECT_EQ(page({.limit = 1, .after = "bob@alpha.test"}), (Rows{"bob@home.test", "eve@alpha.test"}));
  EXPECT_EQ(page({.limit = 5, .after = "eve@alpha.test"}), (Rows{"eve@home.test"}));
  EXPECT_EQ(page({.limit = 1, .text = "eve"}).size(), 6u) << "what is searched is looked through by who cuts the page";
  EXPECT_EQ(page({}).front(), "ann@alpha.test");
}

TEST(Operations, an_alias_keeps_its_permission_until_it_is_taken) {
  AdminWorld at;
  ASSERT_TRUE(at.call("domain.create", {{"name", "home.test"}}));
  const json::array to{"x@remote.test"};
  ASSERT_TRUE(at.call("alias.create", {{"alias", "all@home.test"}, {"targets", to}, {"members_may_send", true}}));
  EXPECT_EQ(at.call("alias.update", {{"alias", "all@home.test"}, {"targets", to}})->at("members_may_send"), true);
  EXPECT_EQ(at.call("alias.update", {{"alias", "all@home.test"}, {"targets", to}, {"members_may_not_send", true}})
                ->at("members_may_send"),
            false);
}

TEST(Operations, an_alias_tells_which_of_its_targets_are_nobodys) {
  AdminWorld at;
  for (const auto* name : {"home.test", "other.test"}) ASSERT_TRUE(at.call("domain.create", {{"name", name}}));
  ASSERT_TRUE(at.call("account.create", {{"address", "ann@home.test"}}));
  ASSERT_TRUE(at.call("alias.create", {{"alias", "all@home.test"}, {"targets", {"ann@home.test"}}}));
  const json::array to{"ann@home.test", "all@home.test",    "ann+news@home.test",
                       "x@remote.test", "nobody@home.test", "nobody@other.test"};
  const auto made = at.call("alias.create", {{"alias", "mixed@home.test"}, {"targets", to}});
  EXPECT_EQ(made->at("nobodys"), (json::array{"nobody@home.test", "nobody@other.test"}));
  const auto home = at.directory->snapshot()->domain(address::parse_domain("home.test").value())->id;
  const Caller keeper{.name = "keeper", .roles = {Role::domains}, .domains = std::vector{home}};
  EXPECT_EQ(at.call("alias.list", {{"domain", "home.test"}}, keeper)->as_array().back().at("nobodys"),
            json::array{"nobody@home.test"})
      << "names of a domain that is not his are not told";
  at.must("domain.update", {{"name", "home.test"}, {"catch_all", "ann@home.test"}});
  EXPECT_EQ(at.call("alias.update", {{"alias", "mixed@home.test"}, {"targets", to}})->at("nobodys"),
            json::array{"nobody@other.test"});
}

TEST(Operations, an_alias_is_open_to_everybody_until_somebody_says_otherwise) {
  AdminWorld at;
  ASSERT_TRUE(at.call("domain.create", {{"name", "home.test"}}));
  const auto set = [&at](const char* operation, const char* alias, const char* word) {
    json::object wanted{{"alias", alias}, {"targets", json::array{"x@remote.test"}}};
    if (*word) wanted["open_to"] = word;
    return at.call(operation, wanted);
  };
  EXPECT_EQ(set("alias.create", "all@home.test", "")->at("open_to"), "everybody");
  EXPECT_EQ(set("alias.update", "all@home.test", "members")->at("open_to"), "members");
  EXPECT_EQ(set("alias.update", "all@home.test", "")->at("open_to"), "members") << "as it was";
  EXPECT_EQ(set("alias.update", "all@home.test", "everybody")->at("open_to"), "everybody");
  EXPECT_EQ(set("alias.create", "staff@home.test", "people-here")->at("open_to"), "people-here");
  EXPECT_EQ(at.call("alias.list", {})->as_array().size(), 2u);
  for (const char* word : {"nobody", "People-here", " "})
    EXPECT_EQ(argument_of(set("alias.create", "more@home.test", word).error()), "open_to") << word;
  EXPECT_EQ(argument_of(set("alias.create", "Postmaster@home.test", "people-here").error()), "open_to");
  ASSERT_TRUE(set("alias.create", "Postmaster@home.test", "everybody"));
  EXPECT_EQ(argument_of(set("alias.update", "postmaster@home.test", "members").error()), "open_to");
}

}  // namespace
}  // namespace postern::admin
