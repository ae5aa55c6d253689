// Logs: one for each subsystem, as JSON lines in files that are found again by time, address, account, message id and session.
// Use: auto logs = logs::open(folder, settings, system_time(), key, anchor); give *logs to the rooms as their events::Sink;
//   (*logs)->search({.account = "u1@example.org"}) for lines, render(line) for people.
// Promises: write() never waits for the disk: lines go to a bounded queue, and what does not fit is counted and said so. Foreign
//   text cannot forge a line: JSON escapes it, long fields are cut. No file name comes from outside. A crash costs the last
//   moments and no more: a torn last line is passed over, a lost index is made again. Each line of the administration log holds
//   a keyed hash of all before it, and both ends of that chain are kept elsewhere: a line that is changed or missing shows.
// Threads: write() and wants() on any; search(), read(), verify_audit() and settle() block and belong on a pool, never on a reactor.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "config/config.h"
#include "events/events.h"
#include "logs/audit.h"

namespace postern::logs {

using events::Level;
using events::Log;

struct Settings {
  Level smtp_in = Level::detailed;
  Level smtp_out = Level::detailed;
  Level delivery = Level::detailed;
  Level imap = Level::normal;
  Level pop3 = Level::normal;
  Level web = Level::normal;
  Level ids = Level::detailed;
  Level spam = Level::normal;
  Level administration = Level::detailed;
  Level store = Level::normal;
  Level server = Level::normal;
  std::chrono::days keep{30};
  std::chrono::days keep_administration{400};
  config::Octets keep_at_most{10_GiB};
  std::chrono::hours compress_after{24};
  config::Octets segment_size{32_MiB};
  config::Octets queue_size{8_MiB};
};

// What is searched for; everything given must hold. Text, addresses and accounts are compared without regard to ASCII case.
struct Query {
  std::vector<Log> logs = {};  // none: all
  Time from{INT64_MIN};
  Time until{INT64_MAX};  // exclusive
  std::string text = {};  // anywhere in the line
  std::string ip = {};
  std::string account = {};  // also as sender or recipient, and as the name of a login
  std::string message = {};
  SessionId session = {};
  bool whole_sessions = false;  // all lines, of all logs, of the sessions that have a match
  bool newest = false;          // of more than `limit` lines keep the last ones
  std::size_t limit = 1000;
};

struct Found {
  std::vector<std::string> lines;  // JSON, in the order of time
  bool more = false;               // the limit left some out
};

// Ends the following when it goes; after that the callback is not called again.
class Following {
 public:
  virtual ~Following() = default;
};

// What answers a query, piece by piece: whole lines; empty when the next blocks hold nothing; none at the end. Blocks.
class Reader {
 public:
  virtual ~Reader() = default;
  [[nodiscard]] virtual Result<std::optional<std::string>> next() = 0;
};

class Logs : public events::Sink {
 public:
  virtual ~Logs() = default;
  [[nodiscard]] virtual Result<Found> search(const Query&) const = 0;
  // Calls `tell` on the writer's thread with each new line that matches (limit and whole_sessions do not count). It must be
  // short.
  [[nodiscard]] virtual std::unique_ptr<Following> follow(Query, std::function<void(std::string_view)> tell) = 0;
  // All of it, log by log, as they are at this moment (limit and newest do not count).
  [[nodiscard]] virtual std::unique_ptr<Reader> read(Query) const = 0;
  [[nodiscard]] virtual Result<AuditReport> verify_audit() const = 0;
  virtual void settle() = 0;  // returns once every line written before is in its file
  virtual void tend() = 0;    // what the keeper does each minute: missing indexes, compression, retention
};

// The key is of the administration log's chain; the anchor must outlive the logs.
Result<std::unique_ptr<Logs>> open(std::filesystem::path folder, config::Live<Settings>, const TimeSource&, Secret audit_key,
                                   AuditAnchor&);

// "2026-11-22 01:38:10.250 smtp_in 1f4 smtp.recipient-refused ip=192.0.2.1 code=550"; what is no line of ours comes back
// escaped.
std::string render(std::string_view line);

}  // namespace postern::logs
