// The table of commands and the one way through it.
#include "imap/command_table.h"

#include <algorithm>
#include <array>
#include <concepts>

#include "base/text.h"
#include "events/table.h"
#include "imap/commands/commands.h"
#include "imap/notifications.h"

namespace postern::imap {
namespace {

using grammar::Cursor;

constexpr std::uint8_t kBefore = static_cast<std::uint8_t>(State::not_authenticated);
constexpr std::uint8_t kSelected = static_cast<std::uint8_t>(State::selected);
constexpr std::uint8_t kAuthenticated = static_cast<std::uint8_t>(State::authenticated);
constexpr std::uint8_t kAfter = kAuthenticated | kSelected;
constexpr std::uint8_t kAny = kBefore | kAfter;

Task<Outcome> answer(Outcome outcome) { co_return outcome; }

// Reads the arguments and hands them on; no frame of its own stands between dispatch and handler.
template <auto parse, auto handler>
Task<Outcome> run(Context& c, Cursor& in) {
  using Args = decltype(parse(in));
  if constexpr (!std::same_as<Args, grammar::NoArgs> && !std::same_as<Args, grammar::ExpungeArgs>) in.space();
  auto args = parse(in);
  if (!in.finish()) return answer(bad(in.why()));
  return handler(c, std::move(args));
}

namespace g = grammar;
namespace h = commands;

constexpr auto kCommands = std::to_array<Command>({
    {"FETCH", kSelected, run<g::fetch, h::fetch>, "RFC 9051 §6.4.5", Tell::keep_numbers, true},
    {"NOOP", kAny, run<g::nothing, h::noop>, "RFC 9051 §6.1.2", Tell::all},
    {"STORE", kSelected, run<g::store, h::store>, "RFC 9051 §6.4.6", Tell::keep_numbers, true, Changes::selected},
    {"SEARCH", kSelected, run<g::search, h::search>, "RFC 9051 §6.4.4", Tell::keep_numbers, true},
    {"IDLE", kAfter, run<g::nothing, h::idle>, "RFC 2177", Tell::all, false, Changes::nothing, "IDLE"},
    {"APPEND", kAfter, run<g::append, h::append>, "RFC 9051 §6.3.12", Tell::all, false, Changes::account},
    {"SELECT", kAfter, run<g::select, h::select>, "RFC 9051 §6.3.2"},
    {"EXAMINE", kAfter, run<g::select, h::examine>, "RFC 9051 §6.3.3"},
    {"STATUS", kAfter, run<g::status, h::status>, "RFC 9051 §6.3.11", Tell::all},
    {"LIST", kAfter, run<g::list, h::list>, "RFC 9051 §6.3.9", Tell::all},
    {"COPY", kSelected, run<g::copy, h::copy>, "RFC 9051 §6.4.7", Tell::all, true, Changes::account},
    {"MOVE", kSelected, run<g::copy, h::move>, "RFC 6851", Tell::result, true, Changes::selected, "MOVE"},
    {"EXPUNGE", kSelected, run<g::expunge, h::expunge>, "RFC 9051 §6.4.3", Tell::result, true, Changes::selected},
    {"SORT", kSelected, run<g::sort, h::sort>, "RFC 5256 §3", Tell::keep_numbers, true, Changes::nothing, "SORT"},
    {"THREAD", kSelected, run<g::thread, h::thread>, "RFC 5256 §3", Tell::keep_numbers, true, Changes::nothing,
     "THREAD=REFERENCES"},
    {"CAPABILITY", kAny, run<g::nothing, h::capability>, "RFC 9051 §6.1.1"},
    {"LOGIN", kBefore, run<g::login, h::login>, "RFC 9051 §6.2.3"},
    {"AUTHENTICATE", kBefore, run<g::authenticate, h::authenticate>, "RFC 9051 §6.2.2"},
    {"STARTTLS", kBefore, run<g::nothing, h::starttls>, "RFC 9051 §6.2.1", Tell::nothing, false, Changes::nothing, "STARTTLS"},
    {"LOGOUT", kAny, run<g::nothing, h::logout>, "RFC 9051 §6.1.3"},
    {"ID", kAny, run<g::id, h::id>, "RFC 2971", Tell::nothing, false, Changes::nothing, "ID"},
    {"ENABLE", kAuthenticated, run<g::enable, h::enable>, "RFC 5161", Tell::nothing, false, Changes::nothing, "ENABLE"},
    {"NAMESPACE", kAfter, run<g::nothing, h::name_space>, "RFC 2342", Tell::all, false, Changes::nothing, "NAMESPACE"},
    {"CREATE", kAfter, run<g::create, h::create>, "RFC 9051 §6.3.4", Tell::all, false, Changes::account},
    {"DELETE", kAfter, run<g::mailbox_name, h::remove>, "RFC 9051 §6.3.5", Tell::all, false, Changes::account},
    {"RENAME", kAfter, run<g::rename, h::rename>, "RFC 9051 §6.3.6", Tell::all, false, Changes::account},
    {"SUBSCRIBE", kAfter, run<g::mailbox_name, h::subscribe>, "RFC 9051 §6.3.7", Tell::all, false, Changes::account},
    {"UNSUBSCRIBE", kAfter, run<g::mailbox_name, h::unsubscribe>, "RFC 9051 §6.3.8", Tell::all, false, Changes::account},
    {"LSUB", kAfter, run<g::lsub, h::lsub>, "RFC 3501 §6.3.9", Tell::all},
    {"CHECK", kSelected, run<g::nothing, h::noop>, "RFC 3501 §6.4.1", Tell::all},
    {"CLOSE", kSelected, run<g::nothing, h::close>, "RFC 9051 §6.4.1"},
    {"UNSELECT", kSelected, run<g::nothing, h::unselect>, "RFC 3691", Tell::nothing, false, Changes::nothing, "UNSELECT"},
    {"GETQUOTA", kAfter, run<g::quota_root, h::get_quota>, "RFC 9208 §4.1.1", Tell::all, false, Changes::nothing, "QUOTA"},
    {"GETQUOTAROOT", kAfter, run<g::mailbox_name, h::get_quota_root>, "RFC 9208 §4.1.2", Tell::all, false, Changes::nothing,
     "QUOTA"},
    {"NOTIFY", kAfter, run<g::notify, h::notify>, "RFC 5465", Tell::all, false, Changes::nothing, "NOTIFY"},
    {"COMPRESS", kAfter, run<g::compress, h::compress>, "RFC 4978", Tell::nothing, false, Changes::nothing, "COMPRESS=DEFLATE"},
});

std::string_view word(Outcome::Status status) {
  constexpr std::array<std::string_view, 3> kWords = {" OK ", " NO ", " BAD "};
  return kWords[static_cast<std::size_t>(status)];
}

// What is wrong with giving this command here, or nothing.
std::string_view out_of_place(const Context& c, const Command& command) {
  const auto& s = c.session;
  if (!(command.states & static_cast<std::uint8_t>(s.state))) {
    if (s.state == State::not_authenticated) return "Log in first";
    if (command.states & kSelected) return "Select a mailbox first";
    return command.states & kAuthenticated ? "Not with a mailbox selected" : "Not after login";
  }
  return {};
}

struct Named {
  const Command* command = nullptr;
  bool uid = false;
};

// command-name or "UID" SP command-name
Named command_of(Cursor& in) {
  const auto first = grammar::word(in);
  if (!equal_nocase(first, "UID")) return {find_command(first), false};
  in.space();
  const auto* command = find_command(grammar::word(in));
  if (command != nullptr && !command->with_uid) command = nullptr;
  return {command, true};
}

Task<Outcome> perform(Context& c, const Command& command, Cursor& in) {
  if (const auto why = out_of_place(c, command); !why.empty()) co_return bad(why);
  const auto tells = c.uid && command.tells == Tell::keep_numbers ? Tell::all : command.tells;
  if (command.with_uid) {  // its set should mean the present messages, by the numbers the client knew when it named them
    const auto tells_before = c.uid ? Tell::all : Tell::keep_numbers;
    auto told = co_await tell_present(c, tells_before);
    if (!told || c.session.state == State::logout) co_return no("[UNAVAILABLE] The mailbox is gone");
  }
  if (command.changes != Changes::nothing && c.session.who.read_only) co_return no(std::string(kMayOnlyRead));
  if (command.changes == Changes::selected && c.selected().read_only)
    co_return no("[READ-ONLY] The mailbox is open for reading only");
  auto outcome = co_await command.run(c, in);
  if (outcome.status == Outcome::Status::ok || outcome.status == Outcome::Status::no) {
    auto told = co_await tell_present(c, tells);
    if (told && c.session.watch && c.session.state != State::logout) told = co_await tell_other_mailboxes(c);
    ignore(told, "a peer that is gone is noticed by the next write");
  }
  co_return outcome;
}

void log(const Context& c, const Command* command, const Outcome& outcome) {
  auto& events = c.services.events;
  if (!events.wants(events::Event::imap_command)) return;
  events.write(
      events::Event::imap_command, c.stream.session(),
      {{events::Key::command, command == nullptr ? std::string_view("?") : command->name},
       {events::Key::text, outcome.status == Outcome::Status::ok ? std::string_view("OK") : std::string_view(outcome.text)}});
}

}  // namespace

std::span<const Command> command_rows() { return kCommands; }

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find_if(kCommands, [&](const Command& row) { return equal_nocase(row.name, name); });
  return found == kCommands.end() ? nullptr : &*found;
}

// command = tag SP command-name [SP arguments] CRLF
Task<Result<void>> dispatch(Context& c, std::string_view text) {
  Cursor in(text, c.session.utf8);
  c.tag = grammar::tag(in);
  if (!in.ok() || in.peek() != ' ') {
    c.session.allowance.bad_command();
    c.out.buffer() += "* BAD A command begins with a tag\r\n";
    co_return co_await c.out.drain();
  }
  in.space();
  const auto [command, uid] = command_of(in);
  c.uid = uid;
  Outcome outcome = bad(command == nullptr ? "Unknown command" : "");
  if (command != nullptr) outcome = co_await perform(c, *command, in);
  if (outcome.status == Outcome::Status::bad) {
    c.session.allowance.bad_command();
  } else {
    c.session.allowance.good_command();
  }
  log(c, command, outcome);
  if (outcome.status == Outcome::Status::answered) co_return Result<void>{};
  auto& out = c.out.buffer();
  out += c.tag;
  out += word(outcome.status);
  out += outcome.text;
  out += "\r\n";
  co_return co_await c.out.drain();
}

}  // namespace postern::imap
