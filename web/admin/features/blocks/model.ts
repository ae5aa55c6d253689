// What is held against whom, as the list and the words about it need it.
export interface Block {
  subject: string;  // a network, an account's address or an administrator's name
  rule: string;
  action: string;
  services: readonly string[];
  country: string;
  since: string;
  until: string | null;  // none: until it is lifted
  minutes_left: number | null;
  count: number;
  blocks_in_30_days: number;
  description: string;
}

export interface SecurityEvent { at: string; signal: string; service: string; cause: string; ip: string; account: string }
export interface Explained extends Block { evidence: readonly SecurityEvent[] }

// Several blocked addresses of one network that could be blocked as one, and what that would cost.
export interface Foldable { network: string; blocked: number }
export interface Cost {
  network: string;
  folds: number;
  services: readonly string[];
  until: string | null;
  accounts_that_logged_in_from_there: number;
}

// What was there before and is not there any more: the blocks that became one.
export function folded(before: readonly Block[], after: readonly Block[]): Block[] {
  const left = new Set(after.map((block) => block.subject));
  return before.filter((block) => isNetwork(block) && block.action === "block" && !left.has(block.subject));
}

export const isNetwork = (block: Pick<Block, "subject">): boolean => /^([\d.]+|[\da-f:]*:[\da-f:.]*)(\/\d+)?$/i.test(block.subject);

// One address alone is written as people write it.
export const shownOf = (subject: string): string => subject.replace(/^([\d.]+)\/32$|^([\da-f:.]+)\/128$/i, "$1$2");

// A chip for each service that somebody is kept out of: "at-smtp".
export const chipOf = (service: string): string => `at-${service}`;

export function isOfKind(block: Block, kind: string): boolean {
  if (kind.startsWith("at-")) return block.services.some((service) => chipOf(service) === kind);
  switch (kind) {
    case "networks": return isNetwork(block);
    case "accounts": return !isNetwork(block);
    case "by-hand": return block.rule === "by-hand";
    default: return true;
  }
}

// What it said and did, whole sessions: of an address, or of an account.
export function logsOf(block: Block): string {
  const term = isNetwork(block) ? "ip" : block.subject.includes("@") ? "account" : "text";
  return `/admin/logs?${term}=${encodeURIComponent(shownOf(block.subject))}&since=7d&whole=1`;
}

const MOST = 100_000;  // of one unit

// Minutes as the server takes them: what is left of a block when it is put back.
export const spanOf = (minutes: number): string =>
  (minutes <= MOST ? `${Math.max(1, minutes)}m` : `${Math.min(MOST, Math.ceil(minutes / 60))}h`);

// The same thing is explained as one, and what several rules hold against it as several.
export const explanations = (answer: Explained | readonly Explained[]): readonly Explained[] =>
  (Array.isArray(answer) ? answer : [answer as Explained]);

export const SERVICES = ["smtp", "submission", "imap", "pop3", "web", "admin", "sieve"] as const;
