// What the page of set-up asks the server.
import { api } from "../../../shared/api/client.ts";
import type { SetUp } from "./model.ts";

export async function setUpOf(address: string): Promise<SetUp> {
  const { data } = await api.GET("/api/v1/accounts/{address}/set-up", { params: { path: { address } } });
  return data as SetUp;
}
