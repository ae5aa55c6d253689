// What the page of API keys asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Fetch } from "../../../shared/api/list.ts";
import type { FreshToken, Token } from "./model.ts";

export const tokens: Fetch<Token> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/tokens", { signal });
  return { items: data as Token[] };
};

export async function add(fresh: FreshToken): Promise<{ token: string; number: number }> {
  const { data } = await api.POST("/api/v1/tokens", { body: { ...fresh, roles: [...fresh.roles], networks: [...fresh.networks] } });
  return data as { token: string; number: number };
}

export async function remove(number: number): Promise<void> {
  await api.DELETE("/api/v1/tokens/{number}", { params: { path: { number } } });
}

export async function administratorNames(): Promise<string[]> {
  const { data } = await api.GET("/api/v1/administrators");
  return (data as { name: string }[]).map((one) => one.name);
}
