// The setting net.listeners: what is served where. Its value is a JSON list; members that this page does not know are kept as they are.
export const SERVICES = ["smtp", "submission", "lmtp", "imap", "pop3", "api"] as const;
export const TLS = ["implicit", "starttls", "none"] as const;
export const ROLES = ["webmail", "admin", "api", "dav"] as const;

export interface Listener {
  service: string;
  address: string;
  port: number;
  tls: string;
  host_names: readonly string[];
  certificate: string;
  proxies: readonly string[];
  max_connections: number;
  roles: readonly string[];
  [more: string]: unknown;
}

// One that is open, as the server says it; `yours`: the one that it was asked by.
export interface Door { service: string; address: string; port: number; sessions: number; yours?: boolean }

export interface Row extends Listener { door: Door | null }

export const FRESH: Listener = {
  service: "imap", address: "::", port: 0, tls: "implicit", host_names: [], certificate: "", proxies: [], max_connections: 10_000, roles: [],
};

export function listenersIn(value: string): Listener[] {
  const rows: unknown = JSON.parse(value);
  return Array.isArray(rows) ? rows.map((row: Partial<Listener>) => ({ ...FRESH, ...row })) : [];
}

export const valueOf = (rows: readonly Listener[]): string => JSON.stringify(rows);

export const keyOf = ({ service, address, port }: Pick<Listener, "service" | "address" | "port">): string => `${service} ${address} ${port}`;
export const isSame = (a: Pick<Listener, "service" | "address" | "port">, b: typeof a): boolean => keyOf(a) === keyOf(b);

export const rowsOf = (listeners: readonly Listener[], doors: readonly Door[]): Row[] =>
  listeners.map((one) => ({ ...one, door: doors.find((door) => isSame(door, one)) ?? null }));

export const isOwn = (row: Row): boolean => row.door?.yours === true;

export function plain({ door: _door, ...listener }: Row): Listener { return listener as Listener; }

export const added = (all: readonly Listener[], one: Listener): Listener[] => [...all, one];
export const without = (all: readonly Listener[], one: Listener): Listener[] => all.filter((other) => !isSame(other, one));
export const changed = (all: readonly Listener[], before: Listener, after: Listener): Listener[] =>
  all.map((other) => (isSame(other, before) ? after : other));

// What only another service could have is left out when the service is chosen.
export function fitted(one: Listener): Listener {
  const isWeb = one.service === "api";
  const tls = isWeb ? "implicit" : one.tls;
  return { ...one, tls, roles: isWeb ? one.roles : [], certificate: tls === "none" ? "" : one.certificate };
}

// A port is a whole number; 0 lets the system choose one, which is of no use to anybody who has to know it.
export const isPort = (text: string): boolean => isWhole(text, 65_535);
export const MOST = 1_000_000;
export const isMost = (text: string): boolean => isWhole(text, MOST);
const isWhole = (text: string, most: number): boolean => /^\d{1,7}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;

export function isOfKind(row: Row, kind: string): boolean {
  switch (kind) {
    case "mail": return row.service !== "api";
    case "web": return row.service === "api";
    case "plain": return row.tls === "none";
    case "closed": return row.door === null;
    default: return true;
  }
}
