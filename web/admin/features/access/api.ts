// What the lists of networks and names ask the server.
import { api } from "../../../shared/api/client.ts";
import { MOST_ROWS, type Fetch } from "../../../shared/api/list.ts";
import type { Going } from "../../../shared/api/patience.ts";
import { takeBack } from "../../../shared/list/acts.ts";
import { turns } from "../../../shared/api/turns.ts";
import { isEverywhere, spanLeft, wholeList, type Entry, type Side, type SmtpBlock } from "./model.ts";

export interface Wanted {
  network: string;
  for: string;
  services: string[];
  owner: string;
  description: string;
  even_me: boolean;
  spare: string[];
  senders: string[];
  hourly: number | null;
}

export const allowed = (text = ""): Fetch<Entry> => async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/allow", { params: { query: { limit: MOST_ROWS, ...(text && { text }) } }, signal });
  return { items: data as Entry[] };
};

// Whether it is known in which country an address is.
export interface CountryDatabase { file: string; state: "none" | "read" | "unreadable"; problem: string; changed: string }
export async function countryDatabase(): Promise<CountryDatabase> {
  const { data } = await api.GET("/api/v1/ids/country-database");
  return data as CountryDatabase;
}

export const denied = (text = ""): Fetch<Entry> => async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/deny", { params: { query: { limit: MOST_ROWS, ...(text && { text }) } }, signal });
  return { items: data as Entry[] };
};

export async function allow({ hourly, senders, ...wanted }: Wanted): Promise<void> {
  await api.POST("/api/v1/allow", { body: { ...wanted, ...(hourly !== null && { senders, hourly }) } });
}

// Whom it would shut out, or shuts out: how many accounts have logged in from there.
export async function deny({ network, services, owner, description, even_me, for: span }: Wanted, preview: boolean): Promise<number> {
  const { data } = await api.POST("/api/v1/deny", { body: { network, services, owner, description, even_me, for: span, preview } });
  return (data as { accounts_that_logged_in_from_there: number }).accounts_that_logged_in_from_there;
}

export async function removeEntry(side: Side, network: string, evenMe = false): Promise<void> {
  if (side === "deny") await api.DELETE("/api/v1/deny/{network}", { params: { path: { network } } });
  else await api.DELETE("/api/v1/allow/{network}", { params: { path: { network }, query: { even_me: evenMe } } });
}

export const wantedOf = (entry: Entry): Wanted => ({
  network: entry.network, for: spanLeft(entry.until, Date.now()), services: isEverywhere(entry.services) ? [] : [...entry.services],
  owner: entry.owner, description: entry.description, even_me: false, spare: [...(entry.spared ?? [])], senders: [...(entry.senders ?? [])],
  hourly: entry.hourly ?? null,
});

// As it was, for what was left of it.
export async function putBack(side: Side, entry: Entry): Promise<void> {
  if (entry.list) await inTurn(() => restore(entry, entry.list ?? ""));
  else if (side === "allow") await allow(wantedOf(entry));
  else await deny(wantedOf(entry), false);
}

// ---- lists that somebody publishes ----

const inTurn = turns();

export interface Import {
  name: string; file: string; file_names: string[];  // as it is called where it was read
  for: string; services: string[]; owner: string; description: string; even_me: boolean;
}
export interface Imported {
  lines: number; added: number; kept: number; removed: number; left_out_for_entries_by_hand: number; lines_not_understood: number;
  such_as: readonly string[];
}

export async function importList({ name, ...body }: Import): Promise<Imported> {
  const { data } = await api.PUT("/api/v1/deny-lists/{name}", { params: { path: { name } }, body });
  return data as Imported;
}

async function networksOf(list: string): Promise<string[] | null> {
  const { data } = await api.GET("/api/v1/deny", { params: { query: { text: list, limit: MOST_ROWS } } });
  return wholeList(data as Entry[], list, MOST_ROWS);
}

export type WayBack = (going?: Going) => Promise<void>;

// What a list is before it is imported: the way back from that, once it is done; none at all where the list is too long to be read, or where
// it has become so.
export async function wayBackTo(wanted: Import): Promise<(() => Promise<WayBack | null>) | null> {
  const before = await networksOf(wanted.name);
  return before && (async () => {
    if (before.length > 0) return async () => { await importList({ ...wanted, file: before.join("\n"), file_names: [] }); };
    const made = await networksOf(wanted.name);
    return made && ((going) => takeBack(made.map((network) => () => removeEntry("deny", network)), going));
  });
}

// A list is imported as a whole: with what was taken from it. To one that is too long for that the network comes back by itself.
async function restore(entry: Entry, name: string): Promise<void> {
  const { services, owner, description, even_me, for: span } = wantedOf(entry);
  const others = await networksOf(name);
  if (others === null) await deny(wantedOf(entry), false);
  else await importList({ name, file: [...others, entry.network].join("\n"), file_names: [], for: span, services, owner, description, even_me });
}

// ---- by name ----

export interface WantedSmtp { kind: string; name: string; way: string; soft: boolean; for: string; description: string }

export const smtpBlocks: Fetch<SmtpBlock> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/smtp-blocks", { signal });
  return { items: data as SmtpBlock[] };
};

export async function blockByName(wanted: WantedSmtp): Promise<SmtpBlock> {
  const { data } = await api.POST("/api/v1/smtp-blocks", { body: wanted });
  return data as SmtpBlock;
}

export async function unblockByName(kind: string, name: string): Promise<void> {
  await api.DELETE("/api/v1/smtp-blocks/{kind}/{name}", { params: { path: { kind, name } } });
}

export const wantedSmtpOf = ({ kind, name, way, soft, description, until }: SmtpBlock): WantedSmtp =>
  ({ kind, name, way, soft, description, for: spanLeft(until, Date.now()) });
