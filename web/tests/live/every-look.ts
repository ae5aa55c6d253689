// Every page with each of its parts and what is told of its first row: accessible, and nothing of it left out in windows of all widths, read
// from left to right and from right to left.
import { PAGES } from "../../admin/pages.ts";
import { PAGES as OWN } from "../../mail/pages.ts";
import { axe, settle } from "../browser.ts";
import type { Person } from "./console.ts";
import { edges } from "./edges.ts";

const TABS = "main .tab-list [role=tab]";
const MIRRORED = [360, 1280];

export default async function everyLook(person: Person): Promise<Record<string, unknown>> {
  const { page, target } = person;
  const looks: string[] = [];
  const pages: string[] = [];
  const found = (all: readonly string[], how: string): void => { looks.push(...all.map((one) => `${person.path} ${how}: ${one}`)); };
  const ready = async (): Promise<void> => {
    await page.waitForSelector("main .skeleton", { hidden: true });
    await settle(page);
  };
  // As in a language that is written so; there is none yet, and the pages have to be ready for it.
  const mirrored = async (widths: readonly number[]): Promise<void> => {
    await page.evaluate(() => { document.documentElement.dir = "rtl"; });
    found(await edges(page, MIRRORED), "mirrored");
    for (const width of widths) {
      await page.setViewport({ width, height: 900 });
      await settle(page);
      found(await axe(page), `mirrored ${width}`);
    }
    await page.evaluate(() => { document.documentElement.dir = "ltr"; });
    await page.setViewport({ width: 1280, height: 900 });
  };
  const part = async (): Promise<void> => {
    await ready();
    found(await edges(page), "");
    await mirrored([]);
  };
  const visit = async (path: string): Promise<void> => {
    await person.open(path);
    await ready();
    looks.push(...await person.look());
    await mirrored(MIRRORED);
    pages.push(path);
    const [row] = await page.$$(".grid-row.line");
    await row?.click();
    if (row) await part();
    if (!person.path.startsWith(path)) await person.open(path);
    for (const [at, tab] of (await page.$$(TABS)).entries()) {
      if (at > 0) await tab.click().then(part);
    }
  };
  await person.begin("/admin/me");
  await page.goto(`${target.api}/login`, { waitUntil: "networkidle2" });  // and as somebody else, in the same browser
  await person.signIn(target.user.replace("%d", "1"), target.pass);
  await page.waitForSelector(".side-bar");
  for (const { path } of OWN) await visit(path);
  for (const { path } of PAGES) await visit(path);
  return { pages, looks };
}
