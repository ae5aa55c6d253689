// The first run: which steps there are, and which are done. All of it is what the server has: who leaves comes back to where he was.
import { isRight, toPublish, type DnsRecord } from "../shared/dns/records.ts";

export interface Session { name: string; account: string | null; roles: readonly string[]; to_enrol: boolean }
export interface Certificate { names: readonly string[]; source: string; not_before: string; not_after: string; sha256: string }
export interface State {
  session: Session | null;
  domains: readonly string[];
  domain: string;  // the one whose records these are
  records: readonly DnsRecord[];
  certificates: readonly Certificate[];
}
export const NOTHING: State = { session: null, domains: [], domain: "", records: [], certificates: [] };

export const STEPS = ["owner", "factor", "domain", "dns", "certificate", "message"] as const;
export type Step = (typeof STEPS)[number];

export const isFull = (session: Session | null): boolean => session !== null && !session.to_enrol && session.account === null;

// What one signs in to set up; who keeps only a part of the server has nothing to do here but his second factor.
export const mayGoOn = (session: Session | null): boolean => isFull(session) && session !== null && session.roles.includes("owner");

// Whoever has his second factor goes on where he is needed: with the first run, which only an owner does, or at the console.
export function afterFactor({ session, domains }: Pick<State, "session" | "domains">): string {
  if (session === null) return "/login";
  return mayGoOn(session) && domains.length === 0 ? "/setup" : "/admin";
}

// Of several domains the one that was added or chosen, as far as it is there.
export const domainOf = (domains: readonly string[], wanted: string): string => (domains.includes(wanted) ? wanted : domains[0] ?? "");

export const isOwnOnly = (certificates: readonly Certificate[]): boolean => certificates.every((one) => one.source === "own");

export function isDone(step: Step, state: State): boolean {
  switch (step) {
    case "owner": return state.session !== null;
    case "factor": return isFull(state.session);
    case "domain": return state.domains.length > 0;
    case "dns": return state.records.length > 0 && state.records.filter((one) => one.required).every(isRight);
    case "certificate": return state.certificates.length > 0 && !isOwnOnly(state.certificates);
    case "message": return false;  // it may be sent as often as one likes
  }
}

// The first that must be done before the others; then the one that was asked for, or the first that is left.
export function stepNow(wanted: string, state: State): Step {
  const must = (["owner", "factor", "domain"] as const).find((step) => !isDone(step, state));
  const asked = STEPS.find((step) => step === wanted);
  if (must) return must;
  return asked && asked !== "owner" && asked !== "factor" ? asked : STEPS.find((step) => !isDone(step, state)) ?? "message";
}

export const isOpen = (step: Step, state: State): boolean =>
  isDone("domain", state) && isFull(state.session) && step !== "owner" && step !== "factor";

export const nextOf = (step: Step): Step => STEPS[Math.min(STEPS.length - 1, STEPS.indexOf(step) + 1)] ?? "message";

// The token of the one-time link. It stands behind #, which browsers send to nobody.
export const tokenIn = (hash: string): string => hash.replace(/^#/, "");

export const zoneOf = (records: readonly DnsRecord[]): string => toPublish(records).map((one) => `${one.row}\n`).join("");
