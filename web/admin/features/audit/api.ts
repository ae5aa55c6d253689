// What the page of the audit asks the server.
import { api } from "../../../shared/api/client.ts";
import { collected, type Page } from "../../../shared/api/list.ts";
import type { Attempt, Mending, Report, Run, TakenBack } from "./model.ts";

// Every check, made now, or those of a group; told is what was found, or all of them.
export async function audit(all: boolean, group = "", signal?: AbortSignal): Promise<Report> {
  const { data } = await api.POST("/api/v1/audit", { body: { all, ...(group && { group }) }, ...(signal && { signal }) });
  return data as Report;
}

// The checks of one small group are made with it: it is the attempts that are asked for.
export async function breakOut(signal: AbortSignal): Promise<readonly Attempt[]> {
  const { data } = await api.POST("/api/v1/audit", { body: { group: "process", break_out: true }, signal });
  return (data as { attempts: Attempt[] }).attempts;
}

// What these checks found; none named: all that the server can mend by itself.
export async function mend(checks: readonly string[] = []): Promise<Report> {
  const { data } = await api.POST("/api/v1/audit", { body: { all: true, fix: true, checks: [...checks] } });
  return data as Report;
}

export async function mendings(): Promise<readonly Mending[]> {
  const { data } = await api.GET("/api/v1/audit/mendings");
  return data as Mending[];
}

export async function undo(number: number, even_me = false): Promise<TakenBack> {
  const { data } = await api.POST("/api/v1/audit/mendings/{number}/undo", { params: { path: { number } }, body: { even_me } });
  return data as TakenBack;
}

// By the day, at most so many of the newest.
export const history = (limit: number): Promise<readonly Run[]> => collected<Run>(async (cursor, signal) => {
  const { data } = await api.GET("/api/v1/audit/history", { params: { query: { limit, ...(cursor && { cursor }) } }, signal });
  return data as Page<Run>;
});
