// The senders that an account or a domain trusts and blocks.
import { api } from "../../../shared/api/client.ts";
import { differenceOf, type ListName, type SenderLists } from "./model.ts";

export async function senders(owner: string): Promise<SenderLists> {
  const { data } = await api.GET("/api/v1/senders/{owner}", { params: { path: { owner } } });
  return data as SenderLists;
}

// As the list is to be. Who is put into one leaves the other.
export async function changeSenders({ owner, ...lists }: SenderLists, name: ListName, wanted: readonly string[]): Promise<SenderLists> {
  const { added, removed } = differenceOf(lists[name], wanted);
  for (const sender of removed) await api.DELETE("/api/v1/senders/{owner}/{sender}", { params: { path: { owner, sender } } });
  const body = { senders: [...added] };
  if (added.length > 0 && name === "trusted") await api.POST("/api/v1/senders/{owner}/trusted", { params: { path: { owner } }, body });
  if (added.length > 0 && name === "blocked") await api.POST("/api/v1/senders/{owner}/blocked", { params: { path: { owner } }, body });
  return senders(owner);
}

// Back to how both were.
export async function restoreSenders(before: SenderLists): Promise<SenderLists> {
  const now = await senders(before.owner);
  const between = await changeSenders(now, "trusted", before.trusted);
  return changeSenders(between, "blocked", before.blocked);
}
