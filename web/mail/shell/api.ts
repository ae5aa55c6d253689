// What every page of the account asks the server.
import { api } from "../../shared/api/client.ts";

export async function hasSecondFactor(address: string): Promise<boolean> {
  const { data } = await api.GET("/api/v1/accounts/{address}/second-factor", { params: { path: { address } } });
  return (data as { second_factor: boolean }).second_factor;
}

export async function prove(password: string, code: string): Promise<void> {
  await api.POST("/api/v1/session/proof-by-password", { body: { password, ...(code && { code }) } });
}
