// What the page of quarantine asks the server.
import { api } from "../../../shared/api/client.ts";
import { MOST_ROWS, type Fetch } from "../../../shared/api/list.ts";
import type { Held, Shown } from "./model.ts";

export const held: Fetch<Held> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/quarantine", { params: { query: { limit: MOST_ROWS } }, signal });
  const items = data as Held[];
  return { items, isCut: items.length >= MOST_ROWS };
};

export async function show(id: string): Promise<Shown> {
  const { data } = await api.GET("/api/v1/quarantine/{id}", { params: { path: { id } } });
  return data as Shown;
}

export async function release(id: string): Promise<void> {
  await api.POST("/api/v1/quarantine/{id}/release", { params: { path: { id } } });
}

export async function remove(id: string): Promise<void> {
  await api.DELETE("/api/v1/quarantine/{id}", { params: { path: { id } } });
}
