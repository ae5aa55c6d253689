// Mending what an audit found, and taking it back: both carry out rows that say what a thing is now and what it becomes.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <map>

#include "admin/change_settings.h"
#include "admin/domain_settings.h"
#include "admin/mending.h"
#include "admin/world.h"
#include "events/table.h"

namespace postern::admin {
namespace {

using Row = Mending::Row;
using Rows = std::vector<Row>;
using What = Mending::What;

// ---- a file's mode ----

constexpr std::uint32_t kModeBits = 07777;

class File {
 public:
  // O_NOFOLLOW: a link that somebody put there is not followed.
  explicit File(const std::string& path) : number_(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) {}
  ~File() {
    if (number_ >= 0) close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  File(File&&) = delete;
  File& operator=(File&&) = delete;

  [[nodiscard]] std::optional<std::uint32_t> mode() const {
    struct stat info{};
    if (number_ < 0 || fstat(number_, &info) != 0) return {};
    return info.st_mode & kModeBits;
  }
  [[nodiscard]] bool set(std::uint32_t mode) const { return number_ >= 0 && fchmod(number_, mode) == 0; }

 private:
  int number_;
};

std::string octal(std::uint32_t mode) { return fmt::format("{:04o}", mode); }

std::uint32_t mode_in(std::string_view text) {
  std::uint32_t mode = 0;
  std::from_chars(text.data(), text.data() + text.size(), mode, 8);
  return mode & kModeBits;
}

// ---- what a row's thing is now; not set: it is gone ----

std::optional<std::string> now(const World& world, const Row& row) {
  if (row.what == What::setting) {
    const auto setting = world.registry.find(row.setting);
    return setting ? std::optional(setting->text) : std::nullopt;
  }
  if (row.what == What::domain) {
    const auto domain = world.directory.snapshot()->domain(row.domain);
    const auto* setting = find_domain_setting(row.setting);
    return domain && setting != nullptr ? std::optional(text_of(*setting, domain->settings)) : std::nullopt;
  }
  const auto mode = File(row.of).mode();
  return mode ? std::optional(octal(*mode)) : std::nullopt;
}

// ---- carrying out ----

Task<Result<void>> set_settings(World& world, const Call& call, const Rows& rows) {
  std::vector<config::Change> changes;
  for (const auto& row : rows)
    if (row.what == What::setting) changes.push_back({row.setting, row.after});
  if (changes.empty()) co_return Result<void>();
  auto done = co_await change_settings(world, call, std::move(changes));
  if (!done) co_return pass_on(done);
  co_return Result<void>();
}

// H03. A change of the server's own settings tells of itself.
void tell(World& world, const Call& call, const Row& row) {
  const bool is_domain = row.what == What::domain;
  if (row.what == What::setting) return;
  const events::Field of{is_domain ? events::Key::domain : events::Key::path, row.of};
  tell_changed(world.events, call.caller.name, {is_domain ? row.setting : "mode", row.before, row.after}, of);
}

using ByDomain = std::map<DomainId, std::vector<NamedText>>;

ByDomain by_domain(const Rows& rows) {
  ByDomain out;
  for (const auto& row : rows)
    if (row.what == What::domain) out[row.domain].push_back({find_domain_setting(row.setting), row.after});
  return out;
}

// In one commit, however many there are.
Task<Result<void>> set_domains(World& world, const Call& call, const Rows& rows) {
  const auto all = by_domain(rows);
  std::vector<DomainId> domains;
  for (const auto& [domain, texts] : all) domains.push_back(domain);
  if (domains.empty()) co_return Result<void>();
  const auto change = [&](directory::Domain& d) { return set_all(d.settings, all.at(d.id), world); };
  auto done = co_await world.directory.update_domains(std::move(domains), change);
  if (!done) co_return pass_on(done);
  for (const auto& row : rows)
    if (row.what == What::domain) tell(world, call, row);
  co_return Result<void>();
}

Result<void> set_modes(World& world, const Call& call, const Rows& rows) {
  for (const auto& row : rows) {
    if (row.what != What::mode) continue;
    if (!File(row.of).set(mode_in(row.after)))
      return fail(Failure::io, fmt::format("The mode of {} cannot be changed: chmod {} {}", row.of, row.after, row.of));
    tell(world, call, row);
  }
  return {};
}

// What makes a domain weaker, or opens a file to others, is for who has shown his second factor lately; settings ask by themselves.
Result<void> may_carry_out(const World& world, const Call& call, const Rows& rows) {
  for (const auto& row : rows)
    if (row.what == What::mode && (mode_in(row.after) & ~mode_in(row.before)) != 0 && !call.caller.proven)
      return std::unexpected(unproven());
  const auto all = world.directory.snapshot();
  for (const auto& [id, texts] : by_domain(rows)) {
    const auto domain = all->domain(id);
    if (!domain) continue;
    auto after = domain->settings;
    if (auto set = set_all(after, texts, world); !set) return set;
    if (auto may = may_become(world, call.caller, domain->name, after, domain->settings); !may) return may;
  }
  return {};
}

// Settings first: they can be refused, and then nothing was changed.
Task<Result<Mending>> carry_out(World& world, const Call& call, Rows rows) {
  Mending told{.number = 0, .by = {call.caller.name, world.time.now()}, .rows = std::move(rows)};
  if (told.rows.empty()) co_return told;
  if (auto may = may_carry_out(world, call, told.rows); !may) co_return pass_on(may);
  auto number = co_await Mendings(world.kv).add(told);
  if (!number) co_return pass_on(number);
  told.number = *number;
  auto done = co_await set_settings(world, call, told.rows);
  if (done) done = co_await set_domains(world, call, told.rows);
  if (done) done = set_modes(world, call, told.rows);
  if (!done) co_return pass_on(done);
  co_return told;
}

// What becomes of the settings; an error where one of them cannot be as it says.
Result<Rows> rows_of(const World& world, const std::vector<config::Change>& settings) {
  auto plan = world.registry.plan(settings);
  if (!plan) return pass_on(plan);
  Rows out;
  for (const auto& d : plan->differences)
    out.push_back({.what = What::setting, .domain = {}, .of = {}, .setting = d.key, .before = d.before, .after = d.after});
  return out;
}

void add_changed(const World& world, Row row, Rows& into) {
  const auto before = now(world, row);
  if (!before || *before == row.after) return;
  row.before = *before;
  into.push_back(std::move(row));
}

}  // namespace

Task<Result<Mending>> mend(World& world, const Call& call, audit::Fixes fixes) {
  auto rows = rows_of(world, fixes.settings);
  if (!rows) co_return pass_on(rows);
  const auto all = world.directory.snapshot();
  for (const auto& one : fixes.domains)
    if (const auto domain = all->domain(one.domain))
      add_changed(world, {What::domain, one.domain, domain->name.ascii(), one.setting, {}, one.value}, *rows);
  for (const auto& one : fixes.modes)
    if (const auto mode = File(one.path).mode())
      add_changed(world, {What::mode, {}, one.path, {}, {}, octal(*mode & one.mode)}, *rows);
  co_return co_await carry_out(world, call, std::move(*rows));
}

Task<Result<TakenBack>> take_back(World& world, const Call& call, std::uint64_t number) {
  auto found = co_await Mendings(world.kv).find(number);
  if (!found) co_return pass_on(found);
  TakenBack out;
  Rows back;
  for (auto& row : found->rows) {
    if (now(world, row) == row.after) {
      std::swap(row.before, row.after);
      back.push_back(std::move(row));
    } else {
      out.changed_since.push_back(std::move(row));
    }
  }
  auto done = co_await carry_out(world, call, std::move(back));
  if (!done) co_return pass_on(done);
  out.done = std::move(*done);
  co_return out;
}

}  // namespace postern::admin
