// What the page of defaults asks the server.
import { api } from "../../../shared/api/client.ts";
import type { Drift, Plan, Propagation, Undone } from "./model.ts";

export async function drift(): Promise<readonly Drift[]> {
  const { data } = await api.GET("/api/v1/domain-drift");
  return data as readonly Drift[];
}
export async function propagate(settings: readonly string[], domains: readonly string[], preview: boolean): Promise<Plan> {
  const { data } = await api.POST("/api/v1/domain-propagations", { body: { settings: [...settings], domains: [...domains], preview } });
  return data as Plan;
}
export async function propagations(): Promise<readonly Propagation[]> {
  const { data } = await api.GET("/api/v1/domain-propagations");
  return data as readonly Propagation[];
}
export async function undo(number: number): Promise<Undone> {
  const { data } = await api.POST("/api/v1/domain-propagations/{number}/undo", { params: { path: { number } } });
  return data as Undone;
}
