// Everybody in turn, at every page and with every call: what comes of it, for the test to compare with what is his.
import { readFileSync } from "node:fs";
import type { HTTPResponse } from "puppeteer-core";
import { plain, type Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";

interface Call { method: string; path: string; body: string | null; isLive: boolean }
interface Who { key: string; name: string; password: string; code: string; pages: string[]; calls: Call[] }
type Answer = readonly [status: number, body: string];

// His own, whoever he is: where each look at another page begins, so that it is seen when that one is there.
const OWN = "/admin/me";

const turnTo = async ({ page }: Person, path: string): Promise<void> => {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
};

const waitFor = ({ page }: Person, isOwn: boolean): Promise<unknown> => page.waitForFunction((wanted) => {
  const title = document.querySelector("#main h1")?.textContent;
  return title !== undefined && (title === "Your sign-in") === wanted;
}, { polling: "mutation" }, isOwn);

interface Shown { offered: Record<string, string[]>; links: Record<string, string[]> }

// What a reader has before him, once the page of that address is there; what he is offered there, and where he is led, is added to `shown`.
async function seen(person: Person, path: string, { offered, links }: Shown): Promise<string> {
  await turnTo(person, OWN);
  await waitFor(person, true);
  if (path === OWN) return "Your sign-in";
  await turnTo(person, path);
  await waitFor(person, false);
  await person.page.waitForSelector("main .skeleton", { hidden: true });
  offered[path] = await person.page.$$eval("#main button, #main a.button", (all) => all.map((one) => one.textContent.trim()));
  links[path] = await person.page.$$eval("#main a[href^='/admin']", (all) => all.map((one) => new URL((one as HTMLAnchorElement).href).pathname));
  const title = await person.textOf("#main h1");
  // What a page says of a thing that is not there comes with the server's answer.
  return title === "There is nothing here" ? plain(await person.textOf("#main")) : title;
}

// Of domains and people, whether they are there and whether they are his: a page asks, and hears which.
const isAThing = (pathname: string): boolean => /\/(domains|accounts)\/[^/]*\.example/.test(pathname);

// By his own session, as his browser would send it.
async function ask({ page, refusals }: Person, calls: readonly Call[]): Promise<Answer[]> {
  const answers = await page.evaluate(askAll, calls as Call[]);
  for (const [at, { method, path }] of calls.entries()) {
    const status = answers[at]?.[0] ?? 0;
    if (status >= 400 && status < 500) refusals.allow(`${method} ${path.replace(/\?.*/, "")} ${status}`);
  }
  return answers;
}

// Runs in the page.
async function askAll(all: readonly Call[]): Promise<Answer[]> {
  const one = async ({ method, path, body, isLive }: Call): Promise<Answer> => {
    const ends = new AbortController();
    const headers = body === null ? {} : { "content-type": "application/json" };
    const answer = await fetch(path, { method, headers, body, signal: ends.signal });
    const isOpen = isLive && answer.ok;
    const text = isOpen ? "" : await answer.text();
    if (isOpen) ends.abort();
    return [answer.status, text];
  };
  const out: Answer[] = [];
  for (let i = 0; i < all.length; i += 4) out.push(...await Promise.all(all.slice(i, i + 4).map(one)));
  return out;
}

async function one(person: Person, who: Who): Promise<Record<string, unknown>> {
  const { page, target } = person;
  await person.forget();
  await page.goto(`${target.api}/login?next=${encodeURIComponent(OWN)}`, { waitUntil: "domcontentloaded" });
  const pages: Record<string, string> = {}, shown: Shown = { offered: {}, links: {} };
  if (who.name === "") {  // who has not signed in is asked to, whatever he would open
    for (const path of who.pages) {
      await page.goto(target.api + path, { waitUntil: "domcontentloaded" });
      await page.waitForSelector("input[autocomplete~=username]");
      pages[path] = `${new URL(page.url()).pathname} ${plain(await person.textOf("h1"))}`;
    }
    return { pages, ...shown, answers: await ask(person, who.calls), cookie: "" };
  }
  await person.enter(who.name, who.password, who.code);
  await page.waitForFunction(() => !location.pathname.startsWith("/login"));
  if (person.path !== OWN) await page.goto(target.api + OWN, { waitUntil: "domcontentloaded" });
  await waitFor(person, true);
  const refused: string[] = [];
  const onAnswer = (answer: HTTPResponse): void => {
    const { pathname } = new URL(answer.url());
    if (answer.status() >= 400 && !isAThing(pathname)) refused.push(`${person.path}: ${answer.request().method()} ${pathname} ${answer.status()}`);
  };
  page.on("response", onAnswer);
  for (const path of who.pages) {
    if (/^\/admin\/(accounts|domains)\/./.test(path)) person.refusals.allow(`GET ${path.replace("/admin", "/api/v1")} 404`);  // another's
    pages[path] = await seen(person, path, shown);
  }
  page.off("response", onAnswer);
  const session = (await page.browserContext().cookies()).find(({ name }) => ["__Host-admin", "__Host-session"].includes(name));
  return { pages, ...shown, refused, answers: await ask(person, who.calls), cookie: `${session?.name ?? ""}=${session?.value ?? ""}` };
}

export default async function roles(person: Person): Promise<Record<string, unknown>> {
  const people = JSON.parse(readFileSync(person.more["people"] ?? "", "utf8")) as Who[];
  person.refusals.allow(NOBODY);
  await person.page.setViewport({ width: 1280, height: 900 });
  const all: Record<string, unknown> = {};
  for (const who of people) all[who.key] = await one(person, who);
  return { all };
}
