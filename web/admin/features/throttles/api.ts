// What the page of throttles asks the server besides its settings.
import { api } from "../../../shared/api/client.ts";
import type { Fetch } from "../../../shared/api/list.ts";
import { oversOf, type Over } from "./model.ts";

export const overs: Fetch<Over> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/logs", {
    params: { query: { text: "delivery.throttled", logs: ["delivery"], since: "1d", raw: true, limit: 1000 } }, signal,
  });
  return { items: oversOf(data as unknown[]) };
};
