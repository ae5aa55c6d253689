// What the overview asks the server: each question by itself, for each may fail, and not everybody may ask all of them.
import { api } from "../../../shared/api/client.ts";
import type { Page } from "../../../shared/api/list.ts";
import type { Certificate, Connection, Held, QueueLine, Status, Weak } from "./model.ts";

const MOST = 1000;

export interface Queue { lines: readonly QueueLine[] }
export async function queue(): Promise<Queue> {
  const { data } = await api.GET("/api/v1/queue/domains", { params: { query: { limit: MOST } } });
  return { lines: data as QueueLine[] };
}

export async function blocks(): Promise<{ count: number; isMore: boolean }> {
  const { data } = await api.GET("/api/v1/ids/blocks", { params: { query: { limit: MOST } } });
  const { items, next } = data as Page<unknown>;
  return { count: items.length, isMore: next !== undefined };
}

export async function connections(): Promise<readonly Connection[]> {
  const { data } = await api.GET("/api/v1/connections", { params: { query: { limit: MOST } } });
  return (data as Page<Connection>).items;
}

export async function status(): Promise<Status> {
  const { data } = await api.GET("/api/v1/server");
  return data as Status;
}

export async function certificates(): Promise<readonly Certificate[]> {
  const { data } = await api.GET("/api/v1/certificates");
  return data as Certificate[];
}

export async function quarantine(): Promise<readonly Held[]> {
  const { data } = await api.GET("/api/v1/quarantine", { params: { query: { limit: MOST } } });
  return data as Held[];
}

export async function weakPasswords(): Promise<readonly Weak[]> {
  const { data } = await api.GET("/api/v1/password-compliance");
  return data as Weak[];
}
