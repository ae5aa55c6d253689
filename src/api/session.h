// What an administrator does with his own session over HTTP: log in and out, ask who he is, set up his second factor and show it
// again; and a user, as far as it is for him.   H10, H13
// The rows are like those of admin/operation.h, but no operations: they are about who calls, so there are no commands of them.
// Use: if (const auto* own = find_session_row(name); own && admits(visitor, *own)) response = co_await own->run(visit);
// Promises: every refusal of a login has the same octets, and ends the connection, so that the next try passes the guard at accept;
//   the cookie is shown once, HttpOnly, to this origin alone.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "admin/administrators.h"
#include "admin/operation.h"
#include "admin/world.h"
#include "api/entrance.h"
#include "http/response.h"

namespace postern::api {

enum class Standing : std::uint8_t {
  stranger,  // who shows nothing; if he does, it is not looked at
  visitor,   // by a session, also one that has still to enrol a second factor, or by a token
  session,   // by a session, also one that has still to enrol; of users, what Access::enrolling says
  enrolled,  // by a session that has not to enrol a second factor first
};
std::string_view name(Standing);

struct Visit {
  admin::World& world;
  const Entrance& entrance;
  const auth::Peer& from;
  const admin::Visitor& visitor;
  const boost::json::object& arguments;
  std::string_view authority{};  // Host, as the request says it: a name of this server
  std::string_view host{};       // without the port
  std::string agent{};           // what the client's program says it is
  OpenDoors open{};              // of the listener

  [[nodiscard]] std::string text(std::string_view name) const;
  // What he is told who may not go on by that door, here or from where he is. Asked before a password is looked at.
  [[nodiscard]] std::optional<http::Response> shut(Door) const;
};

// Which users' sessions a row is for: besides those of administrators, but for `himself`, which is for users alone. `proven`: of users
// who have shown their second factor lately; administrators' own rules say the same.
enum class Users : std::uint8_t { none, himself, also, proven, also_in_his_name };

struct SessionRow {
  admin::Operation about;  // its name, help and arguments; it is run by this row
  Standing standing;
  Task<http::Response> (*run)(Visit);
  Users users = Users::none;
};

// How the answer to a log-in looks, however it was tried.
http::Response entered(const Visit&, const Result<admin::Entry>&);
// Of what is done by something that is shown, such as a link. Where it does not hold, the next try passes the guard at accept.
http::Response refusal(const Error&);
// What a session says of who it is of.
boost::json::object describe(const admin::World&, const admin::Visitor&);
// Like a change by an operation: who, what, and how it went.
void tell(const Visit&, std::string_view what, std::optional<Failure>);

std::span<const SessionRow> session_rows();
std::span<const SessionRow> passkey_rows();      // session_passkeys.cpp: part of them
std::span<const SessionRow> user_rows();         // session_users.cpp: part of them
std::span<const SessionRow> forgotten_rows();    // session_forgotten.cpp: part of them
std::span<const SessionRow> first_owner_rows();  // session_first_owner.cpp: as well
const SessionRow* find_session_row(std::string_view name);
bool admits(const admin::Visitor&, const SessionRow&);

}  // namespace postern::api
