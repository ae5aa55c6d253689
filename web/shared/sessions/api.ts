// What is asked about one's own sessions.
import { api } from "../api/client.ts";
import type { Fetch } from "../api/list.ts";
import type { SignedIn } from "./model.ts";

export const sessions: Fetch<SignedIn> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/session/all", { signal });
  return { items: data as SignedIn[] };
};

export async function end(id: string): Promise<void> {
  await api.DELETE("/api/v1/session/all/{id}", { params: { path: { id } } });
}

export async function endOthers(): Promise<void> {
  await api.DELETE("/api/v1/session/all");
}
