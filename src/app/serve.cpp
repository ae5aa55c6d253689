// Starting, running and stopping the server, in the order that safety asks for.
#include "app/serve.h"

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

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

// The socket's folder may lie on a tmpfs that is empty at each boot.
Result<void> prepare_socket_folder(const Boot& boot) {
  const auto folder = boot.socket.parent_path();
  std::error_code bad;
  std::filesystem::create_directories(folder, bad);
  if (bad) return fail(Failure::io, "Cannot make " + folder.string());
  if (getuid() != 0 || boot.user.empty()) return {};
  auto user = find_user(boot.user);
  if (!user) return pass_on(user);
  if (chown(folder.c_str(), user->uid, user->gid) != 0 || chmod(folder.c_str(), 0700) != 0)
    return fail(Failure::io, "Cannot give " + folder.string() + " to " + boot.user);
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

void say_ready(int fd) {
  if (fd < 0) return;
  ignore(::write(fd, "ready", 5) == 5, "whoever waits notices that nothing came");
  close(fd);
}

// Until SIGTERM or SIGINT. SIGHUP reads certificate files again.
void wait_for_the_end(const sigset_t& signals, Parts& parts) {
  for (int got = 0; sigwait(&signals, &got) == 0;) {
    if (got != SIGHUP) return;
    auto problems = run_here(parts.certificates->reload());
    if (!problems) parts.events.write(events::Event::server_error, {}, {{events::Key::reason, problems.error().text}});
  }
}

int run(Server& server, LateSink& events, const Boot& boot, const Confined& confined, admin::SocketServer& socket,
        const ServeOptions& options, const sigset_t& signals) {
  auto parts = open_parts(boot, events);
  if (!parts) return give_up(parts.error());
  for (const auto& problem : (*parts)->problems) {
    fmt::print(stderr, "postern: {}\n", problem.text);
    events.write(events::Event::server_error, {}, {{events::Key::reason, problem.text}, {events::Key::text, problem.detail}});
  }
  if (!confined.note.empty()) events.write(events::Event::server_error, {}, {{events::Key::reason, confined.note}});
  if (auto opened = server.open(**parts); !opened)
    events.write(events::Event::server_error, {},
                 {{events::Key::reason, opened.error().text}, {events::Key::text, opened.error().detail}});
  server.start();
  auto world = (*parts)->world();
  socket.start(world);
  events.write(events::Event::server_started, {}, {});
  say_ready(options.ready_fd);
  wait_for_the_end(signals, **parts);
  events.write(events::Event::server_stopping, {}, {});
  socket.stop();
  server.stop();
  ignore(run_here((*parts)->recorder->write()), "the last security events; the store says itself when it cannot write");
  return 0;
}

}  // namespace

int serve(const std::string& boot_file, const ServeOptions& options) {
  auto boot = read_boot(boot_file);
  if (!boot) return give_up(boot.error());
  const auto signals = block_signals();
  raise_file_limit();
  umask(0077);
  if (auto made = prepare_socket_folder(*boot); !made) return give_up(made.error());
  LateSink events;
  Server server(events, 0);
  if (auto bound = server.bind(read_bindings(*boot)); !bound) return give_up(bound.error());
  auto confined = confine({.user = boot->user,
                           .write_under = {boot->data.string(), boot->socket.parent_path().string()},
                           .read_under = readable(*boot)});
  if (!confined) return give_up(confined.error());
  auto socket = admin::SocketServer::bind(boot->socket.string());
  if (!socket) return give_up(socket.error());
  return run(server, events, *boot, *confined, **socket, options, signals);
}

}  // namespace postern::app
