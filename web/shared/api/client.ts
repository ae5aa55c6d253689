// Requests to the server's API, by its own description of it.
// Use: const { data, response } = await api.GET("/api/v1/domains/{name}", { params: { path: { name } } });
// Promises: what is not answered well is thrown as a Problem; the end of the session is told to whoever listens, and loses nothing.
import createClient, { type Middleware } from "openapi-fetch";
import { signal } from "@preact/signals";
import type { paths } from "./api.generated.ts";
import { patience } from "./patience.ts";
import { Problem, problemOf, secondsOf, unanswered } from "./problem.ts";

// Someone signed in, and is not any more: pages ask him to sign in again over what he was doing.
export const signedOut = signal(false);

// Which pages ask: a browser may hold a session of each kind.
export const ASKS = "location" in globalThis && location.pathname.startsWith("/mail") ? "mail" : "console";

// What only who has shown his second factor lately may do is asked for again once he has. The console sets it: true when he has shown it.
export const proof: { ask: () => Promise<boolean> } = { ask: () => Promise.resolve(false) };

// Where to be refused says that one has not come in, and not that what one was in is over.
const WAYS_IN: readonly string[] = ["/api/v1/session", "/api/v1/session/by-passkey"];
const isWayIn = (request: Request): boolean => WAYS_IN.includes(new URL(request.url).pathname);

async function isUnproven(response: Response): Promise<boolean> {
  return response.status === 403 && (await problemOf(response.clone(), Date.now())).kind === "second-factor-not-proven";
}

const proving = (fetch: Fetching): Fetching => async (request) => {
  const again = request.clone();
  const response = await fetch(request);
  return (await isUnproven(response)) && (await proof.ask()) ? fetch(again) : response;
};

// Who sets his password has another session from then on. What went with the one before, and was refused for it, goes once more.
const anew = (fetch: Fetching): Fetching => async (request) => {
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || isWayIn(request)) return response;
  const who = new Request(new URL("/api/v1/session", request.url), { credentials: "same-origin", headers: { "X-Requested-By": ASKS } });
  const isIn = await fetch(who).then(({ ok }) => ok, () => false);
  return isIn ? fetch(again) : response;
};

// What is read is gone with the reading: each time a copy is sent.
const patient = (fetch: Fetching): Fetching => (request) => patience.ask(() => fetch(request.clone()),
  (response) => secondsOf(response.headers.get("Retry-After"), Date.now()));

const manners: Middleware = {
  onRequest({ request }) {
    // No page of another origin can send this field without asking first, and none is let.
    request.headers.set("X-Requested-By", ASKS);
    return request;
  },
  async onResponse({ response, request }) {
    if (response.ok) return undefined;
    const problem = await problemOf(response, Date.now());
    if (problem.isSignedOut && !isWayIn(request)) signedOut.value = true;
    throw problem;
  },
  onError({ error }) {
    return unanswered(error);
  },
};

export type Api = ReturnType<typeof createClient<paths>>;

type Fetching = (request: Request) => Promise<Response>;

export function makeApi(baseUrl = "", fetching: Fetching = (request) => fetch(request)): Api {
  const client = createClient<paths>({ baseUrl, credentials: "same-origin", fetch: anew(proving(patient(fetching))) });
  client.use(manners);
  return client;
}

export const api = makeApi();

// RFC 9110 §13.1.1: a change is made only to what one has seen.
export const tagOf = (response: Response): string => response.headers.get("ETag") ?? "*";
export const ifMatch = (tag: string): { "If-Match": string } => ({ "If-Match": tag });

export { Problem };
