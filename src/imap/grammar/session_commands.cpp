// LOGIN, AUTHENTICATE, ENABLE, ID and COMPRESS: RFC 9051 §6.2 and §6.3.1, RFC 4959, RFC 2971, RFC 4978.
#include "imap/grammar/session_commands.h"

#include "base/text.h"

namespace postern::imap::grammar {

NoArgs nothing(Cursor&) { return {}; }

// login = "LOGIN" SP userid SP password
LoginArgs login(Cursor& in) {
  LoginArgs args;
  args.user = astring(in);
  in.space();
  args.password = Secret(astring(in));
  return args;
}

// authenticate = "AUTHENTICATE" SP auth-type [SP initial-resp]
AuthenticateArgs authenticate(Cursor& in) {
  AuthenticateArgs args;
  args.mechanism = to_upper(atom(in));
  if (in.skip(' '))
    args.initial = std::string(in.take_while([](char c) { return is_alnum(c) || c == '+' || c == '/' || c == '='; }));
  return args;
}

// enable = "ENABLE" 1*(SP capability)
EnableArgs enable(Cursor& in) {
  EnableArgs args;
  do args.capabilities.push_back(to_upper(atom(in)));
  while (in.skip(' '));
  return args;
}

// id = "ID" SP ("(" [string SP nstring *(SP string SP nstring)] ")" / "NIL")
IdArgs id(Cursor& in) {
  IdArgs args;
  if (in.skip_word("NIL") || !in.open()) return args;
  if (in.peek() != ')') {
    do {
      auto field = string(in);
      in.space();
      auto value = nstring(in);
      if (field.size() > 30 || (value && value->size() > 1024) || args.fields.size() == 30) in.fail("Too much in ID");
      args.fields.emplace_back(std::move(field), std::move(value).value_or(std::string{}));
    } while (in.skip(' '));
  }
  in.close();
  return args;
}

// compress = "COMPRESS" SP algorithm
CompressArgs compress(Cursor& in) { return {to_upper(atom(in))}; }

}  // namespace postern::imap::grammar
