// The passwords that routes name: which are kept, which are named and are not, and by which routes.
import { api } from "../../../shared/api/client.ts";
import { collected, type Page } from "../../../shared/api/list.ts";
import { entriesOf } from "../../../shared/forms/records.ts";
import type { FieldSchema } from "../../../shared/forms/schema.ts";

export const ROUTES = "delivery.routes";
export const MEMBER = "secret";

export interface Secret { name: string; set: string; used_by: readonly string[] }  // settings
// `set`: since when it is kept; null: a route names it, and there is none.
export interface Password { name: string; set: string | null; routes: readonly string[]; isUsed: boolean }

interface Route { domain: string; secret: string }
const routesIn = (value: string, fields: readonly FieldSchema[]): Route[] =>
  entriesOf(value, fields).map((entry) => ({ domain: entry["domain"] ?? "", secret: entry[MEMBER] ?? "" })).filter(({ secret }) => secret !== "");

// By name; those that are missing first, for mail waits for them.
export function passwordsOf(kept: readonly Secret[], value: string, fields: readonly FieldSchema[]): Password[] {
  const routes = routesIn(value, fields);
  const of = (name: string): string[] => routes.filter(({ secret }) => secret === name).map(({ domain }) => domain);
  const missing = [...new Set(routes.map(({ secret }) => secret))].filter((name) => isMissing(kept, name));
  return [
    ...missing.sort().map((name) => ({ name, set: null, routes: of(name), isUsed: true })),
    ...[...kept].sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, set, used_by }) => ({ name, set, routes: of(name), isUsed: used_by.length > 0 || of(name).length > 0 })),
  ];
}

export const isMissing = (kept: readonly Secret[], name: string): boolean => name !== "" && !kept.some((one) => one.name === name);

export const secrets = (): Promise<readonly Secret[]> => collected<Secret>(async (cursor, signal) => {
  const { data } = await api.GET("/api/v1/secrets", { params: { query: { limit: 1000, ...(cursor && { cursor }) } }, signal });
  return data as Page<Secret>;
});

export async function setSecret(name: string, value: string): Promise<void> {
  await api.PUT("/api/v1/secrets/{name}", { params: { path: { name } }, body: { value } });
}

export async function removeSecret(name: string): Promise<void> {
  await api.DELETE("/api/v1/secrets/{name}", { params: { path: { name } } });
}
