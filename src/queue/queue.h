// Mail that waits for another server, or for an account here that could not be given it: durable from the moment add() returns.
// Use: co_await queue.add(message, content, legs) before a 250; whoever tries again takes a hop that is due, asks due() for the legs of it
//   and show()s each, says by settle() what is left of it, and gives the hop back; list(), find(), remove() for administrators.
// Promises: each change is one commit, so a message is queued for all its recipients or for none, and a leg has one due time; every field
//   may hold any byte and comes back equal (records are length-prefixed, never lines of text). In memory is one line for each hop that mail
//   waits for, however much: its name, when its first leg is due, and how many there are.
// load() comes first; then any executor may call, at the same time.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/changes.h"
#include "base/locked.h"
#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"
#include "queue/ages.h"
#include "queue/lines.h"
#include "queue/record.h"
#include "store/blobs.h"
#include "store/spool.h"

namespace postern::queue {

// A place in the order of due times.
struct Due {
  EntryId id;
  Hop hop;
  Time at;
};

enum class Way : std::uint8_t { in, out, changed };

struct QueueChange {
  Way way = Way::in;
  EntryId id;
  Hop hop;
};

// Mail has come into quarantine, or left it: whose that was.
struct HeldChange {
  AccountId from;                // who has sent it; 0: it came in
  std::set<address::Domain> to;  // of its recipients
};

// What an administrator looks for; what is empty says nothing.
struct Search {
  std::optional<Hop> hop = {};
  AccountId account = {};  // who has sent it
  // In lower case. `text`: within the addresses of sender or recipients; or `answer`: within what was answered last.
  std::string text = {}, answer = {};
  std::string sender = {};  // within the address of the sender or the name he has logged in by, in lower case
  std::size_t limit = 1000;
};

class Queue {
 public:
  // Bodies up to `inline_limit` octets lie beside the record, larger ones are blobs.
  Queue(kv::Store& kv, store::BlobStore& blobs, Random& random, std::uint64_t inline_limit = 64 << 10)
      : kv_(kv), blobs_(blobs), random_(random), inline_limit_(inline_limit) {}

  Task<Result<void>> load();

  // The message begins behind the first `skip` octets of the content, which are our Return-Path. Durable when it returns. The recipients
  // are those of the legs; the envelope's are not looked at.
  Task<Result<EntryId>> add(Envelope, store::Content, std::vector<Leg>, std::size_t skip = 0);

  // The hop with the longest due leg, if one is due that nobody has taken. It is the caller's until he gives it back.
  std::optional<Hop> take(Time now) { return lines_.take(now); }
  Task<Result<void>> give_back(Hop);
  // When take() has something to give.
  [[nodiscard]] Time next_due() const { return lines_.next_due(); }
  // Whether an administrator wants mail of the hop tried whatever was found out about it: true once each time.
  [[nodiscard]] bool was_forced(const Hop& hop);
  // Called when next_due() has become earlier, and when more comes in for a hop that is taken: with the hop and that time, on any thread;
  // it must not wait. Null: nobody is.
  void when_sooner(Lines::Told told) { lines_.when_sooner(std::move(told)); }
  // Mail for the hops that it says yes to waits, also what is forced: take() gives none of them, and what of them is taken goes on. Null:
  // there are none. Asked on any thread; it must not wait.
  void keep_back(Lines::Which which) { lines_.keep_back(std::move(which)); }

  // The legs of a hop whose time has come by `now` and that stand behind `after`, the longest due first, at most `limit`.
  Task<Result<std::vector<Due>>> due(Hop, Time now, std::size_t limit, std::optional<Due> after = {});
  Task<Result<Entry>> show(Due);
  Task<Result<store::Content>> content(EntryId, const Message&);  // as it is kept in a mailbox here, with what is to be skipped
  // What is left to do of those who were `tried` of a leg that due() gave: nothing; or the same recipients, or some, by the same or other
  // hops, each at its time. Who has come to the leg meanwhile stays in it. Without effect when the leg is gone, or is somebody else's by now.
  Task<Result<void>> settle(Due, std::vector<Recipient> tried, std::vector<Leg> left);
  // For a leg that cannot be read: due again at `to`. One that is gone is not due any more.
  Task<Result<void>> move(Due, Time to);

