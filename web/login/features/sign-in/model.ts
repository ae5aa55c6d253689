// Signing in: what is entered, what is said about a try, and where one goes afterwards.
import type { Problem } from "../../../shared/api/problem.ts";

export interface Session { name: string; account: string | null; roles: readonly string[]; to_enrol: boolean; to_set_password?: boolean }

export type Trouble =
  | { kind: "refused" }  // the server tells a stranger no more, and neither does this page
  | { kind: "wait"; seconds: number }
  | { kind: "unreachable" }
  | { kind: "failed"; correlation: string | undefined };

const SHORT_WAIT = 10;

export function troubleOf(problem: Problem): Trouble {
  if (problem.isUnreachable) return { kind: "unreachable" };
  if (problem.isTooMany) return { kind: "wait", seconds: problem.retryAfter ?? SHORT_WAIT };
  return problem.status >= 500 ? { kind: "failed", correlation: problem.correlation } : { kind: "refused" };
}

// A code as people type it: "123 456".
export const codeOf = (typed: string): string => typed.replace(/[\s-]/g, "");

// Where the page that sent one here wants one back: a path of this server, for a link from elsewhere may say anything.
export function wayBack(search: string): string | null {
  const next = new URLSearchParams(search).get("next");
  if (next === null || !/^\/(admin|domain|mail|setup)(\/|\?|$)/.test(next) || /[\\\u0000-\u001f]/.test(next)) return null;
  return next;
}

export function destination(session: Session, search: string): string {
  const isPerson = session.account !== null;  // whose own pages see to what comes first
  return session.to_enrol && !isPerson ? "/setup/second-factor" : wayBack(search) ?? (isPerson ? "/mail/security" : "/admin");
}

// The token of a link that sets a forgotten password anew. It stands behind #, which browsers send to nobody.
export const tokenIn = (hash: string): string | null => new URLSearchParams(hash.replace(/^#/, "")).get("reset") || null;
