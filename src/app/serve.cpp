// Starting, running and stopping the server, in the order that safety asks for.
#include "app/serve.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "admin/administrators.h"
#include "admin/first_owner.h"
#include "admin/socket.h"
#include "app/bindings.h"
#include "app/boot.h"
#include "app/parts.h"
#include "app/privileges.h"
#include "app/server.h"
#include "app/system_user.h"
#include "base/run_here.h"
#include "events/table.h"

namespace postern::app {
namespace {

int give_up(const Error& e) {
  fmt::print(stderr, "postern: {}{}{}\n", e.text, e.detail.empty() ? "" : ": ", e.detail);
  return 1;
}

// What the server may touch once it is confined, besides its own folders: the one list.
std::vector<std::string> readable(const Boot& boot) {
  return {boot.file.parent_path().string(),
          boot.key.string(),
          "/etc/ssl",
          "/var/lib/GeoIP",
          "/usr/lib",
          "/usr/share",
          "/lib",
          "/lib64",
          "/etc/resolv.conf",
          "/etc/hosts",
          "/etc/nsswitch.conf",
          "/etc/localtime",
          "/etc/passwd",
          "/etc/ld.so.cache",
          "/proc",
          "/sys/devices/system/cpu",
          "/sys/fs/cgroup",
          "/dev/urandom",
          "/dev/null"};
}

// TCP ports of others that it may connect to: mail, DNS, HTTPS; and its own, which the audit tries. A port that is set later counts
// from the next start on.
std::vector<std::uint16_t> reachable(const Boot& boot, const Bindings& bindings) {
  auto ports = read_reach(boot);
  ports.insert(ports.end(), {25, 53, 443});
  for (const auto& binding : bindings.ports) ports.push_back(binding.port);
  return ports;
}

// The socket's folder may lie on a tmpfs that is empty at each boot.
Result<void> prepare_socket_folder(const Boot& boot) {
  const auto folder = boot.socket.parent_path();
  std::error_code bad;
  std::filesystem::create_directories(folder, bad);
  if (bad) return fail(Failure::io, "Cannot make " + folder.string());
  if (getuid() != 0 || boot.user.empty()) return {};
  auto user = find_user(boot.user);
  if (!user) return pass_on(user);
  // By descriptor and not by name: no link that the server's user put there gives it another folder.
  const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  const bool given = opened >= 0 && fchown(opened, user->uid, user->gid) == 0 && fchmod(opened, 0700) == 0;
  if (opened >= 0) close(opened);
  if (!given) return fail(Failure::io, "Cannot give " + folder.string() + " to " + boot.user);
  return {};
}

// Every thread inherits the mask, so the signals wait for sigwait().
sigset_t block_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int s : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, s);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return set;
}

// With a port that does not answer nothing is written: whoever waits sees the end of the pipe.
void say_ready(int fd, bool all_answer) {
  if (fd < 0) return;
  if (all_answer) ignore(::write(fd, "ready", 5) == 5, "whoever waits notices that nothing came");
  close(fd);
}

void tell(events::Sink& events, const std::vector<Error>& problems) {
  for (const auto& problem : problems)
    events.write(events::Event::server_error, {}, {{events::Key::reason, problem.text}, {events::Key::text, problem.detail}});
}

// Until SIGTERM or SIGINT. SIGHUP reads files again: certificates, countries.
void wait_for_the_end(const sigset_t& signals, Parts& parts) {
  for (int got = 0; sigwait(&signals, &got) == 0;) {
    if (got != SIGHUP) return;
    parts.guard->read_files();
    auto problems = run_here(parts.certificates->reload());
    tell(parts.events, problems ? *problems : std::vector<Error>{problems.error()});
  }
}

struct Sandbox {
  Confined confined;
  std::vector<std::uint16_t> ports;  // of TCP that can be connected to; none: any
};

// H01: who can read what the server writes may make its first owner; nobody else can, and nobody at all once there is one.
void show_first_link(admin::World& world) {
  if (!world.administrators.roster()->administrators.empty()) return;
  auto token = run_here(admin::make_first_link(world));
  if (!token) return fmt::print(stderr, "postern: {}\n", token.error().text);
  const auto around = world.surroundings();
  const auto doors = around.running ? around.running->doors : std::vector<audit::Door>();
  for (const auto& door : doors) {
    if (door.service != "api") continue;
    const auto address = IpAddress::parse(door.address);
    const bool here = address && address->is_loopback();
    fmt::print(stderr,
               "postern: nobody administers this server yet. Within a day, open this once:\n"
               "    https://{}:{}/setup#{}\n",
               here ? std::string("localhost") : around.host_name, door.port, token->reveal());
    return;
  }
}

int run(Server& server, LateSink& events, const Boot& boot, const Sandbox& sandbox, admin::SocketServer& socket,
        const ServeOptions& options, const sigset_t& signals) {
  auto parts = open_parts(boot, events, Purpose::serving);
  if (!parts) return give_up(parts.error());
  (*parts)->reachable = sandbox.ports;
  auto problems = std::move((*parts)->problems);
  const auto closed = server.open(**parts);
  problems.insert(problems.end(), closed.begin(), closed.end());
  for (const auto& problem : problems) fmt::print(stderr, "postern: {}\n", problem.text);
  tell(events, problems);
  if (!sandbox.confined.note.empty())
    events.write(events::Event::server_error, {}, {{events::Key::reason, sandbox.confined.note}});
  server.start();
  auto world = (*parts)->world();
  socket.start(world);
  events.write(events::Event::server_started, {}, {});
  show_first_link(world);
  say_ready(options.ready_fd, closed.empty());
  wait_for_the_end(signals, **parts);
  events.write(events::Event::server_stopping, {}, {});
  socket.stop();
  server.stop();
  ignore(run_here((*parts)->guard->write()), "the last security events; the store says itself when it cannot write");
  return 0;
}

}  // namespace

int serve(const std::string& boot_file, const ServeOptions& options) {
  auto boot = read_boot(boot_file);
  if (!boot) return give_up(boot.error());
  if (auto entered = work_from_its_folder(*boot); !entered) return give_up(entered.error());
  const auto signals = block_signals();
  raise_file_limit();
  umask(0077);
  if (auto made = prepare_socket_folder(*boot); !made) return give_up(made.error());
  LateSink events;
  Server server(events, 0);
  const auto bindings = read_bindings(*boot);
  if (auto bound = server.bind(bindings); !bound) return give_up(bound.error());
  const auto ports = reachable(*boot, bindings);
  auto confined = confine({.user = boot->user,
                           .write_under = {boot->data.string(), boot->socket.parent_path().string()},
                           .read_under = readable(*boot),
                           .connect_to = ports});
  if (!confined) return give_up(confined.error());
  auto socket = admin::SocketServer::bind(boot->socket.string());
  if (!socket) return give_up(socket.error());
  const Sandbox sandbox{*confined, confined->ports ? ports : std::vector<std::uint16_t>{}};
  return run(server, events, *boot, sandbox, **socket, options, signals);
}

}  // namespace postern::app
