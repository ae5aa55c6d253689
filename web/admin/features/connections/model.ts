// Who is connected, and who has signed in to the pages or the API.
export interface Connection {
  session: string;  // by which the log knows it
  service: string;
  address: string;
  port: number;
  account: string | null;  // none: nobody has signed in
  since: string;
  state: string;  // what it is doing
  octets_in: number;
  octets_out: number;
  active: string;  // when an octet was moved last
  tls: string | null;
  cipher: string | null;
}

const STATES = ["greeting", "handshake", "login", "command", "envelope", "message", "working", "sending", "idle"] as const;
export type State = (typeof STATES)[number];

// A word that these pages do not know is shown as it is.
export const stateOf = ({ state }: Connection): State | null => STATES.find((one) => one === state) ?? null;

// Requests to the API bring along who they are from; a connection of it belongs to nobody.
export const isNobodys = ({ service, account }: Connection): boolean => account === null && service !== "api";

// How many connections each address holds.
export function countsOf(all: readonly Connection[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { address } of all) counts.set(address, (counts.get(address) ?? 0) + 1);
  return counts;
}

export const addressesIn = (some: readonly Connection[]): string[] => [...new Set(some.map(({ address }) => address))];

export interface Session {
  id: string;
  administrator: string;  // who acts, if an administrator does
  account: string;  // whose it is, if a user's
  from: string;
  agent: string;    // as the browser calls itself; empty: not used yet
  began: string;
  seen: string;     // when something was asked for last
  current: boolean; // the one that shows this page
  to_enrol: boolean;  // a second factor comes first
  reason: string;  // why he acts in somebody's name
}

// All of whose sessions end with it: of a user those in his name, too.
export const whoseOf = ({ account, administrator }: Session): string => account || administrator;

export type SessionKind = "administrators" | "users" | "in-name";

export function kindOf({ account, administrator }: Session): SessionKind {
  if (account === "") return "administrators";
  return administrator === "" ? "users" : "in-name";
}

// Services that somebody is connected to, most used first.
export function servicesOf(all: readonly Connection[]): string[] {
  const counts = new Map<string, number>();
  for (const { service } of all) counts.set(service, (counts.get(service) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([service]) => service);
}
