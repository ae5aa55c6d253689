import { describe, expect, test } from "vitest";
import { ifMatch, makeApi, Problem, proof, signedOut, tagOf } from "./client.ts";
import { MOST_ROWS, Rows } from "./list.ts";
import { secondsOf } from "./problem.ts";
import { send } from "./send.ts";

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

async function problemFrom(response: Response): Promise<Problem> {
  const api = makeApi("https://mail.test", () => Promise.resolve(response));
  const thrown: unknown = await api.GET("/api/v1/domains").then(() => null, (error: unknown) => error);
  if (!(thrown instanceof Problem)) throw new Error(`no problem was thrown, but ${String(thrown)}`);
  return thrown;
}

describe("requests", () => {
  test("carry the field that no other origin's page can send, and the tag of what was seen", async () => {
    const seen: Request[] = [];
    const api = makeApi("https://mail.test", (request) => { seen.push(request); return Promise.resolve(answer(200, {})); });
    await api.DELETE("/api/v1/domains/{name}", { params: { path: { name: "a/b.example" }, header: ifMatch('"x"') } });
    expect(seen[0]?.url).toBe("https://mail.test/api/v1/domains/a%2Fb.example");
    expect(seen[0]?.headers.get("X-Requested-By")).toBe("console");
    expect(seen[0]?.headers.get("If-Match")).toBe('"x"');
    expect(tagOf(answer(200, {}, { ETag: '"y"' }))).toBe('"y"');
  });
});

test("what needs a fresh second factor is asked for once more when it was shown, and not otherwise", async () => {
  const bodies: string[] = [];
  let isShown = false;
  const api = makeApi("https://mail.test", async (request) => {
    bodies.push(await request.text());
    return isShown ? answer(200, {}) : answer(403, { kind: "second-factor-not-proven" }, { "Content-Type": "application/problem+json" });
  });
  const change = () => api.POST("/api/v1/domains", { body: { name: "a.test" } });
  proof.ask = () => Promise.resolve(false);
  await expect(change()).rejects.toMatchObject({ status: 403 });
  expect(bodies).toHaveLength(1);
  proof.ask = () => { isShown = true; return Promise.resolve(true); };
  await change();
  expect(bodies.slice(1)).toEqual(['{"name":"a.test"}', '{"name":"a.test"}']);
});

describe("one request by itself", () => {
  test("carries the same field, and fails in the same way", async () => {
    const seen: RequestInit[] = [];
    const ask = (given: Response) => (_path: unknown, init?: RequestInit): Promise<Response> => {
      seen.push(init ?? {});
      return Promise.resolve(given);
    };
    expect(await send("POST", "/api/v1/session", { name: "ann" }, ask(answer(201, { name: "ann" })))).toEqual({ name: "ann" });
    expect(await send("DELETE", "/api/v1/session", {}, ask(answer(204, null)))).toBeNull();
    expect(new Headers(seen[0]?.headers).get("X-Requested-By")).toBe("pages");
    await expect(send("POST", "/x", {}, ask(answer(429, {}, { "Retry-After": "7" })))).rejects.toMatchObject({ status: 429, retryAfter: 7 });
    await expect(send("POST", "/x", {}, () => Promise.reject(new TypeError("no net")))).rejects.toMatchObject({ isUnreachable: true });
  });
});

