// What the page of listeners asks the server.
import { api, ifMatch, tagOf } from "../../../shared/api/client.ts";
import type { Door } from "./model.ts";

const KEY = { key: "net.listeners" };
const at = (tag: string) => ({ path: KEY, header: ifMatch(tag) });

// A change that the server takes back by then.
export interface Trial { until: string; before: string; by: string }

// `ahead`: by how many milliseconds the server's clock is ahead of the one here.
export interface Kept { value: string; tag: string; trial: Trial | null; ahead: number }

// All but reading: only if it is as it was when it was read.
export interface ListenersApi {
  read: () => Promise<Kept>;
  tryOut: (value: string, tag: string) => Promise<readonly string[]>;  // gives what the server has to say about it
  keep: (tag: string) => Promise<void>;
  putBack: (tag: string) => Promise<void>;
  doors: () => Promise<readonly Door[]>;
}

// Its date is in whole seconds: what may come of that, and of the way, is no difference.
export function aheadOf(date: string | null, here: number): number {
  const ahead = Date.parse(date ?? "") - here;
  return Math.abs(ahead) > 2000 ? ahead : 0;
}

export const LISTENERS_API: ListenersApi = {
  async read() {
    const { data, response } = await api.GET("/api/v1/settings/{key}", { params: { path: KEY } });
    const { value, trial } = data as { value: string; trial?: Trial };
    return { value, tag: tagOf(response), trial: trial ?? null, ahead: aheadOf(response.headers.get("Date"), Date.now()) };
  },
  async tryOut(value, tag) {
    const { data } = await api.POST("/api/v1/settings/{key}/trial", { params: at(tag), body: { value } });
    return ((data ?? []) as { note?: string }[]).flatMap((row) => row.note ?? []);
  },
  async keep(tag) { await api.POST("/api/v1/settings/{key}/keep", { params: at(tag), body: {} }); },
  async putBack(tag) { await api.POST("/api/v1/settings/{key}/put-back", { params: at(tag), body: {} }); },
  async doors() {
    const { data } = await api.GET("/api/v1/server");
    return (data as { listeners: Door[] }).listeners;
  },
};

export async function certificateNames(): Promise<string[]> {
  const { data } = await api.GET("/api/v1/certificates");
  return (data as { names: string[] }[]).flatMap((one) => one.names);
}
