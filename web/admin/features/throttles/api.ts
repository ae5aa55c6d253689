// What the page of throttles asks the server besides its settings.
import { api } from "../../../shared/api/client.ts";
import type { Fetch } from "../../../shared/api/list.ts";
import { oversOf, type Over } from "./model.ts";

export interface Reached { of: string; recipients: number; hourly: number; action: "delay" | "reject"; until: string }
export const reached: Fetch<Reached> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/queue/throttles", { signal });
  return { items: data as Reached[] };
};

export const overs: Fetch<Over> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/logs", {
    params: { query: { text: "delivery.throttled", logs: ["delivery"], since: "1d", raw: true, limit: 1000 } }, signal,
  });
  return { items: oversOf(data as unknown[]) };
};
