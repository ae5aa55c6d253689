// Accounts as the lists and pages of people need them.
export type AccountStatus = "active" | "disabled" | "contained" | "receiving";

// What somebody may use, as the server calls it.
export const SERVICES = ["smtp", "imap", "pop3", "sieve", "web"] as const;

export interface Account {
  address: string;
  display_name: string;
  status: AccountStatus;
  kind: "person" | "service";
  quota: number;  // octets; 0: no limit
  used_bytes: number;
  created: string;
  second_factor: boolean;
  country_rule: CountryRule;
  countries: readonly string[];
  spam_actions: string;
  services: readonly string[];
  password_changed: string;  // empty: it has none yet
  last_login: string;  // empty: never
}

export type CountryRule = "off" | "deny" | "allow";

// What is wrong with an account's password: "breaks length", "expired", "expired; sends nothing more".
export interface PasswordFault { address: string; reasons: readonly string[]; password_changed: string; sending_stops: string }

export interface AccountRow extends Account { faults: readonly string[] }

export const localOf = (address: string): string => address.slice(0, address.lastIndexOf("@"));
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

// How full a mailbox is, 1 being full; null: it has no limit.
export const fullnessOf = ({ used_bytes: used, quota }: Pick<Account, "used_bytes" | "quota">): number | null => (quota === 0 ? null : used / quota);
export const NEARLY_FULL = 0.9;

export type Shade = "" | "disabled" | "receiving" | "silent" | "contained" | "no-factor" | "password" | "idle" | "full";

const IDLE = 90 * 86_400_000;  // milliseconds

export const maySend = ({ services }: Pick<Account, "services">): boolean => services.includes("smtp");

// `idle`: nobody has logged in for so long, not even into one that was made before that.
export function isOfShade(row: AccountRow, shade: string, now = Date.now()): boolean {
  switch (shade as Shade) {
    case "disabled": return row.status === "disabled";
    case "receiving": return row.status === "receiving";
    case "silent": return !maySend(row);
    case "idle": return Date.parse(row.last_login || row.created) < now - IDLE;
    case "contained": return row.status === "contained";
    case "no-factor": return !row.second_factor;
    case "password": return row.faults.length > 0;
    case "full": return (fullnessOf(row) ?? 0) >= NEARLY_FULL;
    default: return true;
  }
}

// People alone: what machines send with has a page of its own.
export const peopleOf = (accounts: readonly Account[]): AccountRow[] =>
  accounts.filter((account) => account.kind === "person").map((account) => ({ ...account, faults: [] }));

export function withFaults(faults: readonly PasswordFault[]): (row: AccountRow) => AccountRow {
  const known = new Map(faults.map((fault) => [fault.address, fault.reasons]));
  return (row) => { const its = known.get(row.address); return its ? { ...row, faults: its } : row; };
}

// The key of the word for one of them, and what it names: { word: "people-fault-breaks", rule: "length" }.
export function faultOf(reason: string): { word: string; rule: string } {
  if (reason.startsWith("breaks ")) return { word: "people-fault-breaks", rule: reason.slice("breaks ".length) };
  if (reason.startsWith("expired;")) return { word: "people-fault-silent", rule: "" };
  return { word: reason === "expired" ? "people-fault-expired" : "people-fault-aged", rule: "" };
}

// Whether it breaks the policy, which is another thing than its age.
export const isWeak = ({ reasons }: Pick<PasswordFault, "reasons">): boolean => reasons.some((reason) => faultOf(reason).rule !== "");

// What becomes of spam, level by level: "low=inbox,medium=junk"; a level that is not named is as the domain or the server says.
export const SPAM_LEVELS = ["low", "medium", "high", "blocked"] as const;
export const SPAM_ACTIONS = ["inbox", "junk", "quarantine", "refuse"] as const;
export type SpamLevel = (typeof SPAM_LEVELS)[number];

export function spamActionsOf(text: string): Record<SpamLevel, string> {
  const said = new Map(text.split(",").map((item) => item.split("=").map((word) => word.trim()) as [string, string]));
  return Object.fromEntries(SPAM_LEVELS.map((level) => [level, said.get(level) ?? ""])) as Record<SpamLevel, string>;
}

// What holds for an account where it says nothing itself, as far as it is known who does.
export interface SpamAbove { of: "domain" | "server"; action: string }  // "": not known here
export type SpamAbovePerLevel = Readonly<Record<SpamLevel, SpamAbove>>;

// By level, as far as it is known: `domain`, where "server" leaves it to that, or null; `server`.
type PerLevel = Readonly<Partial<Record<SpamLevel, string>>>;
export function spamAbove(domain: PerLevel | null, server: PerLevel): SpamAbovePerLevel {
  const of = (level: SpamLevel): SpamAbove => {
    const its = domain?.[level] ?? "";
    return its === "server" ? { of: "server", action: server[level] ?? "" } : { of: "domain", action: its };
  };
  return Object.fromEntries(SPAM_LEVELS.map((level) => [level, of(level)])) as Record<SpamLevel, SpamAbove>;
}

export const spamText = (actions: Readonly<Record<SpamLevel, string>>): string =>
  SPAM_LEVELS.filter((level) => actions[level] !== "").map((level) => `${level}=${actions[level]}`).join(",");

// Who may write to an alias.
export const OPEN_TO = ["everybody", "people-here", "members"] as const;
export type OpenTo = (typeof OPEN_TO)[number];

// `nobodys`: of its targets those in domains here that are nobody's, so that mail to them is refused.
export interface Alias {
  alias: string; targets: readonly string[]; nobodys: readonly string[]; members_may_send: boolean; open_to: OpenTo; created: string;
}
