// The declaration of the settings of attachments, and the shipped list.
#include "attachments/settings.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "attachments/extensions.h"
#include "config/schema.h"

namespace postern::attachments {
namespace {

constexpr std::array kPrograms = std::to_array<std::string_view>(
    {"exe", "com",  "scr",        "pif",    "cpl",        "dll",         "sys",     "drv",     "ocx",  "msi",   "msp",
     "mst", "msix", "msixbundle", "appx",   "appxbundle", "application", "gadget",  "jar",     "jnlp", "class", "apk",
     "app", "pkg",  "mpkg",       "action", "command",    "deb",         "rpm",     "run",     "elf",  "bpl",   "chm",
     "hlp", "xbap", "xll",        "vxd",    "ex_",        "diagcab",     "diagcfg", "diagpkg", "ace",  "mui",   "osd"});
constexpr std::array kScripts = std::to_array<std::string_view>(
    {"bat",  "cmd",  "ps1",  "ps1xml", "ps2",    "ps2xml",  "psc1",    "psc2", "psd1", "psm1",  "psdm1",       "cdxml",
     "pssc", "msh",  "msh1", "msh2",   "mshxml", "msh1xml", "msh2xml", "vb",   "vbe",  "vbs",   "vbscript",    "vbp",
     "js",   "jse",  "mjs",  "ws",     "wsc",    "wsf",     "wsh",     "sct",  "hta",  "htc",   "hpj",         "sh",
     "bash", "csh",  "ksh",  "zsh",    "py",     "pyc",     "pyo",     "pyw",  "pyz",  "pyzw",  "pl",          "rb",
     "php",  "phar", "asp",  "aspx",   "ashx",   "asmx",    "jsp",     "cgi",  "scpt", "scptd", "applescript", "workflow",
     "reg",  "inf",  "ins",  "isp",    "job",    "prg",     "bas",     "nsh",  "ahk",  "au3"});
constexpr std::array kMacroDocuments = std::to_array<std::string_view>(
    {"docm",  "dotm", "xlsm", "xltm", "xlam", "xla", "xlm", "pptm",     "potm", "ppam", "ppa",   "ppsm",  "sldm",
     "slk",   "iqy",  "oqy",  "rqy",  "dqy",  "wiz", "wbk", "ade",      "adp",  "mde",  "accde", "accdr", "accda",
     "accdu", "mda",  "mdb",  "mdt",  "mdw",  "mdz", "mad", "maf",      "mag",  "mam",  "maq",   "mar",   "mas",
     "mat",   "mau",  "mav",  "maw",  "mcf",  "shs", "shb", "vsmacros", "vsw",  "fxp",  "ops",   "plg"});
constexpr std::array kDiskImages = std::to_array<std::string_view>(
    {"iso", "img", "udf", "vhd", "vhdx", "vmdk", "wim", "dmg", "sparseimage", "sparsebundle", "toast", "mdf", "nrg", "daa"});
constexpr std::array kShortcuts = std::to_array<std::string_view>({"lnk",
                                                                   "url",
                                                                   "scf",
                                                                   "desktop",
                                                                   "webloc",
                                                                   "inetloc",
                                                                   "fileloc",
                                                                   "website",
                                                                   "library-ms",
                                                                   "search-ms",
                                                                   "searchconnector-ms",
                                                                   "settingcontent-ms",
                                                                   "appref-ms",
                                                                   "appcontent-ms",
                                                                   "appinstaller",
                                                                   "msc",
                                                                   "theme",
                                                                   "themepack",
                                                                   "rdp",
                                                                   "printerexport",
                                                                   "webpnp",
                                                                   "pcd",
                                                                   "xnk",
                                                                   "mht",
                                                                   "mhtml"});

constexpr std::array kPages = std::to_array<std::string_view>(
    {"svg", "svgz", "html", "htm", "xhtml", "xht", "shtml", "xml", "xsl", "swf", "jspx", "cfm", "phtml", "htaccess"});

std::string check_extension(std::string_view text) {
  const auto folded = folded_extension(text);
  const bool fits = !folded.empty() && folded.size() <= 32 && folded.find_first_of("./\\: \t,") == folded.npos;
  return fits ? "" : "must be the end of a file name, such as exe";
}

}  // namespace

std::vector<std::string> shipped_extensions() {
  std::vector<std::string> out;
  const auto add = [&](const auto& list) { out.insert(out.end(), list.begin(), list.end()); };
  add(kPrograms);
  add(kScripts);
  add(kMacroDocuments);
  add(kDiskImages);
  add(kShortcuts);
  std::ranges::sort(out);
  return out;
}

std::vector<std::string> shipped_uploads() {
  auto out = shipped_extensions();
  out.insert(out.end(), kPages.begin(), kPages.end());
  std::ranges::sort(out);
  return out;
}

Limits Settings::limits() const {
  return {.depth = max_depth,
          .entries = max_entries,
          .unpacked = max_unpacked.value,
          .ratio = max_ratio,
          .held = max_held.value,
          .patience = patience};
}

}  // namespace postern::attachments

