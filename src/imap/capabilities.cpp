// What this server can do, and when it says so.
#include "imap/capabilities.h"

#include <array>

#include "imap/grammar/sequence_set.h"

namespace postern::imap {
namespace {

using When = Capability::When;

constexpr auto kCapabilities = std::to_array<Capability>({
    {"IMAP4rev1", "RFC 3501", "Dialogues.first_session", When::always},
    {"IMAP4rev2", "RFC 9051", "Dialogues.rev2", When::always},
    {"STARTTLS", "RFC 9051 §6.2.1", "Dialogues.starttls", When::with_starttls},
    {"LOGINDISABLED", "RFC 9051 §6.2.3", "Dialogues.starttls", When::without_password},
    {"SASL-IR", "RFC 4959", "Dialogues.authenticate", When::before_login},
    {"LITERAL+", "RFC 7888", "Dialogues.literals", When::always},
    {"ID", "RFC 2971", "Dialogues.first_session", When::always},
    {"ENABLE", "RFC 5161", "Dialogues.rev2", When::always},
    {"IDLE", "RFC 2177", "Idle.tells_changes_of_others_at_once", When::after_login},
    {"UIDPLUS", "RFC 4315", "Dialogues.uidplus", When::after_login},
    {"MOVE", "RFC 6851", "Dialogues.copy_and_move", When::after_login},
    {"UNSELECT", "RFC 3691", "Dialogues.close", When::after_login},
    {"NAMESPACE", "RFC 2342", "Dialogues.mailboxes", When::after_login},
    {"CHILDREN", "RFC 3348", "Dialogues.mailboxes", When::after_login},
    {"SPECIAL-USE", "RFC 6154", "Dialogues.mailboxes", When::after_login},
    {"CREATE-SPECIAL-USE", "RFC 6154", "Dialogues.mailboxes", When::after_login},
    {"LIST-EXTENDED", "RFC 5258", "Dialogues.list_extended", When::after_login},
    {"LIST-STATUS", "RFC 5819", "Dialogues.list_extended", When::after_login},
    {"STATUS=SIZE", "RFC 8438", "Dialogues.status", When::after_login},
    {"ESEARCH", "RFC 4731", "Dialogues.search", When::after_login},
    {"SEARCHRES", "RFC 5182", "Dialogues.search", When::after_login},
    {"WITHIN", "RFC 5032", "Dialogues.search", When::after_login},
    {"CONDSTORE", "RFC 7162", "Dialogues.condstore", When::after_login},
    {"QRESYNC", "RFC 7162", "Dialogues.qresync", When::after_login},
    {"BINARY", "RFC 3516", "Dialogues.binary", When::after_login},
    {"MULTIAPPEND", "RFC 3502", "Dialogues.append", When::after_login},
    {"UTF8=ACCEPT", "RFC 6855", "Dialogues.utf8", When::after_login},
    {"APPENDLIMIT", "RFC 7889", "Dialogues.append", When::after_login},
    {"OBJECTID", "RFC 8474", "Dialogues.object_ids", When::after_login},
    {"SAVEDATE", "RFC 8514", "Dialogues.save_date_and_preview", When::after_login},
    {"PREVIEW", "RFC 8970", "Dialogues.save_date_and_preview", When::after_login},
    {"QUOTA", "RFC 9208", "Dialogues.quota", When::after_login},
    {"QUOTA=RES-STORAGE", "RFC 9208", "Dialogues.quota", When::after_login},
    {"SORT", "RFC 5256", "Dialogues.sort", When::after_login},
    {"SORT=DISPLAY", "RFC 5957", "Dialogues.sort", When::after_login},
    {"THREAD=ORDEREDSUBJECT", "RFC 5256", "Dialogues.thread", When::after_login},
    {"THREAD=REFERENCES", "RFC 5256", "Dialogues.thread", When::after_login},
    {"NOTIFY", "RFC 5465", "Dialogues.notify", When::after_login},
    {"COMPRESS=DEFLATE", "RFC 4978", "Dialogues.compress", When::with_compression},
});

bool applies(const Context& c, When when) {
  const bool before = c.session.state == State::not_authenticated;
  const bool tls = c.stream.is_tls();
  switch (when) {
    case When::always: return true;
    case When::before_login: return before;
    case When::after_login: return !before;
    case When::with_starttls: return before && !tls && c.settings().offer_starttls;
    case When::without_password: return before && c.services.login.mechanisms(c.peer()).empty();
    case When::with_compression: return !before && !c.session.compressed && c.settings().offer_compression;
  }
  return false;
}

}  // namespace

std::span<const Capability> capabilities() { return kCapabilities; }

void append_capabilities(const Context& c, std::string& out) {
  for (const auto& row : kCapabilities) {
    if (!applies(c, row.when)) continue;
    out += ' ';
    out += row.word;
    if (row.word == "APPENDLIMIT") {
      out += '=';
      grammar::append_number(out, c.settings().max_message_size.value);
    }
  }
  if (c.session.state != State::not_authenticated) return;
  for (const auto mechanism : c.services.login.mechanisms(c.peer())) {
    out += " AUTH=";
    out += mechanism;
  }
}

}  // namespace postern::imap
