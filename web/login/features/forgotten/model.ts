// The steps to a new password, and what is said when one does not lead on.
import type { Problem } from "../../../shared/api/problem.ts";

export type Step = { kind: "ask" } | { kind: "token"; heard: boolean } | { kind: "password"; token: string };

export const firstStep = (token: string | null): Step => (token === null ? { kind: "ask" } : { kind: "password", token });

// Only whose token holds is told of his password; and what does not hold is not told from what never did.
export function refusalOf(problem: Problem | null): { ofPassword: boolean; word: string } {
  if (problem?.status === 400) return { ofPassword: true, word: "" };
  if (problem?.status === 403) return { ofPassword: false, word: "reset-refused" };
  return { ofPassword: false, word: problem?.isUnreachable ? "login-unreachable" : "login-failed" };
}
