// What the page of application passwords asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Fetch } from "../../../shared/api/list.ts";
import type { AppPassword, Made, Wanted } from "./model.ts";

export const passwordsOf = (address: string): Fetch<AppPassword> => async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/accounts/{address}/app-passwords", { params: { path: { address } }, signal });
  return { items: data as AppPassword[] };
};

export async function add(address: string, wanted: Wanted): Promise<Made> {
  const { label, read_only } = wanted;
  const body = {
    label, read_only, protocols: [...wanted.protocols], networks: [...wanted.networks], ...(wanted.expires_in && { expires_in: wanted.expires_in }),
  };
  const { data } = await api.POST("/api/v1/accounts/{address}/app-passwords", { params: { path: { address } }, body });
  return data as Made;
}

export async function remove(address: string, number: number): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}/app-passwords/{number}", { params: { path: { address, number } } });
}
