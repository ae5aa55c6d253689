// The local socket over which every subcommand of postern talks to the running server: one JSON line a call, one or more back.
// Use: SocketServer s(path, ...); s.start();         SocketClient c = SocketClient::connect(path); c.call(...)
// Promises: only root and the server's own user are answered (the kernel names the peer); a call holds one thread of its own,
//   at most 16 at a time, so a long one never blocks a reactor. Limits: 32 MiB a call.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "admin/operation.h"

namespace postern::admin {

class SocketServer {
 public:
  // Binds at once (mode 0600); fails when another server answers on the path.
  static Result<std::unique_ptr<SocketServer>> bind(const std::string& path);
  ~SocketServer();
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;

  void start(World&);
  void stop();  // ends calls that wait, joins all threads

 private:
  SocketServer(int listener, std::string path) : listener_(listener), path_(std::move(path)) {}
  void accept_calls();
  void serve(int peer);

  int listener_;
  std::string path_;
  World* world_ = nullptr;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> calls_ = 0;
  std::thread acceptor_;
};

// Runs one operation against the server behind the socket. `closed` when no server answers there.
Result<json::value> call_over_socket(const std::string& path, std::string_view operation, const json::object& arguments,
                                     const Progress& progress);

// Runs one operation here, on this thread: checks role and arguments first. For the server's calls and for a stopped data folder.
Result<json::value> run_operation(World&, std::string_view operation, const json::object& arguments, Role caller,
                                  const Progress&);

}  // namespace postern::admin
