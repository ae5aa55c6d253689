// What the server is asked about one's own passkeys.
import { api } from "../api/client.ts";
import type { NewPasskey, OwnChallenge } from "./make.ts";

export interface Passkey { id: string; label: string; added: string; last_used: string | null }

export async function passkeys(): Promise<readonly Passkey[]> {
  const { data } = await api.GET("/api/v1/session/passkeys");
  return data as Passkey[];
}

export async function ownChallenge(): Promise<OwnChallenge> {
  const { data } = await api.POST("/api/v1/session/own-challenge", { body: {} });
  return data as OwnChallenge;
}

// Gives the recovery codes that come with a person's first second factor; none with another, or to an administrator.
export async function addPasskey(made: NewPasskey, label: string): Promise<readonly string[]> {
  const { data } = await api.POST("/api/v1/session/passkeys", { body: { ...made, label } });
  return (data as { recovery_codes: string[] }).recovery_codes;
}

export async function removePasskey(id: string): Promise<void> {
  await api.DELETE("/api/v1/session/passkeys/{id}", { params: { path: { id } } });
}
