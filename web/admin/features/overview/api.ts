// What the overview asks the server: each question by itself, for each may fail, and not everybody may ask all of them.
import { api } from "../../../shared/api/client.ts";
import type { Page } from "../../../shared/api/list.ts";
import type { Counts } from "../../figures/model.ts";
import type { Block } from "../../parts/block.ts";
import { isPaused } from "../queue/api.ts";
import { COUNTED, SINCE } from "./attacks.ts";
import type { Certificate, Connection, Held, QueueLine, Status, Weak } from "./model.ts";

const MOST = 1000;

export interface Queue { lines: readonly QueueLine[]; paused: boolean }
export async function queue(): Promise<Queue> {
  const [{ data }, paused] = await Promise.all([api.GET("/api/v1/queue/domains", { params: { query: { limit: MOST } } }), isPaused()]);
  return { lines: data as QueueLine[], paused };
}

export interface Blocks { blocks: readonly Block[]; isMore: boolean }
export async function blocks(): Promise<Blocks> {
  const { data } = await api.GET("/api/v1/ids/blocks", { params: { query: { limit: MOST } } });
  const { items, next } = data as Page<Block>;
  return { blocks: items, isMore: next !== undefined };
}

export async function counted(): Promise<Counts> {
  const { data } = await api.GET("/api/v1/counts", { params: { query: { series: [...COUNTED], since: SINCE } } });
  return data as Counts;
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
