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

export const isNetwork = (block: Pick<Block, "subject">): boolean => /^([\d.]+|[\da-f:]*:[\da-f:.]*)(\/\d+)?$/i.test(block.subject);

export type Kind = "" | "networks" | "accounts" | "by-hand";

export function isOfKind(block: Block, kind: string): boolean {
  switch (kind as Kind) {
    case "networks": return isNetwork(block);
    case "accounts": return !isNetwork(block);
    case "by-hand": return block.rule === "by-hand";
    default: return true;
  }
}

// Minutes as the server takes them: what is left of a block when it is put back.
export const spanOf = (minutes: number): string => `${Math.max(1, minutes)}m`;

// The same thing is explained as one, and what several rules hold against it as several.
export const explanations = (answer: Explained | readonly Explained[]): readonly Explained[] =>
  (Array.isArray(answer) ? answer : [answer as Explained]);

export const SERVICES = ["smtp", "submission", "imap", "pop3", "web", "admin", "sieve"] as const;
