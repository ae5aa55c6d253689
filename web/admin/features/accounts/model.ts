// One account: what is known of it, and what may open it.
import type { components } from "../../../shared/api/api.generated.ts";
import type { OauthToken, Opened } from "../../../shared/oauth/model.ts";
import type { Account, Alias } from "../../people/model.ts";

export interface AccountDetails extends Account {
  used_messages: number;
  recovery_address: string;  // empty: nowhere
  may_send_as: readonly string[];
  language: string;         // in which the server writes to its owner: en, de, or domain
  domain_language: string;  // which that is
}

export type Factor = components["schemas"]["SecondFactor"];

// What a person is asked for besides the password, word by word; without any, how it stands: nothing opens an account that is shut.
export function factorWords({ app, passkeys, begun, mode }: Factor, status: string): readonly { word: string; count: number }[] {
  const has = [...(app ? [{ word: "app", count: 1 }] : []), ...(passkeys > 0 ? [{ word: "passkeys", count: passkeys }] : [])];
  if (has.length > 0) return has;
  if (status !== "active") return [{ word: begun ? "begun" : "none", count: 0 }];
  return [{ word: begun ? "begun" : mode === "forced" ? "due" : "off", count: 0 }];
}

export type AppPassword = Opened & { expires: string };

// An application password or a token, as the list of both has it.
export type Key = (AppPassword & { kind: "app-password" }) | (OauthToken & { kind: "token" });

export const keysOf = (passwords: readonly AppPassword[], tokens: readonly OauthToken[]): Key[] => [
  ...passwords.map((one) => ({ ...one, kind: "app-password" as const })), ...tokens.map((one) => ({ ...one, kind: "token" as const })),
];
export const nameOf = (key: Key): string => `${key.kind} ${key.number}`;

// ---- a token that is made ----

// Where programs may show one, of what is open to the account. What only reads sends nothing.
export const tokenProtocols = (services: readonly string[], readOnly: boolean): readonly string[] =>
  ["imap", "pop3", "smtp"].filter((one) => services.includes(one) && !(readOnly && one === "smtp"));

export interface WantedToken { label: string; protocols: readonly string[]; networks: readonly string[]; read_only: boolean }
export type MadeToken = components["schemas"]["OauthToken"] & components["schemas"]["TokenPair"];

export const plainToken = (services: readonly string[]): WantedToken =>
  ({ label: "", protocols: tokenProtocols(services, false).filter((one) => one !== "pop3"), networks: [], read_only: false });

export const wantedToken = ({ label, protocols, networks, read_only }: WantedToken, services: readonly string[]): WantedToken =>
  ({ label: label.trim(), protocols: tokenProtocols(services, read_only).filter((one) => protocols.includes(one)), networks, read_only });

export interface WebSession { administrator: string; account: string; from: string; began: string; reason: string }
export interface Connection { session: string; service: string; address: string; account: string | null; since: string }

// A way in that is open right now, of either kind.
export interface Visit { key: string; kind: "web" | "connection"; service: string; from: string; since: string; by: string }

export const visitsOf = (address: string, sessions: readonly WebSession[], connections: readonly Connection[]): Visit[] => [
  ...sessions.filter((one) => one.account === address).map((one, index) => ({
    key: `web ${index}`, kind: "web" as const, service: "web", from: one.from, since: one.began, by: one.administrator,
  })),
  ...connections.filter((one) => one.account === address).map((one) => ({
    key: one.session, kind: "connection" as const, service: one.service, from: one.address, since: one.since, by: "",
  })),
];

export const aliasesTo = (address: string, aliases: readonly Alias[]): Alias[] => aliases.filter((alias) => alias.targets.includes(address));

export interface AutoReply { on: boolean; subject: string; text: string; from: string; until: string; to: "all" | "domain" }

// `pages`: where people's pages are; `link`: the one of them that takes the token. Empty where no listener serves them.
export interface Impersonation { token: string; pages: string; expires: string; told: boolean }
export interface ResetLink { token: string; link: string; expires: string }

// Where one who acts in a name opens its pages: this very place, if they are here, else their own, if what this browser keeps for the one
// name it keeps for the other too, which it does whatever the port.
export const pagesWithin = (here: { origin: string; hostname: string }, areHere: boolean, pages: string): string | null => {
  if (areHere) return here.origin;
  return pages !== "" && new URL(pages).hostname === here.hostname ? pages : null;
};

// How full it is, between 0 and 1; nothing where there is no limit.
export const fullness = ({ used_bytes, quota }: Pick<AccountDetails, "used_bytes" | "quota">): number | null =>
  (quota === 0 ? null : Math.min(1, used_bytes / quota));

// ---- an account in a stranger's hands ----

export interface Containment { keys: number; sessions: number; connections: number; messages: number }
export interface Recovered { messages: number; password?: string; token?: string; link?: string; expires?: string }
export const HELD_MAIL = ["keep", "release", "delete"] as const;
export type HeldMail = (typeof HELD_MAIL)[number];

export interface Login { at: string; service: string; ip: string; country: string; tls: boolean; cause: string; fresh: boolean }
export interface TrailMessage {
  at: string; message: string; session: string; ip: string; from: string; to: string; recipients: number; size: number;
  standing: "held" | "waiting" | "gone";
}
export interface TrailChange { at: string; who: string; event: string; what: string; about: string; outcome: string; why: string; changes: string }
export interface Trail {
  recovery_in_doubt: boolean;
  since: string;
  suspected: boolean;  // the moment is that of the first login from elsewhere
  contained: { at: string; by: string; reason: string } | null;
  logins: readonly Login[];
  sent: readonly TrailMessage[];
  changes: readonly TrailChange[];
  recipients: number; waiting: number; held: number;
  complete: boolean;
  mail_is_logged: boolean;
}

// From when on one looks: empty as the server finds it, a span, or a moment of one's own.
export const MOMENTS = ["", "1d", "7d", "30d", "own"] as const;

export function sinceOf(moment: string, own: string): string {
  if (moment !== "own") return moment;
  const at = new Date(own);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

// The key of its word: of what was run, else of what happened.
export const wordOfAct = ({ event, what }: Pick<TrailChange, "event" | "what">): string =>
  (event === "administration.acted" ? `trail-act-${what.replaceAll(".", "-")}` : `trail-event-${event.replaceAll(".", "-")}`);
