// Somebody guessed passwords and is blocked: he is looked at, let in, taken back, and another network is blocked by hand.
import type { Person } from "./console.ts";

export default async function blocks(person: Person): Promise<Record<string, unknown>> {
  const attacker = person.more["attacker"] ?? "";
  await person.begin("/admin/ids/blocks");
  await person.sees(attacker);
  const looks = await person.look();
  await person.row(attacker);
  await person.sees("events counted");
  looks.push(...await person.look());
  const proofs = await person.page.$$eval(".proof", (all) => all.length);
  const shown = person.path;
  await person.follow("Its sessions in the logs");
  await person.page.waitForSelector("main .grid-row.line");
  const logs = { at: person.path, rows: (await person.rows()).length };
  await person.page.goBack();
  await person.row(attacker);
  await person.sees("events counted");
  await person.press("Unblock");
  await person.sees("It is let in again.");
  await person.sees("Nobody is blocked");
  await person.sees("rules are on. ");
  looks.push(...await person.look());
  await person.press("Undo");
  await person.sees(attacker);

  await person.press("Block a network");
  await person.fill("Address or network", "no network");
  await person.press("Block");
  await person.page.waitForSelector("dialog [role=alert]");
  looks.push(...await person.look());
  await person.fill("Address or network", "203.0.113.0/24");
  await person.press("Block");
  await person.sees("203.0.113.0/24 is blocked.");
  await person.search("203.0");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1 && location.search.includes("find="));
  return { logs, shown, proofs, found: await person.rows(), address: person.path, looks };
}
