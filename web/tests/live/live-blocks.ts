// Two tabs look at the blocks; one is made from outside, and both show it. Then the tab that was connected goes, and the other is told on.
import type { HTTPRequest, Page } from "puppeteer-core";
import type { Person } from "./console.ts";

const PATH = "/admin/ids/blocks";

const shows = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { polling: 200 }, words);  // what is in the background is not drawn

// As another program would: the page does not know of it.
const block = (page: Page, network: string): Promise<number> => page.evaluate(async (wanted) => {
  const body = JSON.stringify({ network: wanted, for: "1h" });
  const headers = { "Content-Type": "application/json", "X-Requested-By": "tests" };
  return (await fetch("/api/v1/ids/blocks", { method: "POST", headers, body })).status;
}, network);

async function tab(person: Person, asked: (request: HTTPRequest) => void): Promise<Page> {
  const page = await person.page.browser().newPage();
  page.setDefaultTimeout(person.page.getDefaultTimeout());
  page.on("request", asked);
  await page.goto(person.target.api + PATH);
  await page.waitForSelector("#main h1");
  return page;
}

const isStream = (request: HTTPRequest): boolean => new URL(request.url()).pathname === "/api/v1/events";

export default async function liveBlocks(person: Person): Promise<Record<string, unknown>> {
  let streams = 0;
  const count = (request: HTTPRequest): void => { if (isStream(request)) ++streams; };
  await person.begin("/admin/about");
  const [first, other] = [await tab(person, count), await tab(person, count)];
  const statuses = [await block(other, person.more["made"] ?? "")];
  await shows(other, person.more["made"] ?? "");
  await first.bringToFront();  // what is out of sight is read when one looks again
  await shows(first, person.more["made"] ?? "");
  const before = streams;
  const isNext = other.waitForRequest(isStream);
  await first.close();
  await isNext;
  await other.bringToFront();
  statuses.push(await block(other, person.more["later"] ?? ""));
  await shows(other, person.more["later"] ?? "");
  await other.close();
  return { streams: before, after: streams, statuses };
}
