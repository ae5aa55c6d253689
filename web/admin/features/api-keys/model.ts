// Tokens that programs call the API with.
export interface Token {
  number: number;
  administrator: string;  // in whose name
  label: string;
  roles: readonly string[];
  networks: readonly string[];  // none: from wherever he may come
  created: string;
  expires: string;
}

export interface FreshToken { name: string; label: string; roles: readonly string[]; networks: readonly string[]; expires_in: string }

export const LIVES = ["1d", "30d", "90d", "366d"] as const;

const SOON = 14 * 86_400_000;

export function stateOf(token: Token, now: number): "over" | "soon" | "holds" {
  const left = Date.parse(token.expires) - now;
  return left <= 0 ? "over" : left < SOON ? "soon" : "holds";
}

export const isOfKind = (token: Token, kind: string, now: number): boolean => kind === "" || stateOf(token, now) === kind;
