// Every page with each of its parts and what is told of its first row: accessible in both themes, and nothing of it left out in windows of all
// widths, read from left to right and from right to left. With them those that no other page is: one message, and what who signs in is led to.
import { PAGES } from "../../admin/pages.ts";
import { ENROL, PAGES as OWN, RENEW } from "../../mail/pages.ts";
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
  await person.comeIn(target.user.replace("%d", "1"), target.pass);  // and as somebody else, in the same browser
  const all = [...OWN, ...PAGES].map(({ path }) => path);
  const half = Math.ceil(all.length / 2);
  const isSecond = more["half"] === "second";
  for (const path of isSecond ? all.slice(half) : all.slice(0, half)) {
    await visit(path);
    pages.push(path);
  }
  for (const path of isSecond ? ROOMS : []) await visit(path);
  const besides: string[] = [];
  const beside = async (path: string): Promise<void> => {
    await visit(path);
    besides.push(await person.textOf("#main h1"));
  };
  const { message = "", renews = "", enrols = "", password = "" } = more;
  if (message) await beside(`/admin/messages/${message}`);
  for (const [user, { path }] of [[renews, RENEW], [enrols, ENROL]] as const) {
    if (!user) continue;
    await person.forget();
    await person.comeIn(user, password);
    await beside(path);
  }
  return { pages, besides, looks };
}
