// Any line through the command grammar: what is accepted keeps its promises.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "smtp/grammar/command.h"

using namespace postern;  // a fuzzer is a program of its own

static void require(bool holds) {
  if (!holds) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto command = smtp::command_line(line);
  const auto charset = size % 2 ? address::Charset::utf8 : address::Charset::ascii;
  if (const auto m = smtp::mail_command(command.argument)) {
    require(m->path.route.empty() && m->parameters.envid.size() <= 100);
    if (m->path.mailbox) require(m->parameters.smtputf8 || is_ascii(m->path.mailbox->text()));
  }
  if (const auto r = smtp::rcpt_command(command.argument, charset)) {
    require(r->path.postmaster != !r->path.mailbox.empty());
    require(!(r->parameters.notify.never && r->parameters.notify.success));
  }
  if (const auto a = smtp::auth_command(command.argument)) require(a->mechanism.size() <= 20);
  if (const auto n = smtp::client_name(command.argument, smtp::ClientNames::lenient))
    require(n->find_first_of(" ()<>\"\r\n") == std::string::npos);
  (void)smtp::bdat_command(command.argument);
  std::string out;
  smtp::Reply{550, "5.1.1", std::string(line)}.append_to(out);
  require(out.ends_with("\r\n"));
  return 0;
}
