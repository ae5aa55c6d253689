// A message that is held for what it is, until somebody has looked at it.
export const KINDS = ["spam", "attachment", "scanner", "unknown"] as const;
export type Kind = (typeof KINDS)[number];

export interface Held {
  id: string;
  message: string;  // as the logs name it
  from: string;
  to: readonly string[];
  kind: Kind;  // what it is held for; the server knows of old ones no more than the reason
  reason: string;
  since: string;
  size: number;
  ip: string;  // where it came from
  login: string;  // who has sent it, if somebody of this server has
}

// Its beginning, a line at a time: what would move a cursor or hide a word was taken out.
export interface Shown extends Held { subject_field: string; from_field: string; date_field: string; lines: readonly string[] }

export const SIDES = ["", "in", "out"] as const;

export const isOfSide = (held: Held, side: string): boolean => side === "" || (held.login === "" ? "in" : "out") === side;

export const isOfKind = (held: Held, kind: string): boolean => held.kind === kind;

// The kinds of what is held now.
export const kindsIn = (all: readonly Held[]): Kind[] => KINDS.filter((kind) => all.some((held) => held.kind === kind));

// For what it seems to be, and not for what it carries. Whatever has another reason may carry something.
export const isHeldAsSpam = (held: Held): boolean => held.kind === "spam";

// One that was taken for spam does little harm where it goes. Nothing that goes can be called back.
export const mayGoUnasked = (rows: readonly Held[]): boolean => rows.length === 1 && rows.every(isHeldAsSpam);

// What has to be typed first: whose one is, and of several how many they are. A report on a delivery is from nobody.
export const wordFor = (rows: readonly Held[]): string => (rows.length === 1 && rows[0]?.from) || String(rows.length);
