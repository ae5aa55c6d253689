// Who has come in to one's account lately, and who has tried.
export interface SignIn { at: string; service: string; ip: string; country: string; tls: boolean; cause: string }  // cause: empty for who got in

export const gotIn = (one: SignIn): boolean => one.cause === "";

export function isOfKind(one: SignIn, kind: string): boolean {
  switch (kind) {
    case "in": return gotIn(one);
    case "refused": return !gotIn(one);
    default: return true;
  }
}

// Rows have no name of their own: the server gives the newest first.
export interface Numbered extends SignIn { id: string }
export const numbered = (rows: readonly SignIn[]): readonly Numbered[] => rows.map((row, index) => ({ ...row, id: String(rows.length - index) }));
