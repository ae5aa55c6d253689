// Two addresses of one network are blocked: what blocking all of it costs is seen first, then it is done, and taken back.
import type { Person } from "./console.ts";

export default async function fold(person: Person): Promise<Record<string, unknown>> {
  const network = person.more["network"] ?? "";
  await person.begin("/admin/ids/blocks");
  await person.press("Fold");
  await person.sees(`${network}: `);
  const offers = await person.page.$$eval("dialog .evidence-title", (all) => all.map((one) => one.textContent));
  const looks = await person.look();
  await person.page.locator("dialog .evidence .button").click();
  await person.sees(`${network} is blocked as a whole.`);
  await person.press("Close");
  await person.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  const folded = await person.rows();
  if (person.more["undo"]) {
    await person.undo();
    await person.seesNot(network);
  }
  return { offers: offers.map((text) => text.replace(/[\u2068\u2069]/g, "")), folded, looks };
}
