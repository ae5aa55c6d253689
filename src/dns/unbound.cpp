// libunbound resolves on a thread of its own and says on a descriptor when something is done. One thread of ours waits there, takes the
// results, and answers those whose patience is over.
#include "dns/unbound.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unbound.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <coroutine>
#include <list>
#include <mutex>
#include <thread>

#include "base/executor.h"
#include "base/text.h"

namespace postern::dns {
namespace {

constexpr int kInternet = 1;  // the class IN

// One question on its way: shared by the coroutine that waits and by who answers it, for either may be gone first.
struct Ticket {
  Question question;
  Executor* executor = nullptr;
  std::coroutine_handle<> waiting;  // touched on the executor's thread only
  Answer answer;
};

void settle(std::shared_ptr<Ticket> ticket, Answer answer) {
  ticket->answer = std::move(answer);
  auto* const executor = ticket->executor;
  executor->post([ticket = std::move(ticket)] {
    if (const auto waiting = std::exchange(ticket->waiting, {})) waiting.resume();
  });
}

Status status_of(const ub_result& result) {
  if (result.bogus != 0) return Status::bogus;
  if (result.nxdomain != 0) return Status::no_name;
  if (result.rcode != 0) return Status::failed;  // SERVFAIL, REFUSED
  return result.havedata != 0 ? Status::found : Status::no_data;
}

Answer answer_of(Type type, const ub_result& result) {
  Answer out{
      .status = status_of(result), .secure = result.secure != 0, .ttl = static_cast<std::uint32_t>(std::max(result.ttl, 0))};
  if (out.status != Status::found) return out;
  std::vector<std::string_view> rdata;
  for (int i = 0; result.data != nullptr && result.data[i] != nullptr; ++i)
    rdata.emplace_back(result.data[i], static_cast<std::size_t>(result.len[i]));
  out.records = records_in(type, rdata);
  if (out.records.empty()) out.status = Status::no_data;  // nothing of it can be used
  return out;
}

}  // namespace

struct Unbound::State {
  // A question that libunbound works on; its callback gets the address.
  struct Asked {
    State& state;
    std::shared_ptr<Ticket> ticket;
    Deadline end;
    int number = 0;  // libunbound's
    std::list<Asked>::iterator at = {};
  };

  State() : wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;

  bool ask(const std::shared_ptr<Ticket>&, Deadline until);  // false: there is no place for it
  static void done(void* asked, int error, ub_result*);
  std::shared_ptr<Ticket> take(const Asked&);
  void work();
  [[nodiscard]] int until_next_end();
  void give_up_late();
  void poke() const { (void)eventfd_write(wake, 1); }

