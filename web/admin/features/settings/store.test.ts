import { expect, test } from "vitest";
import { Problem } from "../../../shared/api/problem.ts";
import type { FieldSchema, Setting } from "../../../shared/forms/schema.ts";
import type { Applied, Settings, SettingsApi } from "./api.ts";
import { SettingsStore, type Outcome } from "./store.ts";

const field = (key: string): FieldSchema => ({
  key, label: key, help: "", kind: "text", min: 0, max: 9, bounds: "", shipped: "", apply: "live", scope: "system", secret: false, advanced: false,
});

// A server that keeps two settings, and what was asked of it.
class Server implements SettingsApi {
  values: Record<string, string> = { "smtp.a": "1", "smtp.b": "2" };
  tag = 1;
  fails: Problem | null = null;
  knowsNumber = true;

  schema = () => Promise.resolve({ version: 1, rooms: [{ room: "smtp", title: "", fields: [field("a"), field("b")] }] });
  settings = (): Promise<Settings> => Promise.resolve({
    settings: Object.entries(this.values).map(([key, value]): Setting => ({ key, value, shipped: "0", origin: "system" })), tag: String(this.tag),
  });
  private readonly before: Record<string, string>[] = [];
  apply = (file: string, tag: string, evenMe = false): Promise<Applied> => {
    if (this.fails && !(evenMe && this.fails.mayInsist)) return Promise.reject(this.fails);
    if (tag !== "*" && tag !== String(this.tag)) return Promise.reject(new Problem(412, "It is not as it was"));
    this.before.push({ ...this.values });
    const { settings } = JSON.parse(file) as { settings: Record<string, string> };
    const values = Object.entries(settings).map(([key, value]) => [key, value.trim()] as const);
    Object.assign(this.values, Object.fromEntries(values));
    const number = this.tag++;
    return Promise.resolve({ change: this.knowsNumber ? number : null, values: new Map(values) });
  };
  undo = (change: number): Promise<void> => {
    if (change !== this.tag - 1) return Promise.reject(new Problem(409, "It has been changed since"));
    this.values = this.before[change - 1] ?? {};
    ++this.tag;
    return Promise.resolve();
  };
  plan = (file: string): Promise<ReadonlyMap<string, string>> => {
    const { settings } = JSON.parse(file) as { settings: Record<string, string> };
    if (settings["smtp.a"] === "taken") return Promise.reject(new Problem(400, "smtp.a: is taken already"));
    return Promise.resolve(new Map(Object.keys(settings).map((key) => [key, "noted"])));
  };
}

const shutsOut = (): Problem => new Problem(409, "It would shut you out", { fields: [{ pointer: "/even_me", detail: "It would shut you out" }] });

async function opened(): Promise<[Server, SettingsStore]> {
  const server = new Server();
  const store = new SettingsStore(server);
  await store.load();
  return [server, store];
}

test("what is changed is saved, and taken back", async () => {
  const [server, store] = await opened();
  store.loaded.value?.draft.set("smtp.a", "7");
  const outcome = await store.save();
  expect(server.values).toEqual({ "smtp.a": "7", "smtp.b": "2" });
  expect(store.loaded.value?.draft.changes.value).toEqual([]);
  expect(store.loaded.value?.draft.entered("smtp.a")?.value).toBe("7");
  if (outcome.kind !== "saved") throw new Error(outcome.kind);
  expect(await outcome.undo?.()).toEqual({ kind: "undone" });
  expect(server.values["smtp.a"]).toBe("1");
  expect(store.loaded.value?.draft.entered("smtp.a")?.value).toBe("1");
});

test("what was saved stands at once, as the server writes it, also when the settings are not read again", async () => {
  const [server, store] = await opened();
  const draft = store.loaded.value?.draft;
  const answer = server.settings;
  let come = (_settings: Promise<Settings>): void => undefined;
  server.settings = () => new Promise((resolve) => { come = resolve; });
  draft?.set("smtp.a", " 7");
  const outcome = await store.save();
  expect(outcome).toMatchObject({ kind: "saved", count: 1 });
  expect(draft?.entered("smtp.a")).toMatchObject({ before: "7", value: "7", origin: "system" });
  expect(store.loaded.value?.settings.find(({ key }) => key === "smtp.a")?.value).toBe("7");
  draft?.set("smtp.b", "8");
  come(Promise.reject(new Problem(503, "The server is stopping")));
  server.settings = () => Promise.reject(new Problem(503, "The server is starting"));
  expect(await store.save()).toEqual({ kind: "refused", why: "The server is starting" });
  expect(draft?.entered("smtp.a")?.value).toBe("7");
  server.settings = answer;
  expect((await store.save()).kind, "it is asked first what there is").toBe("saved");
  expect(server.values).toEqual({ "smtp.a": "7", "smtp.b": "8" });
});

test("what was read before something was taken back is not shown after it", async () => {
  const [server, store] = await opened();
  const answer = server.settings;
  let come = (_settings: Settings): void => undefined;
  server.settings = () => new Promise((resolve) => { come = resolve; });
  store.loaded.value?.draft.set("smtp.a", "7");
  const outcome = await store.save();
  const early = await answer();
  server.settings = answer;
  if (outcome.kind !== "saved") throw new Error(outcome.kind);
  await outcome.undo?.();
  come(early);
  store.loaded.value?.draft.set("smtp.b", "8");
  expect((await store.save()).kind).toBe("saved");
  expect(store.loaded.value?.draft.entered("smtp.a")?.value).toBe("1");
});