  // Where the clock was set back: a leg that is due later than `longest` from now, or from when its sender wants the message sent, was put
  // there by a clock that was ahead; it is due now, or then. How many were.
  Task<Result<std::size_t>> bring_nearer(Time now, std::chrono::milliseconds longest);
  // The latest due time that load() has found.
  [[nodiscard]] Time furthest() const { return furthest_; }

  // --- for administrators ---
  // By due time. What cannot be read is left out: who tries to deliver it says so in the log.
  Task<Result<std::vector<Entry>>> list(Search = {});
  Task<Result<std::vector<Entry>>> find(EntryId);  // all legs; Failure::not_found when there is none
  [[nodiscard]] std::size_t count() const { return lines_.count(); }
  [[nodiscard]] std::size_t count(const Hop& hop) const { return lines_.count(hop); }
  [[nodiscard]] std::vector<Line> lines() const { return lines_.list(); }
  // Of each hop the message that has waited longest, and how much is in quarantine. Read is only what nobody knows since the last time.
  Task<Result<std::map<Hop, Waited>>> waited();
  // Due at another time: now, to force them, or never, to hold them. A leg that is being tried is moved when that has ended. What is in
  // quarantine stays there: Failure::conflict, here and in the next two.
  Task<Result<std::size_t>> set_due(EntryId, Time);
  // As if it had come in now: the time to give up begins anew, and so do the waits.
  Task<Result<std::size_t>> restart(EntryId, Time now);
  // Recipients to whom `change` gives another address by the same hop, wherever they wait, in quarantine too; who is being tried keeps the
  // message that he is given. Only of what came in by that time. How many legs had one.
  Task<Result<std::size_t>> rename(std::function<bool(address::Mailbox&)> change, Time received_by);
  // To somebody else in place of all who wait for it.
  Task<Result<void>> redirect(EntryId, Recipient, Time due);
  Task<Result<void>> remove(EntryId);
  // What is in quarantine, leg by leg, at most `limit`; the longest first.
  Task<Result<std::vector<Entry>>> quarantined(std::size_t limit);
  // Out of quarantine: on its way as if it had come in now, and as if nothing had been found in it. Failure::not_found when it is not there.
  Task<Result<std::size_t>> release(EntryId, Time now);

  [[nodiscard]] const Changes<QueueChange>& changes() const { return changes_; }
  [[nodiscard]] const Changes<HeldChange>& held_changes() const { return held_changes_; }

  // Blobs that messages name: a sweep of blobs must spare them.
  Task<Result<std::vector<store::BlobName>>> named_blobs();

 private:
  struct Settling;
  Task<Result<store::Content>> as_stored(store::Content, std::uint64_t size);
  Task<Result<std::vector<Due>>> first_due(std::optional<Hop>, std::size_t limit);
  Task<Result<std::vector<EntryId>>> matching(Search);
  Task<Result<std::size_t>> bring_to(EntryId, Time, std::function<Result<void>(kv::Transaction&, std::vector<Leg>&)> edit);
  void came(Way, EntryId, const std::vector<Leg>&);
  void is_gone(const Hop&, EntryId);
  static std::optional<HeldChange> held(const Message&, const std::vector<Leg>&);  // none: it is not in quarantine
  void joins(const Hop&, Time due);
  Task<Result<std::size_t>> rename(EntryId, Hop, const std::function<bool(address::Mailbox&)>& change, Time received_by);
  Task<Result<std::size_t>> bring_anew(EntryId, Time, std::function<Result<void>(kv::Transaction&, std::vector<Leg>&)> edit);
  Task<Result<bool>> bring_nearer(Due, Time now, std::chrono::milliseconds longest);
  Task<Result<void>> look_up(Hop, Ages::Row&);
  Task<Result<void>> look_up_all(Ages::Rows&);

  kv::Store& kv_;
  store::BlobStore& blobs_;
  Random& random_;
  std::uint64_t inline_limit_;
  Lines lines_;
  Ages ages_;
  Locked<std::set<Hop>> forced_;
  Changes<QueueChange> changes_;
  Changes<HeldChange> held_changes_;
  Time furthest_;
};

}  // namespace postern::queue
