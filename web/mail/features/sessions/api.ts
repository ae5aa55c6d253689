// What the page of sessions asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Fetch } from "../../../shared/api/list.ts";
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
