// What the page of connections asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Fetch, Page } from "../../../shared/api/list.ts";
import type { Connection, Session } from "./model.ts";

export const connections = (text = ""): Fetch<Connection> => async (cursor, signal) => {
  const query = { limit: 1000, ...(cursor && { cursor }), ...(text && { text }) };
  const { data } = await api.GET("/api/v1/connections", { params: { query }, signal });
  return data as Page<Connection>;
};

export async function drop(session: string): Promise<void> {
  await api.DELETE("/api/v1/connections/{session}", { params: { path: { session } } });
}

export const sessions: Fetch<Session> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/sessions", { signal });
  return { items: data as Session[] };
};

export async function endSession(id: string): Promise<void> {
  await api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } });
}

export async function endSessions(name: string): Promise<void> {
  await api.DELETE("/api/v1/administrators/{name}/sessions", { params: { path: { name } } });
}
