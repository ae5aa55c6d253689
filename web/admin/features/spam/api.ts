// What the tab of greylisting asks the server.
import { api } from "../../../shared/api/client.ts";
import { MOST_ROWS, type Fetch } from "../../../shared/api/list.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import type { Greylisted } from "./model.ts";

export const greylisted = (text = ""): Fetch<Greylisted> => async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/greylist", { params: { query: { limit: MOST_ROWS, ...(text && { text }) } }, signal });
  return { items: data as Greylisted[] };
};

// Gives as whom he is known: an address stands for its network.
export async function letIn(who: string): Promise<string> {
  const { data } = await api.POST("/api/v1/greylist", { body: { who } });
  return (data as { who: string }).who;
}

export async function forget(who: string): Promise<void> {
  await api.DELETE("/api/v1/greylist/{who}", { params: { path: { who } } });
}

// Of several who were one, the first is enough.
export async function forgetAgain(who: string): Promise<void> {
  await forget(who).catch((error: unknown) => { if (asProblem(error).status !== 404) throw error; });
}
