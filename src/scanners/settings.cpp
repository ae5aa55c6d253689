// The declarations of the settings of scanners.
#include "scanners/settings.h"

#include <algorithm>

#include "base/text.h"
#include "config/schema.h"
#include "scanners/opinion.h"
#include "scanners/place.h"

namespace postern::scanners {
namespace {

std::string check_milter(std::string_view text) {
  return text.empty() ? "is the place where the milter listens" : check_place(text);
}

std::string check_user(std::string_view text) {
  const bool plain = std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
  return plain ? "" : "is a user name without spaces";
}

std::string check_field(std::string_view text) {
  if (text.ends_with('*')) text.remove_suffix(1);
  return is_field_name(text) ? "" : "is the name of a header field, or how names begin, such as X-*";
}

}  // namespace

bool is_any(const Settings& s) { return !s.clamav.empty() || !s.rspamd.empty() || !s.spamd.empty() || !s.milters.empty(); }

}  // namespace postern::scanners

namespace postern {

template <>
struct config::Names<scanners::WhenDown> {
  static constexpr std::array labels{
      config::label(scanners::WhenDown::accept, "accept", "Taken, and the verdict says that it was not looked at"),
      config::label(scanners::WhenDown::put_off, "put_off", "Refused for now with 451")};
};
template <>
struct config::Names<scanners::Infected> {
  static constexpr std::array labels{
      config::label(scanners::Infected::quarantine, "quarantine", "Taken, and held for an administrator"),
      config::label(scanners::Infected::refuse, "refuse", "Refused with 550")};
};

template <>
struct config::Schema<scanners::Milter> {
  using S = scanners::Milter;
  static constexpr std::string_view title = "A milter";
  static constexpr std::tuple fields{
      config::field(&S::place,
                    {.key = "place",
                     .label = "Place",
                     .help = "unix:/path of its socket, or its address with a port.",
                     .check = scanners::check_milter},
                    1, 255),
      config::field(&S::when_down, {.key = "when_down",
                                    .label = "When it does not answer",
                                    .help = "What becomes of mail that it was not able to look at."})};
};
template const config::Table& config::table<scanners::Milter>();

template <>
struct config::Schema<scanners::Settings> {
  using S = scanners::Settings;
  static constexpr std::string_view title = "Scanners";
  static constexpr auto kNew = config::Apply::new_sessions;
  static constexpr std::tuple fields{
      config::field(
          &S::patience,
          {.key = "patience",
           .label = "Time for scanners",
           .help = "For all that are asked about a message together. Who has not answered by then has not answered.",
           .reason = "Below the minutes that other servers wait for the answer to a message; a scanner that hangs must not "
                     "have them send it twice.",
           .apply = kNew,
           .advanced = true},
          std::chrono::seconds(1), std::chrono::seconds(300)),
      config::field(&S::clamav,
                    {.key = "clamav",
                     .label = "ClamAV",
                     .help = "Where clamd listens: unix:/run/clamav/clamd.ctl, or 127.0.0.1:3310. Empty: not asked.",
                     .apply = kNew,
                     .diverts = true,
                     .check = scanners::check_place},
                    0, 255),
      config::field(&S::infected, {.key = "infected",
                                   .label = "Viruses",
                                   .help = "What becomes of a message in which ClamAV finds one.",
                                   .reason = "Refused mail is known to its sender, and nobody has to keep it.",
                                   .apply = kNew}),
      config::field(
          &S::clamav_down,
          {.key = "clamav_down",
           .label = "When ClamAV does not answer",
           .help = "What becomes of mail that it was not able to look at.",
           .reason = "Mail that waits an hour at its sender harms less than a virus that came while clamd was reloading.",
           .apply = kNew}),
      config::field(&S::clamav_largest,
                    {.key = "clamav_largest",
                     .label = "Largest message for ClamAV",
                     .help = "Larger ones are taken without being shown to it, and the verdict says so.",
                     .reason = "What clamd takes as shipped (StreamMaxLength).",
                     .apply = kNew,
                     .advanced = true},
                    1_KiB, 4096_MiB),
      config::field(&S::rspamd,
                    {.key = "rspamd",
                     .label = "Rspamd",
                     .help = "Where its worker for scans listens: 127.0.0.1:11333, or unix:/path. Empty: not asked.",
                     .apply = kNew,
                     .diverts = true,
                     .check = scanners::check_place},
                    0, 255),
      config::field(
          &S::rspamd_password,
          {.key = "rspamd_password", .label = "Password for Rspamd", .help = "Where its worker asks for one.", .apply = kNew},
          0, 255),
      config::field(&S::rspamd_weight,
                    {.key = "rspamd_weight",
                     .label = "Weight of Rspamd",
                     .help = "How much of its score counts in the judgement. 100: a point is a point.",
                     .unit = "hundredths",
                     .apply = kNew},
                    0, 1000),
      config::field(&S::rspamd_acts,
                    {.key = "rspamd_acts",
                     .label = "Actions of Rspamd",
                     .help = "Whether what it wants refused, put off or held is. Otherwise its score alone counts.",
                     .reason = "One judge decides, by all that is known.",
                     .apply = kNew}),
      config::field(&S::spamd,
                    {.key = "spamd",
                     .label = "SpamAssassin",
                     .help = "Where spamd listens: 127.0.0.1:783, or unix:/path. Empty: not asked.",
                     .apply = kNew,
                     .diverts = true,
                     .check = scanners::check_place},
                    0, 255),
      config::field(&S::spamd_user,
                    {.key = "spamd_user",
                     .label = "User for SpamAssassin",
                     .help = "Whose preferences hold. Empty: those of all.",
                     .apply = kNew,
                     .advanced = true,
                     .check = scanners::check_user},
                    0, 64),
      config::field(&S::spamd_weight,
                    {.key = "spamd_weight",
                     .label = "Weight of SpamAssassin",
                     .help = "How much of its score counts in the judgement. 100: a point is a point.",
                     .unit = "hundredths",
                     .apply = kNew},
                    0, 1000),
      config::field(&S::spam_down, {.key = "spam_down",
                                    .label = "When a spam scanner does not answer",
                                    .help = "What becomes of mail that Rspamd or SpamAssassin was not able to look at.",
                                    .reason = "Other stages judge it as well, and mail must not stop for the sake of spam.",
                                    .apply = kNew}),
      config::field(&S::spam_largest,
                    {.key = "spam_largest",
                     .label = "Largest message for spam scanners",
                     .help = "Larger ones are not shown to Rspamd and SpamAssassin.",
                     .reason = "Spam is small, and scanners are slow with what is large.",
                     .apply = kNew,
                     .advanced = true},
                    1_KiB, 1024_MiB),
      config::field(
          &S::milters,
          {.key = "milters",
           .label = "Milters",
           .help = "Asked one after the other once a message has come in. They may refuse it, put it off, ask for "
                   "quarantine and add fields; one that wants to change more has no say. What one would have vanish is "
                   "held for an administrator.",
           .apply = kNew,
           .diverts = true},
          0, 16),
      config::field(&S::fields,
                    {.key = "fields",
                     .label = "Fields of scanners",
                     .help = "Names of header fields that Rspamd and milters may add; X-* are all that begin so.",
                     .reason = "A scanner that is taken over could otherwise write results in this server's name.",
                     .apply = kNew,
                     .advanced = true,
                     .check = scanners::check_field},
                    0, 100)};
};
template const config::Table& config::table<scanners::Settings>();

}  // namespace postern