describe("problems", () => {
  test("tell what is wrong, where, and by which word it is in the log", async () => {
    const problem = await problemFrom(answer(400, {
      title: "Bad Request", detail: "The name is no domain", kind: "invalid", correlation: "c-17",
      errors: [{ pointer: "#/name", detail: "has a blank" }],
    }, { "Content-Type": "application/problem+json" }));
    expect(problem).toMatchObject({ status: 400, message: "The name is no domain", kind: "invalid", correlation: "c-17", mayRetry: false });
    expect(problem.fields).toEqual([{ pointer: "#/name", detail: "has a blank" }]);
  });

  test("a page of somebody in between is not taken for the server's word", async () => {
    const page = { status: 502, statusText: "Bad Gateway", headers: { "Content-Type": "text/html" } };
    const problem = await problemFrom(new Response("<h1>proxy</h1>", page));
    expect(problem).toMatchObject({ status: 502, message: "kit-not-the-server", mayRetry: true });
  });

  test("nobody answers", async () => {
    const api = makeApi("https://mail.test", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(api.GET("/api/v1/domains")).rejects.toMatchObject({ status: 0, isUnreachable: true, message: "kit-unreachable" });
  });

  test("the end of the session is told", async () => {
    signedOut.value = false;
    expect((await problemFrom(answer(401, {}))).isSignedOut).toBe(true);
    expect(signedOut.value).toBe(true);
  });

  test("what went with a session that another one took the place of goes once more", async () => {
    signedOut.value = false;
    const asked: string[] = [];
    const api = makeApi("https://mail.test", ({ method, url }) => {
      asked.push(`${method} ${new URL(url).pathname}`);
      return Promise.resolve(asked.length === 1 ? answer(401, {}) : new Response("{}", { headers: { "Content-Type": "application/json" } }));
    });
    await api.POST("/api/v1/session/own-challenge", { body: {} });
    expect(asked).toEqual(["POST /api/v1/session/own-challenge", "GET /api/v1/session", "POST /api/v1/session/own-challenge"]);
    expect(signedOut.value).toBe(false);
  });

  const ANSWER = { challenge: "c", credential: "i", client_data: "d", authenticator_data: "e", signature: "s" };
  const refusing = makeApi("https://mail.test", () => Promise.resolve(answer(401, {})));

  test.each<[string, () => Promise<unknown>]>([
    ["by a password", () => refusing.POST("/api/v1/session", { body: { name: "a", password: "b" } })],
    ["by a passkey", () => refusing.POST("/api/v1/session/by-passkey", { body: ANSWER })],
    ["nobody has signed in yet", () => refusing.GET("/api/v1/session")],
    ["who signs out was signed out", () => refusing.DELETE("/api/v1/session")],
  ])("a refused log in is not the end of a session: %s", async (_, ask) => {
    signedOut.value = false;
    await expect(ask()).rejects.toBeInstanceOf(Problem);
    expect(signedOut.value).toBe(false);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["own-password", () => refusing.PUT("/api/v1/session/own-password", { body: { password: "b" } })],
    ["own-second-factor", () => refusing.PUT("/api/v1/session/own-second-factor", { body: { code: "1" } })],
    ["recovery-address", () => refusing.POST("/api/v1/session/recovery-address", { body: { address: "a@b.test" } })],
    ["own-challenge", () => refusing.POST("/api/v1/session/own-challenge", { body: {} })],
    ["passkeys", () => refusing.GET("/api/v1/session/passkeys")],
    ["all", () => refusing.DELETE("/api/v1/session/all")],
    ["proof", () => refusing.POST("/api/v1/session/proof", { body: { code: "1" } })],
    ["sessions of all", () => refusing.GET("/api/v1/sessions")],
  ])("what is done within a session tells its end: %s", async (_, ask) => {
    signedOut.value = false;
    await expect(ask()).rejects.toBeInstanceOf(Problem);
    expect(signedOut.value).toBe(true);
  });

  test("a wait is told in seconds or by a date", () => {
    expect(secondsOf("10", 0)).toBe(10);
    expect(secondsOf("Thu, 01 Jan 1970 00:01:00 GMT", 0)).toBe(60);
    expect(secondsOf("soon", 0)).toBeUndefined();
    expect(secondsOf(null, 0)).toBeUndefined();
  });
});

describe("a list that comes in pages", () => {
  test("is read to its end", async () => {
    const asked: (string | undefined)[] = [];
    const list = new Rows<number>((cursor) => {
      asked.push(cursor);
      return Promise.resolve(cursor === undefined ? { items: [1, 2], next: "2" } : { items: [3] });
    });
    await list.read();
    expect(list.rows.value).toEqual([1, 2, 3]);
    expect([list.isRead.value, list.isCut.value]).toEqual([true, false]);
    expect(asked).toEqual([undefined, "2"]);
  });

  test("keeps what it has when a page fails, and tries again", async () => {
    let isDown = false;
    const list = new Rows<number>(() => (isDown ? Promise.reject(new Problem(503, "starting")) : Promise.resolve({ items: [1, 2] })));
    await list.read();
    isDown = true;
    await list.read();
    expect(list.problem.value?.status).toBe(503);
    expect(list.rows.value).toEqual([1, 2]);
    isDown = false;
    await list.read();
    expect(list.problem.value).toBeNull();
  });

  test("ends where nobody looks through it any more", async () => {
    const list = new Rows<number>(() => Promise.resolve({ items: Array.from({ length: 1000 }, (_, i) => i), next: "on" }));
    await list.read();
    expect([list.rows.value.length, list.isCut.value]).toEqual([MOST_ROWS, true]);
  });

  test("an answer that comes after a new beginning is dropped", async () => {
    const waiting: ((items: number[]) => void)[] = [];
    const list = new Rows<number>(() => new Promise((resolve) => waiting.push((items) => resolve({ items }))));
    const first = list.read();
    const second = list.read();
    waiting[1]?.([2]);
    waiting[0]?.([1]);
    await Promise.all([first, second]);
    expect(list.rows.value).toEqual([2]);
  });
});
