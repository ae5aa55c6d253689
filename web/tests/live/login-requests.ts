// Who comes for the first time and has nothing of the pages yet: what his browser asks for until he can sign in.
import type { HTTPRequest } from "puppeteer-core";
import type { Person } from "./console.ts";

export default async function loginRequests({ page, target }: Person): Promise<Record<string, unknown>> {
  const requests: string[] = [];
  const onRequest = (request: HTTPRequest): void => {
    const { origin, pathname } = new URL(request.url());
    if (origin === target.api) requests.push(pathname);
  };
  page.on("request", onRequest);
  await page.goto(`${target.api}/login`, { waitUntil: "networkidle0" });
  await page.waitForSelector("input[autocomplete~=username]");
  page.off("request", onRequest);
  return { requests };
}
