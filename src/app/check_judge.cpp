// The stages that need no server, over settings of the command line.
#include "app/check_judge.h"

#include "base/run_here.h"
#include "config/registry.h"
#include "judge/judge.h"
#include "smtp/server/origin.h"

namespace postern::app {
namespace {

namespace json = boost::json;

struct AskedSettings {
  config::Registry registry;
  config::Live<judge::Settings> spam = registry.add<judge::Settings>("spam");
  config::Live<smtp::OriginSettings> origin = registry.add<smtp::OriginSettings>("origin");

  Result<void> set(const std::vector<std::string>& rows) {
    std::vector<config::Change> changes;
    for (const auto& row : rows) {
      const auto equals = row.find('=');
      if (equals == row.npos) return fail(Failure::invalid, "A setting is KEY=VALUE");
      changes.push_back({row.substr(0, equals), row.substr(equals + 1)});
    }
    auto plan = registry.plan(changes);
    if (!plan) return pass_on(plan);
    return registry.apply(std::move(*plan));
  }
};

queue::Envelope envelope_of(const MessageCheck& check) {
  queue::Envelope envelope;
  auto sender = address::parse_mailbox(check.from, address::Charset::utf8);
  if (sender) envelope.reverse_path = std::move(*sender);
  envelope.origin.client_name = check.helo;
  return envelope;
}

json::object described(const judge::Opinion& one) {
  return {{"stage", one.stage}, {"points", one.knows ? judge::points(one.weight) : "?"}, {"words", one.words}};
}

json::object described(const judge::Settings& settings, const judge::Verdict& verdict) {
  json::array stages;
  for (const auto& one : verdict.opinions) stages.push_back(described(one));
  json::array without(verdict.inbox_without.begin(), verdict.inbox_without.end());
  return {{"level", judge::name(verdict.level)},
          {"points", judge::points(verdict.score)},
          {"action", judge::name(judge::action_of(settings, verdict.level))},
          {"inbox_without", std::move(without)},
          {"stages", std::move(stages)}};
}

}  // namespace

Result<json::object> check_judge(const std::string& text, const MessageCheck& check, const std::vector<std::string>& rows,
                                 dns::Resolver& resolver) {
  AskedSettings settings;
  if (auto set = settings.set(rows); !set) return pass_on(set);
  const auto origin = origin_of(text, check, resolver);
  const auto message = mime::parse(text);
  const auto envelope = envelope_of(check);
  judge::Facts facts{.message = &message,
                     .envelope = &envelope,
                     .origin = &origin,
                     .vouched_for = smtp::is_vouched_for(*settings.origin.current(), origin),
                     .client = check.ip,
                     .suffixes = check.suffixes ? &*check.suffixes : nullptr};
  const judge::Read read = [&](std::uint64_t from, std::size_t n) -> Task<Result<std::string>> {
    co_return text.substr(static_cast<std::size_t>(from), n);
  };
  auto texts = run_here(judge::texts_of(message, read));
  if (!texts) return pass_on(texts);
  facts.texts = std::move(*texts);
  judge::Judge judging({settings.spam, resolver, system_time()});
  const auto verdict = run_here(judging.judge(facts, {}));
  return described(*settings.spam.current(), verdict);
}

}  // namespace postern::app
