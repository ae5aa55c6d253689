// What the page of blocks asks the server.
import { api } from "../../../shared/api/client.ts";
import { collected, type Fetch, type Page } from "../../../shared/api/list.ts";
import type { Going } from "../../../shared/api/patience.ts";
import { takeBack } from "../../../shared/list/acts.ts";
import { putBack, removeEntry } from "../access/api.ts";
import type { Entry } from "../access/model.ts";
import { rules } from "../rules/api.ts";
import {
  explanations, folded, hoursSince, midnightOf, spanOf, sumSince, type Block, type Cost, type Explained, type Foldable, type Host,
} from "./model.ts";

export interface Wanted { network: string; for: string; services: readonly string[]; description: string; preview: boolean; even_me: boolean }
export interface Made extends Block { accounts_that_logged_in_from_there: number }

export const blocks = (text = ""): Fetch<Block> => async (cursor, signal) => {
  const query = { limit: 1000, ...(cursor && { cursor }), ...(text && { text }) };
  const { data } = await api.GET("/api/v1/ids/blocks", { params: { query }, signal });
  return data as Page<Block>;
};

export async function explain(subject: string): Promise<readonly Explained[]> {
  const { data } = await api.GET("/api/v1/ids/blocks/{subject}", { params: { path: { subject } } });
  return explanations(data as Explained | Explained[]);
}

export async function hostOf(address: string): Promise<Host> {
  const { data } = await api.GET("/api/v1/ids/hosts/{address}", { params: { path: { address } } });
  return data as Host;
}

export async function unblock(subject: string): Promise<void> {
  await api.DELETE("/api/v1/ids/blocks/{subject}", { params: { path: { subject } } });
}

export async function block(wanted: Wanted): Promise<Made> {
  const { data } = await api.POST("/api/v1/ids/blocks", { body: { ...wanted, services: [...wanted.services] } });
  return data as Made;
}

// As it was, for what was left of it.
export const blockAgain = (one: Block): Promise<Made> => block({
  network: one.subject, for: one.minutes_left === null ? "" : spanOf(one.minutes_left), services: one.services, description: one.description,
  preview: false, even_me: false,
});

// Gives the way back: what the network was spared before.
interface Trusting { network: string; for?: string; kind?: string; services?: string[]; description: string }

async function trusted(wanted: Trusting): Promise<() => Promise<void>> {
  const { data } = await api.POST("/api/v1/ids/trust", { body: wanted });
  const { before } = data as { before: Entry | null };
  return () => (before ? putBack("allow", before) : removeEntry("allow", wanted.network));
}
// From the kind of rule that blocks it. No span: until that is taken back.
export const trust = (network: string, span: string, description: string): Promise<() => Promise<void>> =>
  trusted({ network, ...(span && { for: span }), description });
// From this kind of rule, blocked or not. No services: all that the kind is about.
export const exempt = (network: string, kind: string, services: readonly string[], description: string): Promise<() => Promise<void>> =>
  trusted({ network, kind, services: [...services], description });

export async function deny(network: string, description: string): Promise<void> {
  await api.POST("/api/v1/ids/permanent", { body: { network, description } });
}
// Of the accounts here: how many have logged in from there lately.
export async function loggedInFrom({ subject, services }: Block): Promise<number> {
  const { data } = await api.POST("/api/v1/deny", { body: { network: subject, services: [...services], preview: true } });
  return (data as { accounts_that_logged_in_from_there: number }).accounts_that_logged_in_from_there;
}
export async function letIn(network: string): Promise<void> {
  await api.DELETE("/api/v1/deny/{network}", { params: { path: { network } } });
}

export async function foldables(signal: AbortSignal): Promise<readonly Foldable[]> {
  const { data } = await api.POST("/api/v1/ids/fold", { body: {}, signal });
  return data as Foldable[];
}

export async function costOf(network: string, signal: AbortSignal): Promise<Cost> {
  const { data } = await api.POST("/api/v1/ids/fold", { body: { network }, signal });
  return data as Cost;
}

// Gives the way back: the one block is lifted, and those that it took the place of are put back.
export async function fold(network: string, evenMe: boolean): Promise<(going?: Going) => Promise<void>> {
  const before = await collected(blocks());
  await api.POST("/api/v1/ids/fold", { body: { network, yes: true, even_me: evenMe } });
  const were = folded(before, await collected(blocks()));
  return async (going) => {
    await unblock(network);
    await takeBack(were.map((one) => () => blockAgain(one)), going);
  };
}

// Whether anybody would be blocked: how many rules there are, how many of them are enabled, and how many blocks were made today.
export interface Armed { rules: number; enabled: number; today: number }

export async function armed(): Promise<Armed> {
  const now = new Date();
  const midnight = midnightOf(now);
  const [all, made] = await Promise.all([
    rules(),
    api.GET("/api/v1/counts", {
      params: { query: { series: ["blocks.made"], since: `${hoursSince(midnight, now.getTime())}h`, step: "hour" } },
    }),
  ]);
  const counts = made.data as { begin: string; step_seconds: number; series: Record<string, readonly number[]> };
  return {
    rules: all.length, enabled: all.filter((rule) => rule.enabled).length, today: sumSince(counts, counts.series["blocks.made"] ?? [], midnight),
  };
}
