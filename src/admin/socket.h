// The local socket over which every subcommand of postern talks to the running server: one call a connection (admin/frames.h).
// Use: auto server = SocketServer::bind(path);  (*server)->start(world);      call_over_socket(path, "domain.list", {}, progress)
// Promises: only root and the server's own user are answered (the kernel names the peer); a call holds one thread of its own,
//   at most 16 at a time, so a long one never blocks a reactor; a caller who neither asks nor reads is let go after a while.
#pragma once
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

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
  // Takes no more calls, lets those under way answer, and returns when the last one has ended.
  void stop();

 private:
  SocketServer(int listener, std::string path) : listener_(listener), path_(std::move(path)) {}
  void accept_calls();
  Result<void> take_call(int peer);
  void serve(int peer);
  void end_call(int peer);

  int listener_;
  std::string path_;
  World* world_ = nullptr;
  std::atomic<bool> stopping_ = false;
  std::mutex lock_;  // with a condition variable, hence not a Locked
  std::condition_variable none_left_;
  std::set<int> peers_;  // of calls under way
  std::thread acceptor_;
};

// Runs one operation against the server behind the socket. `closed` when no server answers there.
Result<json::value> call_over_socket(const std::string& path, std::string_view operation, const json::object& arguments,
                                     const Progress& progress);

}  // namespace postern::admin
