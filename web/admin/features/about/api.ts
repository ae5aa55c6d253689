// What the page about the server asks it.
import { api } from "../../../shared/api/client.ts";
import type { Diagnostics, Disk, Version } from "./model.ts";

// `check`: the feed of releases is asked first.
export async function version(check = false): Promise<Version> {
  const { data } = await api.POST("/api/v1/version", { body: { check } });
  return data as Version;
}

export async function disk(): Promise<Disk | null> {
  const { data } = await api.GET("/api/v1/server");
  return (data as { disk?: Disk }).disk ?? null;
}

export async function diagnostics(people: boolean): Promise<Diagnostics> {
  const { data } = await api.GET("/api/v1/server/diagnostics", { params: { query: { people } } });
  return data as Diagnostics;
}
