// What the page of listeners asks the server.
import { api, ifMatch, tagOf } from "../../../shared/api/client.ts";
import type { Door } from "./model.ts";

const AT = { path: { key: "net.listeners" } };

export interface Kept { value: string; tag: string }

export interface ListenersApi {
  read: () => Promise<Kept>;
  // Only if it is as it was when it was read. Gives what the server has to say about it.
  write: (value: string, tag: string) => Promise<readonly string[]>;
  doors: () => Promise<readonly Door[]>;
}

export const LISTENERS_API: ListenersApi = {
  async read() {
    const { data, response } = await api.GET("/api/v1/settings/{key}", { params: AT });
    return { value: (data as { value: string }).value, tag: tagOf(response) };
  },
  async write(value, tag) {
    const { data } = await api.PUT("/api/v1/settings/{key}", { params: { ...AT, header: ifMatch(tag) }, body: { value } });
    return ((data ?? []) as { note?: string }[]).flatMap((row) => row.note ?? []);
  },
  async doors() {
    const { data } = await api.GET("/api/v1/server");
    return (data as { listeners: Door[] }).listeners;
  },
};

export async function certificateNames(): Promise<string[]> {
  const { data } = await api.GET("/api/v1/certificates");
  return (data as { names: string[] }[]).flatMap((one) => one.names);
}
