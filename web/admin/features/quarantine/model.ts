// A message that is held for what it is, until somebody has looked at it.
export interface Held {
  id: string;
  message: string;  // as the logs name it
  from: string;
  to: readonly string[];
  reason: string;
  since: string;
  size: number;
  ip: string;  // where it came from
  login: string;  // who has sent it, if somebody of this server has
}

// Its beginning, a line at a time: what would move a cursor or hide a word was taken out.
export interface Shown extends Held { subject_field: string; from_field: string; date_field: string; lines: readonly string[] }

export type Side = "" | "in" | "out";

export const isOfSide = (held: Held, side: string): boolean => side === "" || (held.login === "" ? "in" : "out") === side;
