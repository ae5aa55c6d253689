// What is asked about the senders that an account or a domain trusts and blocks.
import { api } from "../../shared/api/client.ts";
import { changeBetween, isNothing, type SenderLists } from "./senders.ts";

export async function sendersOf(owner: string): Promise<SenderLists> {
  const { data } = await api.GET("/api/v1/senders/{owner}", { params: { path: { owner } } });
  return data as SenderLists;
}
// All of it in one request: done, or nothing of it.
export async function changeSenders(now: SenderLists, wanted: SenderLists): Promise<SenderLists> {
  const { owner } = now;
  const change = changeBetween(now, wanted);
  if (isNothing(change)) return now;
  const body = { forget: [...change.forget], trust: [...change.trust], block: [...change.block] };
  const { data } = await api.PATCH("/api/v1/senders/{owner}", { params: { path: { owner } }, body });
  return data as SenderLists;
}
// Back to how both lists were, whatever has been changed meanwhile.
export const restoreSenders = async (before: SenderLists): Promise<SenderLists> => changeSenders(await sendersOf(before.owner), before);