  ub_ctx* context = nullptr;
  std::chrono::milliseconds patience{0};
  int wake;
  std::atomic<bool> stopping = false;
  std::mutex lock;
  std::thread thread;        // this and the next by who holds the lock
  std::list<Asked> waiting;  // the first ends first
};

// Nobody is called back once the context is gone.
Unbound::State::~State() {
  stopping = true;
  poke();
  if (thread.joinable()) thread.join();
  if (context != nullptr) ub_ctx_delete(context);
  for (auto& asked : waiting) settle(std::move(asked.ticket), {});
  close(wake);
}

bool Unbound::State::ask(const std::shared_ptr<Ticket>& ticket, Deadline until) {
  const std::lock_guard guard(lock);
  const auto now = Clock::now();
  const auto end = std::min(until, now + patience);
  if (end <= now || waiting.size() >= kMostWaiting) return false;
  auto behind = waiting.end();  // most come last
  while (behind != waiting.begin() && std::prev(behind)->end > end) --behind;
  const auto at = waiting.insert(behind, Asked{*this, ticket, end});
  at->at = at;
  const auto name = ticket->question.name.is_root() ? std::string(".") : ticket->question.name.text();
  // What is done before this returns waits for the lock.
  if (ub_resolve_async(context, name.c_str(), static_cast<int>(ticket->question.type), kInternet, &*at, &State::done,
                       &at->number) != 0) {
    waiting.erase(at);
    return false;
  }
  if (!thread.joinable()) thread = std::thread([this] { work(); });
  if (at == waiting.begin()) poke();  // the thread waits for a later end, or for none
  return true;
}

// In ub_process(), so on our thread.
void Unbound::State::done(void* tag, int error, ub_result* result) {
  const auto& asked = *static_cast<Asked*>(tag);
  auto ticket = asked.state.take(asked);
  auto answer = error != 0 || result == nullptr ? Answer{} : answer_of(ticket->question.type, *result);
  ub_resolve_free(result);
  settle(std::move(ticket), std::move(answer));
}

std::shared_ptr<Ticket> Unbound::State::take(const Asked& asked) {
  const std::lock_guard guard(lock);
  auto ticket = asked.ticket;
  waiting.erase(asked.at);
  return ticket;
}

void Unbound::State::work() {
  while (!stopping) {
    std::array watched{pollfd{ub_fd(context), POLLIN, 0}, pollfd{wake, POLLIN, 0}};
    poll(watched.data(), watched.size(), until_next_end());
    eventfd_t counted = 0;
    (void)eventfd_read(wake, &counted);
    ub_process(context);
    give_up_late();
  }
}

int Unbound::State::until_next_end() {
  const std::lock_guard guard(lock);
  if (waiting.empty()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(waiting.front().end - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

// One that is given up is not called back for.
void Unbound::State::give_up_late() {
  const std::lock_guard guard(lock);
  const auto now = Clock::now();
  while (!waiting.empty() && waiting.front().end <= now) {
    ub_cancel(context, waiting.front().number);
    settle(std::move(waiting.front().ticket), {});
    waiting.pop_front();
  }
}

Unbound::Unbound(std::unique_ptr<State> state) : state_(std::move(state)) {}
Unbound::~Unbound() = default;

namespace {

struct Option {
  const char* name;
  std::string value;
};

// Zones that libunbound answers by itself, so that nobody on the Internet is bothered with them: a resolver that is named may know them.
constexpr std::array<const char*, 3> kOwnZones{"test.", "invalid.", "home.arpa."};

// Everything else as libunbound ships it: minimised queries, no answer from outside a zone, names in mixed case off.
std::vector<Option> options_of(const Settings& settings) {
  std::vector<Option> out{{"msg-cache-size:", fmt::to_string(settings.cache.value / 3)},
                          {"rrset-cache-size:", fmt::to_string(settings.cache.value / 3 * 2)},
                          {"cache-max-ttl:", fmt::to_string(settings.longest_kept.count())},
                          {"cache-max-negative-ttl:", fmt::to_string(settings.longest_kept_absence.count())},
                          {"aggressive-nsec:", "no"},         // what a neighbour proves is kept for as long as the zone says
                          {"do-not-query-localhost:", "no"},  // a resolver of this host may be named
                          {"use-syslog:", "no"},
                          {"logfile:", ""}};
  if (settings.servers.empty()) return out;
  out.push_back({"unblock-lan-zones:", "yes"});  // reverse names of private networks
  out.push_back({"insecure-lan-zones:", "yes"});
  return out;
}

Result<void> set_up(ub_ctx* context, const Settings& settings) {
  const auto refused = [](std::string what, int error) {
    return fail(Failure::invalid, fmt::format("{}: {}", what, ub_strerror(error)));
  };
  for (const auto& [name, value] : options_of(settings))
    if (const int error = ub_ctx_set_option(context, name, value.c_str()); error != 0) return refused(name, error);
  for (const auto& server : settings.servers) {
    const auto place = parse_place(server);
    if (!place)
      return fail(Failure::invalid, fmt::format("\"{}\" is no resolver's ADDRESS or ADDRESS:PORT", printable(server)));
    const auto written = fmt::format("{}@{}", place->address.text(), place->port);
    if (const int error = ub_ctx_set_fwd(context, written.c_str()); error != 0) return refused(written, error);
  }
  if (!settings.trust_anchor.empty()) {
    if (access(settings.trust_anchor.c_str(), R_OK) != 0)
      return fail(Failure::invalid, fmt::format("The trust anchor {} cannot be read", settings.trust_anchor));
    if (const int error = ub_ctx_add_ta_file(context, settings.trust_anchor.c_str()); error != 0)
      return refused(settings.trust_anchor, error);
  }
  constexpr int kInAThread = 1;
  if (const int error = ub_ctx_async(context, kInAThread); error != 0) return refused("The resolver", error);
  // Last, for no option can be set after it: the trust anchor is read with the first thing that is taken out, not with the first question.
  if (const int error = ub_ctx_data_remove(context, "invalid."); error != 0) return refused(settings.trust_anchor, error);
  if (settings.servers.empty()) return {};
  for (const auto* zone : kOwnZones)
    if (const int error = ub_ctx_zone_remove(context, zone); error != 0) return refused(zone, error);
  return {};
}

}  // namespace

Result<std::unique_ptr<Unbound>> Unbound::open(const Settings& settings) {
  auto state = std::make_unique<State>();
  state->patience = settings.patience;
  state->context = ub_ctx_create();
  if (state->context == nullptr || state->wake < 0) return fail(Failure::unavailable, "The resolver cannot be made");
  if (auto done = set_up(state->context, settings); !done) return pass_on(done);
  return std::unique_ptr<Unbound>(new Unbound(std::move(state)));
}

// Waits for its ticket; gone before that, it leaves the ticket to who answers it.
struct Waiter {
  std::shared_ptr<Ticket> ticket;
  ~Waiter() { ticket->waiting = {}; }
  explicit Waiter(std::shared_ptr<Ticket> what) : ticket(std::move(what)) {}
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  Waiter(Waiter&&) = delete;
  Waiter& operator=(Waiter&&) = delete;
};

Task<Answer> Unbound::ask(Question question, Deadline until) {
  const Waiter waiter(std::make_shared<Ticket>(std::move(question), Executor::here()));
  struct Until {
    State& state;
    const std::shared_ptr<Ticket>& ticket;
    Deadline until;
    [[nodiscard]] bool await_ready() const { return false; }
    // False: goes on at once, with the `failed` that the ticket begins with.
    [[nodiscard]] bool await_suspend(std::coroutine_handle<> who) const {
      ticket->waiting = who;
      return state.ask(ticket, until);
    }
    void await_resume() const {}
  };
  const Until answered{*state_, waiter.ticket, until};
  co_await answered;
  co_return std::move(waiter.ticket->answer);
}

}  // namespace postern::dns