test("what somebody else has changed since is not taken back with one's own", async () => {
  const [server, store] = await opened();
  store.loaded.value?.draft.set("smtp.a", "7");
  const outcome = await store.save();
  await server.apply('{"settings":{"smtp.a":"8"}}', "*");
  if (outcome.kind !== "saved") throw new Error(outcome.kind);
  expect(await outcome.undo?.()).toEqual({ kind: "refused", why: "It has been changed since" });
  expect(server.values["smtp.a"]).toBe("8");
});

test("what somebody else changed meanwhile is shown beside one's own, and nothing is saved until one is chosen", async () => {
  const [server, store] = await opened();
  const draft = store.loaded.value?.draft;
  draft?.set("smtp.a", "7");
  await server.apply('{"settings":{"smtp.a":"8"}}', "*");
  expect(await store.save()).toEqual({ kind: "changed-meanwhile" });
  expect(server.values["smtp.a"]).toBe("8");
  expect(draft?.conflicts.value).toMatchObject([{ mine: "7", theirs: "8" }]);
  draft?.settleConflict("smtp.a", true);
  expect((await store.save()).kind).toBe("saved");
  expect(server.values["smtp.a"]).toBe("7");
});

test("a refusal is told at its setting, and what was entered stays", async () => {
  const [server, store] = await opened();
  const draft = store.loaded.value?.draft;
  draft?.set("smtp.b", "x");
  server.fails = new Problem(400, "smtp.b: must be a number");
  expect(await store.save()).toEqual({ kind: "refused", why: "smtp.b: must be a number" });
  expect(draft?.refusal("smtp.b")).toBe("must be a number");
  expect(draft?.entered("smtp.b")?.value).toBe("x");
});

test("what has no number is not offered to be taken back", async () => {
  const [server, store] = await opened();
  server.knowsNumber = false;
  store.loaded.value?.draft.set("smtp.a", "7");
  expect(await store.save()).toEqual({ kind: "saved", count: 1 });
  expect(server.values["smtp.a"]).toBe("7");
});

// smtp.a is 7 in what was refused.
async function refused(): Promise<[Server, SettingsStore, () => Promise<Outcome>]> {
  const [server, store] = await opened();
  store.loaded.value?.draft.set("smtp.a", "7");
  server.fails = shutsOut();
  const outcome = await store.save();
  if (outcome.kind !== "refused" || !outcome.insist) throw new Error(outcome.kind);
  expect(server.values["smtp.a"]).toBe("1");
  return [server, store, outcome.insist];
}

test("what would shut one out is saved when one insists", async () => {
  const [server, , insist] = await refused();
  expect((await insist()).kind).toBe("saved");
  expect(server.values).toEqual({ "smtp.a": "7", "smtp.b": "2" });
});

test("what was not refused is not saved by insisting", async () => {
  const [server, store, insist] = await refused();
  const draft = store.loaded.value?.draft;
  draft?.set("smtp.b", "8");
  expect(await insist()).toEqual({ kind: "not-insisted" });
  draft?.discard();
  expect(await insist()).toEqual({ kind: "not-insisted" });
  await store.load();
  store.loaded.value?.draft.set("smtp.a", "7");
  expect(await insist(), "another form").toEqual({ kind: "not-insisted" });
  expect(server.values).toEqual({ "smtp.a": "1", "smtp.b": "2" });
});

test("what somebody else changed meanwhile is not overwritten by insisting", async () => {
  const [server, store, insist] = await refused();
  server.fails = null;
  await server.apply('{"settings":{"smtp.a":"8"}}', "*");
  server.fails = shutsOut();
  expect(await insist()).toEqual({ kind: "changed-meanwhile" });
  expect(server.values["smtp.a"]).toBe("8");
  expect(await insist(), "until one is chosen").toEqual({ kind: "not-insisted" });
  expect(store.loaded.value?.draft.conflicts.value).toMatchObject([{ mine: "7", theirs: "8" }]);
});

test("nobody can insist on what is in conflict with something else", async () => {
  const [server, store] = await opened();
  store.loaded.value?.draft.set("smtp.a", "7");
  server.fails = new Problem(409, "Somebody else changed the settings at this moment: try again");
  expect(await store.save()).toEqual({ kind: "refused", why: "Somebody else changed the settings at this moment: try again" });
});

test("a server that does not answer is told, and asked again", async () => {
  const server = new Server();
  const working = server.settings;
  server.settings = () => Promise.reject(new Problem(503, "The server is starting"));
  const store = new SettingsStore(server);
  await store.load();
  expect(store.problem.value?.message).toBe("The server is starting");
  server.settings = working;
  await store.load();
  expect(store.problem.value).toBeNull();
  expect(store.loaded.value?.settings).toHaveLength(2);
});

test("what the server would say is known before anything is saved", async () => {
  const [server, store] = await opened();
  const draft = store.loaded.value?.draft;
  draft?.set("smtp.b", "7");
  expect(await store.plan()).toEqual({ notes: new Map([["smtp.b", "noted"]]) });
  draft?.set("smtp.a", "taken");
  expect(await store.plan()).toMatchObject({ refused: "smtp.a: is taken already" });
  expect(draft?.refusal("smtp.a")).toBe("is taken already");
  expect(server.values).toEqual({ "smtp.a": "1", "smtp.b": "2" });
});
