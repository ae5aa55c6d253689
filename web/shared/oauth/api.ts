// What is asked of the server about the tokens of an account, by its owner and by who administers it.
import { api } from "../api/client.ts";
import type { OauthToken } from "./model.ts";

export async function oauthTokens(address: string): Promise<readonly OauthToken[]> {
  const { data } = await api.GET("/api/v1/accounts/{address}/oauth-tokens", { params: { path: { address } } });
  return data as readonly OauthToken[];
}

export async function removeToken(address: string, number: number): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}/oauth-tokens/{number}", { params: { path: { address, number } } });
}
