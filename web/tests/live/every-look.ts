// Every page with each of its parts and what is told of its first row: accessible in both themes, and nothing of it left out in windows of all
// widths, read from left to right and from right to left.
import { PAGES } from "../../admin/pages.ts";
import { PAGES as OWN } from "../../mail/pages.ts";
import { settle } from "../browser.ts";
import type { Person } from "./console.ts";
import { edges } from "./edges.ts";

// Forms with controls of every kind: amounts; lists and choices; secrets; records.
const ROOMS = ["smtp", "attachments", "notify", "delivery"].map((room) => `/admin/settings/${room}`);
const TABS = "main .tab-list [role=tab]";

export default async function everyLook(person: Person): Promise<Record<string, unknown>> {
  const { page, target, more } = person;
  const looks: string[] = [];
  const pages: string[] = [];
  const ready = async (): Promise<void> => {
    await page.waitForSelector("main .skeleton", { hidden: true });
    await settle(page);
  };
  const part = async (): Promise<void> => {
    await ready();
    looks.push(...(await edges(page)).map((one) => `${person.path}: ${one}`));
    looks.push(...await person.lookThrough("", undefined, "main"), ...await person.lookMirrored("main"));
  };
  const visit = async (path: string): Promise<void> => {
    await person.open(path);
    await ready();
    looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
    const [row] = await page.$$(".grid-row.line");
    await row?.click();
    if (row) await part();
    if (!person.path.startsWith(path)) await person.open(path);
    for (const [at, tab] of (await page.$$(TABS)).entries()) {
      if (at > 0) await tab.click().then(part);
    }
  };
  await person.begin("/admin/me");
  await person.visit("/login");  // and as somebody else, in the same browser
  await person.signIn(target.user.replace("%d", "1"), target.pass);
  await page.waitForSelector(".side-bar");
  const all = [...OWN, ...PAGES].map(({ path }) => path);
  const half = Math.ceil(all.length / 2);
  const isSecond = more["half"] === "second";
  for (const path of isSecond ? all.slice(half) : all.slice(0, half)) {
    await visit(path);
    pages.push(path);
  }
  for (const path of isSecond ? ROOMS : []) await visit(path);
  return { pages, looks };
}
