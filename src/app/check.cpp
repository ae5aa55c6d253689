// Options turned into questions for the rooms that judge, and their verdicts into words.
#include "app/check.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "app/check_asking.h"
#include "app/check_attachments.h"
#include "app/check_judge.h"
#include "app/check_message.h"
#include "app/check_tls.h"
#include "app/input.h"
#include "app/render.h"
#include "base/run_here.h"
#include "base/text.h"
#include "dns/reverse.h"
#include "senderauth/spf.h"

namespace postern::app {
namespace on_check {
namespace {

namespace json = boost::json;

Result<IpAddress> ip_of(const std::string& text) {
  auto ip = IpAddress::parse(text);
  if (!ip) return fail(Failure::invalid, fmt::format("\"{}\" is no address of a client", printable(text)));
  return ip;
}

// ---- spf ----

struct Spf {
  Asking asking;
  std::string ip, helo, from;
};

Result<json::object> run(const Spf& spf) {
  auto ip = ip_of(spf.ip);
  if (!ip) return pass_on(ip);
  auto resolver = resolver_of(spf.asking);
  if (!resolver) return pass_on(resolver);
  const senderauth::SpfQuery query{.ip = *ip, .helo = spf.helo, .sender = spf.from, .now = spf.asking.now()};
  dns::Answers answers;
  const auto judge = [&](dns::Answers& known) { return senderauth::check_spf(query, known); };
  const auto verdict = run_here(dns::find_out(**resolver, answers, judge));
  return json::object{{"result", senderauth::name(verdict.outcome)},
                      {"domain", verdict.domain},
                      {"mechanism", verdict.mechanism},
                      {"reason", verdict.reason},
                      {"explanation", verdict.explanation},
                      {"secure", verdict.secure}};
}

// ---- message ----

struct MessageOptions {
  Asking asking;
  std::string file, ip;
  MessageCheck check;
  std::string suffixes = "/usr/share/publicsuffix/public_suffix_list.dat";
  bool judges = false;                // what the message is worth, by
  std::vector<std::string> settings;  // KEY=VALUE
};

// A file that was saved with the line ends of this system has them put back; nothing is changed in one that has both.
std::string with_crlf(std::string text) {
  if (text.contains('\r')) return text;
  std::string out;
  for (const char c : text) out.append(c == '\n' ? "\r\n" : std::string_view(&c, 1));
  return out;
}

Result<json::object> run(MessageOptions options) {
  auto text = read_text(options.file);
  if (!text) return pass_on(text);
  if (!options.ip.empty()) {
    auto ip = ip_of(options.ip);
    if (!ip) return pass_on(ip);
    options.check.ip = *ip;
  }
  if (const auto list = read_text(options.suffixes)) {
    auto suffixes = senderauth::PublicSuffixes::read(*list);
    if (!suffixes) return pass_on(suffixes);
    options.check.suffixes.emplace(std::move(*suffixes));
  }
  auto resolver = resolver_of(options.asking);
  if (!resolver) return pass_on(resolver);
  options.check.now = options.asking.now();
  const auto message = with_crlf(std::move(*text));
  if (options.judges) return check_judge(message, options.check, options.settings, **resolver);
  return check_message(message, options.check, **resolver);
}

// ---- tls ----

struct Tls {
  Asking asking;
  TlsCheck check;
};

Result<json::object> run(const Tls& tls) {
  auto resolver = resolver_of(tls.asking);
  if (!resolver) return pass_on(resolver);
  return check_tls(tls.check, **resolver);
}

void add_options(CLI::App& command, MessageOptions& options) {
  command.add_option("file", options.file, "The message as it was received; - is standard input")->required();
  command.add_option("--ip", options.ip, "The client's address; without it nothing is said that depends on it, such as SPF");
  command.add_option("--helo", options.check.helo, "What the client calls itself");
  command.add_option("--from", options.check.from, "The address of MAIL FROM; empty: the null one");
  command.add_option("--public-suffixes", options.suffixes, "The Public Suffix List")->capture_default_str();
  add_options(command, options.asking);
}

// ---- attachments ----

struct Attachments {
  std::string file;
  bool outbound = false;
};

Result<json::object> run(const Attachments& options) {
  auto text = read_text(options.file);
  if (!text) return pass_on(text);
  const auto way = options.outbound ? attachments::Way::outbound : attachments::Way::inbound;
  return check_attachments(with_crlf(std::move(*text)), way);
}

int say(const Result<json::object>& verdict, bool as_json) {
  if (!verdict) return refuse(verdict.error(), as_json);
  if (as_json)
    fmt::print("{}\n", render_json(json::value(*verdict)));
  else
    fmt::print("{}", render(json::value(*verdict)));
  return 0;
}

}  // namespace
}  // namespace on_check

void add_check_commands(CLI::App& root, const bool& as_json, std::function<int()>& chosen) {
  using namespace on_check;
  auto* check = root.add_subcommand("check", "Judge a client or a message as the server does; needs no server and no data");
  check->require_subcommand(1);
  static Spf spf;
  auto* command = check->add_subcommand("spf", "Whether a client may send in the name of an address (RFC 7208)");
  command->add_option("--ip", spf.ip, "The client's address")->required();
  command->add_option("--helo", spf.helo, "What it calls itself");
  command->add_option("--from", spf.from, "The address of MAIL FROM; empty: postmaster at its own name");
  add_options(*command, spf.asking);
  command->callback([&] { chosen = [&] { return say(run(spf), as_json); }; });

  static MessageOptions message;
  command = check->add_subcommand("message",
                                  "SPF, DKIM, DMARC, ARC and iprev of a message, and the Authentication-Results they make");
  add_options(*command, message);
  command->add_option("--receiver", message.check.receiver, "In whose name the results are written")->capture_default_str();
  command->callback([&] { chosen = [&] { return say(run(std::move(message)), as_json); }; });

  static MessageOptions judged;
  judged.judges = true;
  command = check->add_subcommand("judge",
                                  "What a message is worth: each stage, its weight and why, the sum, and what becomes of it");
  add_options(*command, judged);
  command->add_option("--set", judged.settings, "KEY=VALUE of spam.* or origin.*; as shipped otherwise");
  command->callback([&] { chosen = [&] { return say(run(std::move(judged)), as_json); }; });

  static Attachments attachments;
  command =
      check->add_subcommand("attachments", "What a message carries, by name and by content, and what becomes of it as shipped");
  command->add_option("file", attachments.file, "The message as it was received; - is standard input")->required();
  command->add_flag("--outbound", attachments.outbound, "Judged as mail that our users send");
  command->callback([&] { chosen = [&] { return say(run(attachments), as_json); }; });

  static Tls tls;
  command = check->add_subcommand("tls", "How mail to a domain is protected: its servers, DANE, MTA-STS, and what they show");
  command->add_option("domain", tls.check.domain, "The domain of a recipient")->required();
  command->add_option("--ca", tls.check.ca, "A PEM file of authorities in place of the system's");
  command->add_option("--port", tls.check.port, "Where its servers are called")->capture_default_str();
  command->add_option("--policy-port", tls.check.policy_port, "Where its MTA-STS policy is fetched")->capture_default_str();
  command->add_option("--helo", tls.check.our_name, "How we call ourselves there")->capture_default_str();
  add_options(*command, tls.asking);
  command->callback([&] { chosen = [&] { return say(run(tls), as_json); }; });
}

}  // namespace postern::app
