// One request, without the description of the API: for a page that asks little and is to weigh little.
import { problemOf, unanswered } from "./problem.ts";

export async function send(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown, ask: typeof fetch = fetch): Promise<unknown> {
  const said = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { "Content-Type": "application/json" };
  const response = await ask(path, {
    method, ...said, credentials: "same-origin", headers: { ...type, "X-Requested-By": "pages" },
  }).catch((error: unknown) => { throw unanswered(error); });
  if (!response.ok) throw await problemOf(response, Date.now());
  return response.status === 204 ? null : response.json();
}
