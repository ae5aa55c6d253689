// Where people open their pages, whatever page an administrator is at: what a link for them begins with.
// Use: people_pages(world)   "https://mail.example.org", with a port where it is not https's own; "": no listener serves them
//      co_await reset_link_of(world, id)   {token, link, expires}: sets the account's forgotten password anew, once (H20)
// Promises: a listener that others reach is named by its name; one of loopback alone by its address, but for one that a proxy stands
//   before: people ask that for the name of the server.
// Thread: any.
#pragma once
#include <boost/json/object.hpp>
#include <string>

#include "admin/world.h"
#include "audit/subject.h"
#include "base/result.h"
#include "base/task.h"

namespace postern::admin {

std::string people_pages(const audit::Surroundings&);
std::string people_pages(const World&);

Task<Result<boost::json::object>> reset_link_of(World&, AccountId);

}  // namespace postern::admin
