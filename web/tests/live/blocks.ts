// Somebody guessed passwords and is blocked: he is looked at, let in, taken back, another network is blocked by hand, and one is denied.
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
  const inLogs = await person.page.$$eval(".list-aside a[href^='/admin/logs']", (all) => all.map((link) => link.getAttribute("href")));
  const chips = await person.page.$$eval(".filter-chip", (all) => all.map((chip) => chip.textContent));
  await person.press("Unblock");
  await person.sees("It is let in again.");
  await person.sees("Nobody is blocked");
  await person.sees("rules are enabled.");
  await person.sees("made today.");
  const armed = await person.page.$eval(".state", (state) => state.textContent);
  looks.push(...await person.look());
  await person.press("Undo");
  await person.sees(attacker);

  await person.press("Block a network");
  await person.fill("Address or network", "no network");
  await person.press("Block");
  await person.page.waitForSelector("dialog [role=alert]");
  person.refusals.expect("POST /api/v1/ids/blocks 400");
  looks.push(...await person.look());
  await person.fill("Address or network", "203.0.113.0/24");
  await person.press("Block");
  await person.sees("203.0.113.0/24 is blocked.");
  // Another is blocked by hand, and denied for good.
  const worst = person.more["worst"] ?? "";
  await person.press("Block a network");
  await person.fill("Address or network", worst);
  await person.press("Block");
  await person.sees(`${worst}/32 is blocked.`);
  await person.row(worst);
  await person.press("Deny for good");
  await person.sees("It is denied until that is taken back.");
  await person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, worst);
  // An account has logged in from there: it is said whom that shuts out, before a block and when it is denied for good.
  const home = person.more["home"] ?? "";
  await person.press("Block a network");
  await person.fill("Address or network", home);
  await person.press("Block");
  await person.page.waitForSelector("dialog [role=alert]");
  await person.press("Block all the same");
  await person.sees(`${home}/32 is blocked.`);
  await person.row(home);
  await person.press("Deny for good");
  await person.sees("One of your accounts has logged in from there lately and is shut out there now.");
  await person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, home);
  await person.undo();
  await person.page.waitForFunction((back) => document.querySelector(".grid")?.textContent?.includes(back), {}, home);

  await person.search("203.0");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1 && location.search.includes("find="));
  return { shown, proofs, inLogs, chips, armed, found: await person.rows(), address: person.path, looks };
}
