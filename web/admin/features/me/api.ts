// What the page of one's own sign-in asks the server.
import { api } from "../../../shared/api/client.ts";
import type { OwnState, Seed } from "./model.ts";

export async function ownState(name: string): Promise<OwnState> {
  const { data } = await api.GET("/api/v1/administrators/{name}", { params: { path: { name } } });
  return data as OwnState;
}

// This session goes on, the others end.
export async function setPassword(password: string): Promise<void> {
  await api.PUT("/api/v1/session/own-password", { body: { password } });
}

export async function beginApp(): Promise<Seed> {
  const { data } = await api.POST("/api/v1/session/second-factor", { body: {} });
  return data as Seed;
}

// The app shows its first code: the one before it counts no more, and neither do its recovery codes.
export async function confirmApp(code: string): Promise<readonly string[]> {
  const { data } = await api.PUT("/api/v1/session/second-factor", { body: { code } });
  return (data as { recovery_codes: string[] }).recovery_codes;
}
