// The named shapes.
#include "admin/answers.h"

namespace postern::admin {
namespace {

constexpr std::string_view kNamed = R"(
// What many have.
Service = "smtp" | "submission" | "imap" | "pop3" | "web" | "admin" | "sieve"
Role = "reader" | "security" | "domains" | "queue" | "owner"
Severity = "low" | "medium" | "high" | "critical"
Standing = "active" | "disabled"
CountryRule = "off" | "deny" | "allow"
LastUse = {last_used: time | "", last_used_from: text}
Missed = {number: number, change: "missing"}

// The server.
ServerStatus = {running: flag, accepts_mail?: flag, domains: number, accounts: number,
  disk?: {free_bytes: number, whole_bytes: number, least_bytes: number, scarce: flag, low_since: time | ""},
  silent_scanners?: [{scanner: text, since: time, messages: number, why: text}],
  listeners?: [{service: text, address: text, port: number, sessions: number, yours?: flag}]}
Plan = {settings_changed?: number, notes?: [text], domains_made?: number, accounts_made?: number}
Release = {version: text, date: text, security: flag, notes: text}
Version = {version: text, standing: "newest" | "update" | "security update" | "not known", newer: [Release],
  feed: {source: text, asked: time | "", trouble: text, serial: number, issued: text, expires: text}}
Certificate = {names: [text], source: text, issuer: text, not_before: time, not_after: time, sha256: text}
Connection = {session: text, service: text, address: text, port: number, account: text?, since: time, state: text, octets_in: number,
    octets_out: number, active: time, tls: text?, cipher: text?}
LogLine = text | {*: any}

// What there is to see of the server for somebody who helps.
VersionInShort = {version: text, compiler: text, newer: number, closes_a_hole: flag, feed_asked: time | "",
  build: "sanitized" | "release" | "debug"}
Clock = {now: time, machine_runs_for_seconds: number, process_runs_for_seconds?: number}
Machine = {system: text, kernel: text, machine: text, cores: number, memory: number?, memory_free: number?}
Process = {memory: number?, memory_peak: number?, memory_swapped: number?, threads: number?, descriptors: number,
  descriptors_most: number?}
Sandbox = {root: flag, no_new_privileges: flag, system_calls_filtered: flag, no_capabilities: flag, own_folders_only: flag,
  no_core_dumps: flag}
Disk = {octets?: number, octets_free?: number, files_free?: number,
  parts: [{part: text, octets: number, files: number, at_least?: flag}]}
CountryDatabase = {file: text, state: "none" | "read" | "unreadable", problem: text, changed: time | ""}
GuardInShort = {enforced: flag, rules: number, learning: flag, blocks: number, blocks_by_rule: {*: number},
  listed_networks: number, blocked_names: number}
Diagnostics = {left_out: [text], version: VersionInShort, clock: Clock, machine: Machine, process: Process, sandbox: Sandbox,
  server: ServerStatus,
  certificates: [{source: text, names: [text], names_in_all: number, from: time, until: time, days_left: number}],
  queue: {waiting: number, domains: [{domain: text, waiting: number, being_tried: flag}]},
  guard: GuardInShort, last_audit: {AuditRun, failed_checks: [text]}?,
  errors_since_start: [{event: text, times: number, last: time}],
  settings_changed: [{key: text, secret?: flag, value?: text, shipped?: text}], disk?: Disk}

// Domains, and what new ones begin with.
Language = "en" | "de"
DomainSpam = "server" | "inbox" | "junk" | "quarantine" | "refuse"
Domain = {name: text, unicode: text, status: Standing, accounts: number, aliases: number, other_names: [text], created: time,
  require_smtp_auth: flag, plus_addressing: flag, second_factor: "disabled" | "enabled" | "forced", password_length: number,
  password_strength: number, password_expires_after: number, password_numbers: number, password_capitals: number,
  password_lowercase: number, password_symbols: number, password_remember: number, tell_impersonation: flag, self_reset: flag,
  attachment_extensions: [text], country_rule: CountryRule, countries: [text], spam_low: DomainSpam, spam_medium: DomainSpam,
  spam_high: DomainSpam, spam_blocked: DomainSpam, catch_all: text, most_accounts: number, most_aliases: number,
  largest_message: text, most_storage: text, new_account_services: [text], new_account_quota: text, language: "server" | Language}
DomainInFull = {Domain, may_set: [text]}
ListedDomain = {Domain, used_bytes: number}
DnsRecord = {purpose: text, name: text, type: text, value: text, row: text, required: flag,
  dns: "there" | "own" | "other" | "missing" | "unknown", published: [text]}
DomainHealth = {certificates: [{name: text, covered: flag, own: flag, not_after: time | ""}],
  storage: {used_bytes: number, most_bytes: number, quota: number, without_quota: number, nearly_full: number,
    fullest: [{address: text, used_bytes: number, quota: number}]}}
DomainDrift = {domain: text, setting: text, value: text, default: text}
DomainChange = {domain: text, setting: text, before: text, after: text}
Propagation = {number: number?, changes: [DomainChange]}
PastPropagation = {number: number, at: time, by: text, changes: [DomainChange]}
DkimKey = {selector: text, algorithm: "rsa-sha256" | "ed25519-sha256", stage: "pending" | "active" | "retired", since: time,
  made: time, name: text, record: text}

// Reports, from others and to them.
DmarcSource = {source: text, messages: number, passed: flag, dkim: text, spf: text, disposition: text, from: text,
  signed_by: [text], reported_by: [text], first: time, last: time}
Complaint = {at: time, kind: text, reported_by: text, source: text, mail_from: text, from: text, subject: text, message: text,
  failure: text, incidents: number}
TlsReport = {from: text, begin: time, end: time, policy: text, domain: text, successes: number, failures: number, details: text,
  contact: text, report: text}
ReportsSent = {sent: number, not_asked_for: number, waiting: number, given_up: number}

// Accounts, and what belongs to one.
Account = {address: text, display_name: text, status: Standing | "contained" | "receiving", kind: "person" | "service",
  quota: number, used_bytes: number, created: time, second_factor: flag, country_rule: CountryRule, countries: [text], spam_actions: text,
  services: [text], password_changed: time | "", last_login: time | ""}
AccountInFull = {Account, used_messages: number, recovery_address: text, may_send_as: [text],
  language: Language | "domain", domain_language: Language}
Containment = {keys: number, sessions: number, connections: number, messages: number}
AccountTrail = {since: time, suspected: flag, contained: {at: time, by: text, reason: text}?,
  recovery_in_doubt: flag,
  logins: [{at: time, service: text, ip: text, country: text, tls: flag, cause: text, fresh: flag}],
  sent: [{at: time, message: text, session: text, ip: text, from: text, to: text, recipients: number, size: number,
    standing: "held" | "waiting" | "gone"}],
  changes: [{at: time, who: text, event: text, what: text, about: text, outcome: text, why: text, changes: text}],
  recipients: number, waiting: number, held: number, complete: flag, mail_is_logged: flag}
AppPassword = {number: number, label: text, protocols: [text], networks: [text], read_only: flag, created: time,
  expires: time | ""}
KnownDevice = {id: text, kind: "address" | "browser", from: text, country: text, agent: text, first: time, last: time}
OauthToken = {number: number, label: text, protocols: [text], networks: [text], read_only: flag, created: time,
  access_expires: time, refresh_expires: time}
TokenPair = {access_token: text, refresh_token: text}
Impersonation = {token: text, pages: text, expires: time, told: flag}
SecondFactor = {second_factor: flag, app: flag, passkeys: number, begun: flag, recovery_codes_left: number, mode: "disabled" | "enabled" | "forced"}
PasswordPolicy = {minimum_length: number, minimum_strength: number, forbid_own_names: flag, forbid_common: flag, numbers: number,
  capitals: number, lowercase: number, symbols: number, remember: number, expires_after: number, exempt: flag}
SignedIn = {id: text, kind: text, current: flag, in_the_name_by: text?, from: text, country: text, agent: text, began: time,
  seen: time}
SecondFactorSecret = {secret: text, uri: text}
WeakPassword = {address: text, reasons: [text], password_changed: time, sending_stops: time | ""}
ServiceAccount = {address: text, description: text, status: Standing, senders: [text], networks: [text], hourly: number,
  created: time, expires: time | ""}
Alias = {alias: text, targets: [text], nobodys: [text], members_may_send: flag, open_to: "everybody" | "people-here" | "members",
  created: time}
SenderLists = {owner: text, trusted: [text], blocked: [text]}
AutoReply = {on: flag, subject: text, text: text, from: time | "", until: time | "", to: "all" | "domain"}

// Settings, and secrets that they name.
Effect = "live" | "new-sessions" | "restart"
Setting = {key: text, value: text, shipped: text, origin: "shipped" | "system"}
SettingInList = {Setting, change?: number, changed_at?: time, changed_by?: text}  // of a secret that is set: its newest change
SettingInFull = {Setting, may_be: text, takes_effect: Effect, help: text, reason: text, change: number?,
  trial?: {until: time, before: text, by: text}}
SettingChange = {key: text, before: text, after: text, takes_effect: Effect, note?: text, change?: number}
SettingsChange = {number: number, at: time, by: text, until?: time, changes: [{key: text, before: text, after: text}]}
SettingsField = {key: text, label: text, help: text, reason?: text,
  kind: "boolean" | "integer" | "size" | "duration" | "choice" | "text" | "list" | "records", unit?: text,
  choices?: [{value: text, label: text}], min?: number, max?: number, bounds: text, shipped: any, apply: Effect, scope: text,
  secret: flag, advanced: flag, weaker?: "lower" | "higher", severity?: Severity, zero_lifts?: flag, server?: any,
  only_stricter?: flag, begins?: "shipped" | "system", fields?: [SettingsField]}
SettingsSchema = {version: number, rooms: [{room: text, title: text, fields: [SettingsField]}]}
NamedSecret = {name: text, set: time, used_by: [text]}

// Mail that waits, and mail that is held.
QueueEntry = {id: text, message: text, domain: text, from: text, to: [text], answers: [{attempts: number, answer: text}], size: number,
  queued: time, due: time?, login: text, quarantine: text?}
QueueDomain = {domain: text, waiting: number, next: time?, being_tried: flag, oldest: time?, held: number}
ThrottleCount = {of: text, recipients: number, hourly: number, action: "delay" | "reject", until: time}
QueueChange = {number: number, change: "in" | "out" | "changed", id: text, domain: text, message?: QueueEntry} | Missed
HeldMessage = {id: text, message: text, from: text, to: [text], kind: "spam" | "attachment" | "scanner" | "unknown", reason: text,
  since: time, size: number, ip: text, login: text}
MessageStory = {message: text, steps: [{*: any}], waiting: [QueueEntry], about: text?, complete: flag}
MessageText = {subject_field: text, from_field: text, date_field: text, lines: [text]}
HeldMessageInFull = {HeldMessage, MessageText}

// Intrusion detection, and the lists of networks and names.
RuleAction = "block" | "delay" | "notify" | "hold-queue" | "suspend-sending" | "second-factor"
Rule = {rule: text, kind: text, enabled: flag, services: [Service], minutes: number, threshold: number, action: RuleAction,
  lasts_minutes: number, permanent: flag, description: text}
RuleChange = {rule: text, change: "added" | "removed" | "changed", weaker: flag, description: text,
  members: [{member: text, label: text, before: text, after: text, weaker: flag}]}
Simulation = {verdicts: number, of_rightful_users: number,
  found: [{subject: text, at: time, count: number, rightful: [text]}]}
Block = {subject: text, rule: text, action: RuleAction, services: [Service], country: text, since: time, until: time?,
  minutes_left: number?, count: number, blocks_in_30_days: number, description: text}
Evidence = {at: time, signal: text, service: Service, cause: text, ip: text, account: text}
HostName = {address: text, name: text, found: "confirmed" | "unproven" | "none" | "unknown"}
ExplainedBlock = {Block, evidence: [Evidence], accounts_that_logged_in_from_there?: number}
BlockChange = {Block, number: number, change: "made"} | {number: number, change: "lifted", subject: text} | Missed
Foldable = {network: text, blocked: number}
Folding = {network: text, folds: number, services: [Service], until: time?, accounts_that_logged_in_from_there: number,
  done: flag}
Spared = "brute-force" | "denial-of-service" | "harvesting" | "password-retrieval" | "smtp-authentication" | "spam-checks" | "greylisting"
AllowEntry = {network: text, spared: [Spared],
  services: [Service], since: time, until: time?, hits: number, last_hit: time?, senders?: [text], hourly?: number, owner: text,
  description: text}
DenyEntry = {network: text, services: [Service], since: time, until: time?, hits: number, last_hit: time?, list: text, owner: text,
  description: text}
ListImport = {lines: number, added: number, kept: number, removed: number, left_out_for_entries_by_hand: number,
  lines_not_understood: number, such_as: [text]}
Greylisted = {who: text, state: "waiting" | "known", seen: time, comes_in: time?, until: time, sender: text, recipient: text}
SmtpBlock = {kind: "sender" | "domain" | "client", name: text, way: "inbound" | "outbound" | "both", soft: flag, since: time,
  until: time?, hits: number, last_hit: time?, description: text}

// A sentence that the pages may say in another language: a form with a {} for each of its values; a value alone is text.
Said = text | {form: text, values: [Said]}

// The audit.
AuditCheck = {check: text, state: "passed" | "failed" | "not checked", severity: Severity, group: text, title: text,
  found: [text], seen: [text], why: text, what_to_do: text, fix: flag,
  said: {title: Said, found: [Said], seen: [Said], why: Said, what_to_do: Said}}
AuditGroup = {group: text, passed: number, failed: number, not_checked: number}
AuditReport = {score: number, passed: number, failed: number, not_checked: number, groups: [AuditGroup], checks: [AuditCheck],
  mended?: [Mended], mending?: number, attempts?: [{attempt: text, stopped: flag, by: text}], too_weak: flag}
AuditRun = {at: time, score: number, passed: number, failed: number, not_checked: number}
AuditFinding = {check: text, severity: Severity, found: text}
PastMending = {number: number, at: time, by: text, changes: [Mended]}
Mended = {what: "setting" | "domain" | "mode", of: text, setting: text, before: text, after: text}

// Administrators, and who is in.
Administrator = {name: text, roles: [Role], domains: [text]?, status: Standing, second_factor: flag, passkeys: number,
  recovery_codes_left: number, networks: [{network: text, description: text}], sessions: number, created: time,
  password_changed: time, last_login: time | "", last_login_ip: text, last_login_country: text,
  last_failed_login: time | "", last_failed_login_ip: text, last_failed_login_country: text}
Invitation = {name: text, roles: [Role], domains: [text]?, invited: time, by: text, until: time, over: flag}
OpenSession = {id: text, current: flag, administrator: text, account: text, from: text, agent: text, began: time, seen: time,
  to_enrol: flag, reason: text}
Token = {number: number, administrator: text, label: text, roles: [Role], networks: [text], created: time, expires: time}
Session = {name: text, account: text?, in_the_name_by: text?, reason: text, by: "session" | "token", roles: [Role], domains: [text]?,
  to_enrol: flag, password_due: time?, to_set_password: flag, second_factor_at: time?, proven: flag}
Passkey = {id: text, label: text, added: time, last_used: time?}
PasskeyChallenge = {challenge: text, site: text}
OwnPasskeyChallenge = {PasskeyChallenge, name: text, user_handle: text, passkeys: [text]}
)";

}  // namespace

const Shapes& shapes() {
  static const Shapes all = parse_shapes(kNamed).value();
  return all;
}

Shape shape_of(const Operation& op) { return parse_shape(op.answers).value(); }

}  // namespace postern::admin
