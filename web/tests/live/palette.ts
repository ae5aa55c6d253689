// A setting is found by its name from anywhere, and is where it is changed.
import type { Person } from "./console.ts";

export default async function palette(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  await person.begin("/admin/ids/blocks");
  await page.keyboard.down("Control");
  await page.keyboard.press("k");
  await page.keyboard.up("Control");
  await page.locator("dialog[open] input").fill("keep at most");
  await page.waitForSelector("dialog[open] [role=option] mark");
  const looks = await person.look();
  await person.keys("Enter");
  await page.waitForSelector(".setting");
  return { led: person.path, settings: await page.$$eval(".setting", (all) => all.map((one) => one.id)), looks };
}
