// What the page of the queue asks the server.
import { api } from "../../../shared/api/client.ts";
import { firstThenAll, MOST_ROWS, type Fetch } from "../../../shared/api/list.ts";
import {
  destinationsOf, groupsBy, messagesOf, reasonOf, senderOf, withName, type Group, type Leg, type Line, type Meant, type Waiting,
} from "./model.ts";

interface Wanted { text?: string; sender?: string; answer?: string }

async function legs(signal?: AbortSignal, wanted: Wanted = {}, limit = MOST_ROWS): Promise<Leg[]> {
  const { data } = await api.GET("/api/v1/queue", { params: { query: { limit, ...wanted } }, ...(signal && { signal }) });
  return data as Leg[];
}

const isCut = (all: readonly unknown[]): boolean => all.length >= MOST_ROWS;

// By a text: those with it in the address of the sender or a recipient.
export const messages = (text = ""): Fetch<Waiting> =>
  firstThenAll((limit, signal) => legs(signal, text ? { text } : {}, limit), (all) => messagesOf(all, Date.now()));

// By a text: those with it in their name, each with all that is of it.
export const destinations = (name = ""): Fetch<Group> => async (_cursor, signal) => {
  const [lines, all] = await Promise.all([
    api.GET("/api/v1/queue/domains", { params: { query: { limit: MOST_ROWS, ...(name && { name }) } }, signal }),
    legs(signal, name ? { text: name } : {}),
  ]);
  const items = destinationsOf(lines.data as Line[], all, Date.now());
  return { items, isCut: isCut(items) };
};

export const senders = (sender = ""): Fetch<Group> => async (_cursor, signal) => {
  const all = await legs(signal, sender ? { sender } : {});
  return { items: withName(groupsBy(messagesOf(all, Date.now()), senderOf), sender), isCut: isCut(all) };
};

export const answers = (answer = ""): Fetch<Group> => async (_cursor, signal) => {
  const all = await legs(signal, answer ? { answer } : {});
  const told = messagesOf(all, Date.now()).filter((one) => one.answer !== "");
  return { items: withName(groupsBy(told, (one) => reasonOf(one.answer)), answer), isCut: isCut(all) };
};

export async function isPaused(): Promise<boolean> {
  const { data } = await api.GET("/api/v1/queue/status");
  return (data as { paused: boolean }).paused;
}

// Whatever it was meanwhile: who presses says what it is to be.
export async function setPaused(paused: boolean): Promise<void> {
  const params = { path: { key: "delivery.paused" } };
  if (paused) await api.PUT("/api/v1/settings/{key}", { params, body: { value: "on" } });
  else await api.DELETE("/api/v1/settings/{key}", { params });
}

export async function message(id: string): Promise<readonly Leg[]> {
  const { data } = await api.GET("/api/v1/queue/{id}", { params: { path: { id } } });
  return data as Leg[];
}

export async function look(id: string): Promise<readonly string[]> {
  const { data } = await api.POST("/api/v1/queue/{id}/look", { params: { path: { id } } });
  return (data as { lines: readonly string[] }).lines;
}

export async function force(body: Meant): Promise<void> { await api.POST("/api/v1/queue/force", { body }); }
export async function hold(body: Meant): Promise<void> { await api.POST("/api/v1/queue/hold", { body }); }
export async function restart(body: Meant): Promise<void> { await api.POST("/api/v1/queue/restart", { body }); }
export async function remove(body: Meant): Promise<void> { await api.POST("/api/v1/queue/delete", { body }); }
export async function redirect(body: Meant, to: string): Promise<void> { await api.POST("/api/v1/queue/redirect", { body: { ...body, to } }); }
