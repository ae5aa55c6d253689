// Some addresses of one network are blocked: what blocking all of it costs is seen first, then it is done, and taken back. Looking for what
// that costs may last: it says how far it is, and is stopped.
import { whileAnswered } from "./answers.ts";
import type { Person } from "./console.ts";

async function stops(person: Person): Promise<string[]> {
  const looks: string[] = [];
  let asked = 0;  // first for all networks, then for what each costs
  await whileAnswered(person, ({ path }) => (path === "/api/v1/ids/fold" && ++asked > 2 ? "later" : undefined), async () => {
    await person.press("Fold");
    await person.sees("1 of ");
    looks.push(...await person.look());
    await person.press("Cancel");
    await person.sees("Only the first 1 are shown.");
    looks.push(...await person.look());
    await person.press("Close");
  });
  return looks;
}

export default async function fold(person: Person): Promise<Record<string, unknown>> {
  const network = person.more["network"] ?? "";
  await person.begin("/admin/ids/blocks");
  const looks = person.more["undo"] ? await stops(person) : [];
  await person.press("Fold");
  await person.sees(`${network}: `);
  const offers = await person.page.$$eval("dialog .evidence-title", (all) => all.map((one) => one.textContent));
  looks.push(...await person.look());
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
