// A German at every page after some hours of mail and of attacks, with each of its parts, what opens in a row and what is folded up: which
// texts stand there, for the test to look for English ones among them.
import { PAGES } from "../../admin/pages.ts";
import { PAGES as OWN } from "../../mail/pages.ts";
import { settle } from "../browser.ts";
import type { Person } from "./console.ts";
import { edges, NARROWEST } from "./edges.ts";
import { texts } from "./german_texts.ts";

const ROWS = ".grid-row.line";
const TABS = "main .tab-list [role=tab]";
const MOST_ROWS = 6;

// The nth of them, if it is there.
const click = ({ page }: Person, what: string, nth: number): Promise<boolean> => page.evaluate((selector, at) => {
  const found = document.querySelectorAll<HTMLElement>(selector)[at];
  found?.click();
  return found !== undefined;
}, what, nth);

export default async function germanDay(person: Person): Promise<Record<string, unknown>> {
  const { page, target } = person;
  const pages: Record<string, string[]> = {};
  const looks: string[] = [];
  const take = async (path: string): Promise<void> => {
    await page.waitForSelector("main .skeleton", { hidden: true });
    // What a page before it left open may count for ever.
    await page.waitForNetworkIdle({ idleTime: 100, concurrency: 2, timeout: 3000 }).catch(() => null);
    await settle(page);
    pages[path] = [...new Set([...pages[path] ?? [], ...await texts(person)])];
  };
  // German words are long.
  const narrow = async (): Promise<void> => { looks.push(...(await edges(page, [NARROWEST])).map((one) => `${person.path} ${one}`)); };
  // Each row shows itself beside the list, or leads to its page.
  const rows = async (path: string): Promise<void> => {
    for (let row = 0; row < MOST_ROWS && await click(person, ROWS, row); ++row) {
      await take(path);
      if (row === 0) await narrow();
      if (new URL(page.url()).pathname === new URL(path, target.api).pathname) continue;
      await tabs(path);
      await person.open(path);
      await take(path);
    }
  };
  const tabs = async (path: string): Promise<void> => {
    for (let tab = 1; await click(person, TABS, tab); ++tab) {
      await take(path);
      await narrow();
    }
  };
  const visit = async (path: string): Promise<void> => {
    await person.open(path);
    await take(path);
    await narrow();
    await rows(path);
    await tabs(path);
  };
  await person.begin("/admin/about");
  await page.evaluate(() => localStorage.setItem("language", "de"));
  for (const path of [...PAGES.map((one) => one.path), ...(person.more["paths"] ?? "").split(",")]) await visit(path);

  person.refusals.expect("POST /api/v1/forgotten-password 400", "POST /api/v1/session 401", "PUT /api/v1/session/own-password 400");
  await person.forget();
  const [user, password] = ["input[autocomplete~=username]", "input[type=password]"];
  await person.visit(`/login#reset=${person.more["token"] ?? ""}`);
  await person.put(password, "kurz");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[aria-invalid=true]");
  pages["/login#reset"] = await texts(person);
  await page.goto("about:blank");
  await person.visit("/login");
  for (const secret of ["wrong", target.pass]) {
    await person.put(user, target.user.replace("%d", "1"));
    await person.put(password, secret);
    await settle(page);  // what was typed is in the page before it is sent
    await page.keyboard.press("Enter");
    if (secret === "wrong") await page.waitForSelector("[role=alert]");
    else await page.waitForSelector(".side-bar");
    pages["/login"] = await texts(person);
  }
  for (const { path } of OWN) await visit(path);
  await person.open("/mail/security");
  await take("/mail/security#refused");
  await person.put("input[autocomplete=new-password]", "\uE000");  // which is no character that can be typed elsewhere
  await page.keyboard.press("Enter");
  await page.waitForSelector("[aria-invalid=true]");
  await take("/mail/security#refused");
  return { pages, looks };
}
