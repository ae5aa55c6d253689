// What the page of one message asks the server.
import { api } from "../../../shared/api/client.ts";
import { found, type Found, type Story } from "./model.ts";

export async function storyOf(id: string, signal: AbortSignal): Promise<Story> {
  const { data } = await api.GET("/api/v1/messages/{id}/story", { params: { path: { id } }, signal });
  return data as Story;
}

// What was taken from or for an address in the last days: its logins to read mail are none of it.
export async function messagesOf(address: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { data } = await api.GET("/api/v1/logs", {
    params: { query: { account: address, logs: ["smtp_in", "smtp_out", "delivery"], sessions: true, since: "7d", limit: 5000, raw: true } },
    signal,
  });
  return found(data as unknown[], address);
}
