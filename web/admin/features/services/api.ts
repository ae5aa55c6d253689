// What the page of service accounts asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Fetch, Page } from "../../../shared/api/list.ts";
import type { Bounds, Service } from "./model.ts";

export type Made = Service & { password?: string };
export type New = Omit<Service, "last_used" | "last_used_from"> & { password: string };
const at = (address: string): { params: { path: { address: string } } } => ({ params: { path: { address } } });

export const services = (text = ""): Fetch<Service> => async (cursor, signal) => {
  const query = { limit: 1000, ...(cursor && { cursor }), ...(text && { text }) };
  const { data } = await api.GET("/api/v1/service-accounts", { params: { query }, signal });
  return data as Page<Service>;
};
// The password is told this once.
export async function createService(address: string, bounds: Bounds): Promise<New> {
  const { data } = await api.POST("/api/v1/service-accounts", { body: { address, ...bounds } });
  return data as New;
}
export async function changeService(address: string, change: Partial<Bounds> & {
  disable?: true; enable?: true; new_password?: true }): Promise<Made> {
  const { data } = await api.PATCH("/api/v1/service-accounts/{address}", { ...at(address), body: change });
  return data as Made;
}
export async function removeService(address: string): Promise<void> {
  await api.DELETE("/api/v1/service-accounts/{address}", at(address));
}
