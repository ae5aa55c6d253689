// What an administrator can do, as rows of one table: the command line, its help and completion, the local socket and the
// reference page and the HTTP API are all made from it.
// Use: find("account.create")->run(world, call). Each operation is safe to repeat or says why it cannot be done twice.
// Promises: no row without an area; arguments are checked against the row before run() sees them.
#pragma once
#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "admin/caller.h"
#include "base/result.h"
#include "base/task.h"

namespace postern::admin {

namespace json = boost::json;

enum class Kind : std::uint8_t {
  text,
  number,
  flag,
  list,    // several words
  secret,  // never on a command line: asked for on the terminal, or read from standard input
  file,    // a path on the caller's side; the operation gets the content
  octets,  // the same of a file that is no text: the operation gets the content in base64
};

// Secrets stand in no address, and files are too long for one.
constexpr bool fits_a_query(Kind kind) { return kind != Kind::secret && kind != Kind::file && kind != Kind::octets; }

struct Argument {
  std::string_view name;  // as in JSON; on the command line with - for _
  Kind kind = Kind::text;
  bool required = false;
  bool positional = false;
  std::string_view help;
};

// Told of progress on long work, and of lines that are followed live. Returns false when the caller has gone away.
using Progress = std::function<bool(const json::value&)>;

// How much of a list is wanted, and which part. An operation may leave out what is not wanted; what it gives besides is cut off.
struct Page {
  std::size_t limit = ~std::size_t{0};
  std::string after = {};  // the key of the last item that was seen
  std::string text = {};   // only items that have it in one of their members
};

struct Call {
  const json::object& arguments;
  const Progress& progress;
  const Caller& caller;
  const Page& page = kWhole;

  static const Page kWhole;

  [[nodiscard]] std::string text(std::string_view name) const;  // empty when absent
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
};

inline constexpr Argument kAccountAddress{"address", Kind::text, true, true, "The account's address"};

// H36: of what is logged in to, at each of its levels (see set_countries() in admin/words.h).
inline constexpr Argument kCountryRule{"country_rule", Kind::text, false, false,
                                       "off, deny or allow: whether the listed countries may not, or alone may, log in"};
inline constexpr Argument kCountries{"countries", Kind::list, false, false, "Of the rule, in two letters each: DE FR"};

// H29: of files that somebody uploads. The command line knows them by the paths.
inline constexpr Argument kFileNames{"file_names", Kind::list, false, false,
                                     "The names that the files had where they come from"};
constexpr bool is_typed(const Argument& a) { return a.name != kFileNames.name; }

// What comes of it: one answer, with progress on the way for who watches; or lines, which are printed as they come.
enum class Output : std::uint8_t { answer, lines };

// What is saved as a file, read piece by piece. Each next() blocks for a moment.
struct Download {
  std::string name;  // of our own making: a file's
  std::string content_type;
  std::function<Result<std::optional<std::string>>()> next;  // empty: nothing yet; none: the end
};

struct World;  // admin/world.h: what the operations work on

// H03. What an administrator sees of the subject of a call, by name; nothing when there is none. It is looked at before and after the
// act, and what differs stands in the log: no secret, no hash of one, no text of a message. One subject is read, never a whole list.
using Shown = Task<Result<json::object>> (*)(World&, const Call&);

struct Operation {
  std::string_view name;      // "account.create": noun, verb
  std::string_view help;      // one sentence
  Access access = {};         // who may call it: admin/caller.h
  bool needs_server = false;  // works only on a running server (sessions, live logs), not on a stopped data folder
  std::span<const Argument> arguments;
  Task<Result<json::value>> (*run)(World&, const Call&) = nullptr;
  std::string_view answers = {};  // the shape of what run() gives (admin/shape.h); if that is nothing but lines, of each line
  Output output = Output::answer;
  int (*exit_code)(const json::value& answer) = nullptr;           // of its command, once it is done; none: 0
  std::string (*for_people)(const json::value& answer) = nullptr;  // in place of the table that every answer can be shown as
  Result<Download> (*download)(World&, const Call&) = nullptr;  // over HTTP, in place of run(): no thread waits for the client
  Shown shown = nullptr;                                        // of those that change

  [[nodiscard]] constexpr Operation showing(Shown subject) const {
    auto out = *this;
    out.shown = subject;
    return out;
  }
};

// Whether the noun alone is its command: "audit.run" is `postern audit`.
constexpr bool is_plain(std::string_view operation) { return operation.ends_with(".run"); }

// What a group of operations is about, for help: "domain" gives "Domains that this server receives mail for".
std::string_view about_noun(std::string_view noun);

std::span<const Operation> operations();
const Operation* find(std::string_view name);

// An error that is about one argument. Which one stands in the private half, for forms that say it at its place.
std::unexpected<Error> fail_argument(std::string_view name, std::string text, Failure = Failure::invalid);
// Hands an error on: what was wrong with a value is wrong with this argument.
std::unexpected<Error> blame(std::string_view name, Error);
// Hands an error on: that something has this name already is wrong with this argument, and whatever else is wrong is not.
std::unexpected<Error> blame_taken(std::string_view name, Error);
// Of such an error; else empty.
std::string_view argument_of(const Error&);
// What only who has shown his second factor lately may do, where no row says it: it depends on what is asked.
inline constexpr std::string_view kUnproven = "second-factor-not-proven";  // the kind that a page answers by asking for it
Error unproven();
bool is_unproven(const Error&);
// What a parser makes of an argument of a call: read(call, "network", IpNetwork::parse).
auto read(const Call& call, std::string_view argument, auto parse) -> decltype(parse(std::string())) {
  auto out = parse(call.text(argument));
  if (!out) return blame(argument, std::move(out.error()));
  return out;
}

// Whether a call of it changes something: by its row, or by the flag with which it does.
bool is_to_change(const Operation&, const json::object& arguments);

// What is wrong with the arguments of a call: unknown name, missing, wrong type. Limits: 1 MiB of text an argument.
Result<void> check(const Operation&, const json::object& arguments);

// Runs one operation on this thread, which is no reactor's: asks may() and check() first, and tells who changed what.
Result<json::value> run_operation(World&, std::string_view operation, const json::object& arguments, const Caller&,
                                  const Progress&, const Page& = Call::kWhole);

// H03: the line in the log about an act. What an operation does to others than its subject has a line each, as if it were called by itself.
struct Act {
  std::string_view operation, subject, outcome, changes = {}, answer = {};
};
void tell_act(const World&, const Caller&, const Act&);

// As run_operation(), for one that has a download.
Result<Download> begin_download(World&, const Operation&, const json::object& arguments, const Caller&);

}  // namespace postern::admin
