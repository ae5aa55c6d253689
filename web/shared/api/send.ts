// One request, without the description of the API: for a page that asks little and is to weigh little.
import { asProblem, problemOf } from "./problem.ts";

export async function send(method: "POST" | "PUT" | "DELETE", path: string, body: unknown, ask: typeof fetch = fetch): Promise<unknown> {
  const response = await ask(path, {
    method, body: JSON.stringify(body), credentials: "same-origin", headers: { "Content-Type": "application/json", "X-Postern": "1" },
  }).catch((error: unknown) => { throw asProblem(error); });
  if (!response.ok) throw await problemOf(response, Date.now());
  return response.status === 204 ? null : response.json();
}
