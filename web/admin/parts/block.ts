// What the server holds against somebody.
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

export const isNetwork = (block: Pick<Block, "subject">): boolean => /^([\d.]+|[\da-f:]*:[\da-f:.]*)(\/\d+)?$/i.test(block.subject);

export const SERVICES = ["smtp", "submission", "imap", "pop3", "web", "admin", "sieve"] as const;
export const isEverywhere = (services: readonly string[]): boolean => services.length === 0 || services.length >= SERVICES.length;
