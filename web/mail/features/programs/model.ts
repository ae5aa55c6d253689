// Application passwords: one for each program or device, which opens what it is for and nothing else.
export interface AppPassword {
  number: number;
  label: string;
  protocols: readonly string[];
  networks: readonly string[];
  read_only: boolean;
  created: string;
  expires: string;  // empty: never
  last_used?: string;
  last_used_from?: string;
}
export interface Made extends AppPassword { password: string }

export const PROTOCOLS = ["imap", "pop3", "smtp", "sieve"] as const;

export interface Wanted { label: string; protocols: readonly string[]; networks: readonly string[]; expires_in: string; read_only: boolean }
export interface Entered { label: string; protocols: readonly string[]; networks: string; expires: string; read_only: boolean }

export const PLAIN: Entered = { label: "", protocols: ["imap", "smtp"], networks: "", expires: "365d", read_only: false };
export const LIVES = ["30d", "90d", "365d", ""];

// Networks as people write them: one after the other, with commas or without.
export const networksOf = (text: string): readonly string[] => text.split(/[\s,;]+/).filter(Boolean);

export function wanted(entered: Entered): Wanted {
  const protocols = entered.read_only ? entered.protocols.filter((one) => one !== "smtp") : entered.protocols;
  const { label, networks, expires, read_only } = entered;
  return { label: label.trim(), protocols, networks: networksOf(networks), expires_in: expires, read_only };
}

export const isOver = (one: AppPassword, now: number): boolean => one.expires !== "" && Date.parse(one.expires) <= now;

export function isOfKind(one: AppPassword, kind: string, now: number): boolean {
  switch (kind) {
    case "used": return Boolean(one.last_used);
    case "never-used": return !one.last_used;
    case "over": return isOver(one, now);
    default: return true;
  }
}

// What has to be typed before these are taken away: the label of one, and of several how many they are.
export const wordFor = (rows: readonly AppPassword[]): string => (rows.length === 1 ? rows[0]?.label ?? "" : String(rows.length));
