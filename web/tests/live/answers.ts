// A server that answers some requests otherwise than it would: too many, broken, or not yet.
import type { HTTPRequest, ResponseForRequest } from "puppeteer-core";
import type { Person } from "./console.ts";

export type Answer = Partial<ResponseForRequest> | "later";  // "later": not before the act is over
export interface Asked { method: string; path: string; query: URLSearchParams }

export const problem = (status: number, detail: string, headers: Record<string, string> = {}): Answer =>
  ({ status, contentType: "application/problem+json", headers, body: JSON.stringify({ detail, correlation: "cafe" }) });
export const json = (value: unknown): Answer => ({ status: 200, contentType: "application/json", body: JSON.stringify(value) });

const askedBy = (request: HTTPRequest): Asked => {
  const { pathname, searchParams } = new URL(request.url());
  return { method: request.method(), path: pathname, query: searchParams };
};

// `answer`: what is said in place of the server; nothing: the server itself answers.
export async function whileAnswered<T>(person: Person, answer: (asked: Asked) => Answer | undefined, act: () => Promise<T>): Promise<T> {
  const { page } = person;
  const held: HTTPRequest[] = [];
  const onRequest = (request: HTTPRequest): void => {
    const said = answer(askedBy(request));
    if (said === "later") {
      held.push(request);
      person.arrival.leave(request);
    } else void (said ? request.respond(said) : request.continue()).catch(() => null);  // the page is gone by now
  };
  await page.setRequestInterception(true);
  page.on("request", onRequest);
  try {
    return await act();
  } finally {
    page.off("request", onRequest);
    await Promise.all(held.map((request) => request.continue().catch(() => null)));
    await page.setRequestInterception(false);
  }
}
