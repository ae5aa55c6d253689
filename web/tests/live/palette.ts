// A setting is found by its name from anywhere, and is where it is changed; what can be begun is begun from anywhere, by who may.
import { FORMS } from "../../admin/forms.ts";
import type { Person } from "./console.ts";

async function looksFor(person: Person, words: string): Promise<void> {
  const { page } = person;
  await page.keyboard.down("Control");
  await page.keyboard.press("k");
  await page.keyboard.up("Control");
  await person.put("dialog[open] input", words);
}

// The forms that the palette opens, each closed again by a key: what stands in the address then, and after.
async function forms(person: Person, words: readonly string[]): Promise<[string, string][]> {
  const seen: [string, string][] = [];
  for (const label of words) {
    await looksFor(person, label);
    const palette = await person.textOf("dialog[open] h2");
    await person.page.locator(`dialog[open] [role=option] ::-p-text(${label})`).click();
    await person.page.waitForFunction((before) => location.search.includes("form=") &&
      [...document.querySelectorAll("dialog[open] h2")].some((head) => head.textContent !== before), {}, palette);
    const opened = person.path;
    await person.keys("Escape");
    await person.page.waitForFunction(() => !document.querySelector("dialog[open]") && !location.search.includes("form="));
    seen.push([opened, person.path]);
  }
  return seen;
}

export default async function palette(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const words = (person.more.words ?? "").split("|");
  await person.begin("/admin/ids/blocks");
  if (person.more.onlooker) {
    await person.open(FORMS[0]?.at ?? "");
    await looksFor(person, words[0] ?? "");
    await page.waitForSelector("dialog[open] .palette-list");
    return { options: await page.$$eval("dialog[open] [role=option]", (all) => all.map((one) => one.textContent)),
      dialogs: await page.$$eval("dialog[open]", (all) => all.length) };
  }
  await looksFor(person, "keep at most");
  await page.waitForSelector("dialog[open] [role=option] mark");
  const looks = await person.look();
  await person.keys("Enter");
  await page.waitForSelector(".setting");
  const [led, settings] = [person.path, await page.$$eval(".setting", (all) => all.map((one) => one.id))];
  return { led, settings, looks, forms: await forms(person, words), all: FORMS.map((form) => form.at) };
}
