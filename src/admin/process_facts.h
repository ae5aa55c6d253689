// What the kernel says of this process and of the machine it runs on, as JSON. Blocks for a moment; no name of a person is in it.
#pragma once
#include <boost/json.hpp>
#include <string>

#include "base/time.h"

namespace postern::admin {

boost::json::object machine_facts();                             // kernel, cores, memory
boost::json::object process_facts();                             // memory, descriptors, threads
boost::json::object sandbox_facts();                             // what holds this process, as it shows
boost::json::object clock_facts(Time now);                       // the clock, and for how long machine and process have run
boost::json::object disk_facts(const std::string& data_folder);  // room on the disk, and how much of it each part takes

}  // namespace postern::admin