namespace postern {

template <>
struct config::Names<attachments::Action> {
  static constexpr std::array labels{
      config::label(attachments::Action::accept, "accept", "Take the message as it is"),
      config::label(attachments::Action::strip, "strip", "Put a note in the place of the attachment"),
      config::label(attachments::Action::quarantine, "quarantine", "Hold the message until an administrator has looked at it"),
      config::label(attachments::Action::refuse, "refuse", "Refuse the message and say why")};
};

template <>
struct config::Schema<attachments::Settings> {
  using S = attachments::Settings;
  static constexpr std::string_view title = "Attachments";
  static constexpr config::Hardened kSevere{config::Weaker::lower, config::Severity::high};
  static constexpr std::tuple fields{
      config::field(
          &S::extensions,
          {.key = "extensions",
           .label = "Extensions",
           .help = "Ends of names that are not taken, in mail from outside and in mail of our users, also inside archives, "
                   "containers and enclosed messages. Domains may add to them.",
           .reason = "Programs, scripts, documents with macros, images of disks and shortcuts are what opens a computer to "
                     "a stranger; who has to send one can put it on a server.",
           .check = attachments::check_extension},
          0, 2000),
      config::field(
          &S::uploads,
          {.key = "uploads",
           .label = "Extensions of uploads",
           .help =
               "Ends of names of files that are not taken where somebody uploads one: a certificate, a list of networks, a "
               "file of settings. Whatever is taken is read as what it should be, and kept under a name of the server's own.",
           .reason = "What a web server or a browser would run has no place among them, and who sends it tries something.",
           .check = attachments::check_extension},
          0, 2000),
      config::field(&S::inbound_name, {.key = "inbound_name",
                                       .label = "From outside, by name",
                                       .help = "What becomes of mail from outside with a name that ends in a listed extension.",
                                       .reason = "A refusal tells an honest sender at once; stripping breaks signatures.",
                                       .hardened = kSevere}),
      config::field(&S::inbound_content, {.key = "inbound_content",
                                          .label = "From outside, by content",
                                          .help = "What becomes of mail from outside with a program, a script, an image of a "
                                                  "disk or a shortcut in it, whatever it "
                                                  "is called.",
                                          .reason = "Who gives a program another name has a reason to.",
                                          .hardened = kSevere}),
      config::field(&S::inbound_macros,
                    {.key = "inbound_macros",
                     .label = "From outside, with macros",
                     .help = "What becomes of mail from outside with an Office document that brings macros along, whatever it "
                             "is called. Names such as .docm are in the list of extensions.",
                     .reason = "A macro is a program, and one click runs it.",
                     .hardened = kSevere}),
      config::field(
          &S::inbound_closed,
          {.key = "inbound_closed",
           .label = "From outside, closed",
           .help = "What becomes of mail from outside with something that cannot be looked into: encrypted, damaged, too deep, "
                   "too large, or of a kind that is not known here.",
           .reason = "Much of it is honest, so nothing is lost; much malware comes encrypted, so nobody gets it unseen.",
           .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::outbound_name, {.key = "outbound_name",
                                        .label = "From our users, by name",
                                        .help = "The same for mail that our users send.",
                                        .reason = "A computer that was taken over does not spread from here.",
                                        .hardened = kSevere}),
      config::field(&S::outbound_content, {.key = "outbound_content",
                                           .label = "From our users, by content",
                                           .help = "The same for mail that our users send.",
                                           .reason = "A computer that was taken over does not spread from here.",
                                           .hardened = kSevere}),
      config::field(&S::outbound_macros, {.key = "outbound_macros",
                                          .label = "From our users, with macros",
                                          .help = "The same for mail that our users send.",
                                          .reason = "A computer that was taken over does not spread from here.",
                                          .hardened = kSevere}),
      config::field(&S::outbound_closed, {.key = "outbound_closed",
                                          .label = "From our users, closed",
                                          .help = "The same for mail that our users send.",
                                          .reason = "A computer that was taken over does not spread from here.",
                                          .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::max_depth,
                    {.key = "max_depth",
                     .label = "Depth",
                     .help = "So many archives, documents and messages are looked into that lie in one another.",
                     .reason = "Some archives contain themselves.",
                     .advanced = true},
                    1, 32),
      config::field(&S::max_entries,
                    {.key = "max_entries",
                     .label = "Files in archives",
                     .help = "So many files are looked at in all archives of a message together.",
                     .reason = "Each costs work, and an archive of a few KiB can have a hundred thousand.",
                     .advanced = true},
                    1, 1'000'000),
      config::field(&S::max_unpacked,
                    {.key = "max_unpacked",
                     .label = "Unpacked",
                     .help = "So much is unpacked of all archives of a message together.",
                     .reason = "A few KiB can unpack to Petabytes.",
                     .advanced = true},
                    1_MiB, 64_GiB),
      config::field(
          &S::max_ratio,
          {.key = "max_ratio",
           .label = "Ratio",
           .help =
               "An archive that unpacks to more than so many times its size, and more than 16 MiB, is not looked into further.",
           .reason = "Ordinary files do not shrink so much; bombs do.",
           .unit = "times",
           .advanced = true},
          10, 10'000),
      config::field(
          &S::max_held,
          {.key = "max_held",
           .label = "Largest inner file",
           .help =
               "An archive, document or message inside another is held in memory while it is looked into. A larger one is not.",
           .reason = "Memory is bounded whatever comes in.",
           .advanced = true},
          1_MiB, 1_GiB),
      config::field(&S::patience,
                    {.key = "patience",
                     .label = "Patience",
                     .help = "So long a message is looked into; what is left then counts as closed.",
                     .reason = "The client waits meanwhile, and others wait for a turn.",
                     .advanced = true},
                    1s, 300s)};
};

template const config::Table& config::table<attachments::Settings>();

}  // namespace postern
