// A change of settings is taken back and had again, an earlier one alone, one that was changed since, and one with all that came after it;
// and the log tells who did it. What is changed of an account and of a domain is told there too, from what to what.
import type { Person } from "./console.ts";
import { valueOf } from "./shell.ts";

const KEY = "smtp.max_message_size";
const OTHER = "password.minimum_length";

async function edit(person: Person): Promise<void> {
  await person.open(`/admin/accounts/${encodeURIComponent(person.more["account"] ?? "")}`);
  await person.press("Change");
  await person.fill("Quota", "2");
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("The account is changed.");
  await person.open(`/admin/domains/${person.more["domain"] ?? ""}/settings`);
  await person.fill("Most accounts", "60");
  await person.press("Review and save");
  await person.press("Save the change");
  await person.sees("set for this domain");
}

// Whom nobody has broken in to: that there is no first login from elsewhere is said.
async function quietAccount(person: Person): Promise<void> {
  await person.open(`/admin/accounts/${encodeURIComponent(person.more["account"] ?? "")}/trail`);
  await person.sees("In the last 7 days nobody came from an address that the account was not opened from before.");
}

// On one line among the others, in full beside it, and found by what it is now.
async function fromTo(person: Person): Promise<{ told: string[]; looks: string[] }> {
  await edit(person);
  await person.open("/admin/changes?list=log");
  await person.sees("Quota: 1 GiB → 2 GiB");
  await person.sees("Most accounts: 0 → 60");
  const told = (await person.rows()).filter((row) => /Change (a domain|an account)/.test(row));
  await person.row("Quota: 1 GiB → 2 GiB");
  await person.page.waitForSelector(".change-values del");
  const aside = await person.textOf(".change");
  const looks = await person.look();
  await person.open("/admin/changes?list=log");
  await person.search("Most accounts: 0 → 60");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  return { told: [...told, aside, ...await person.rows()], looks };
}

export default async function changes(person: Person): Promise<Record<string, unknown>> {
  const hostile = person.more["hostile"] ?? "";
  await person.begin("/admin/changes");
  await person.sees("The administration log is unbroken");
  await person.sees("20 MiB → 30 MiB");
  const looks = await person.look();
  const values: string[] = [];
  await person.row("20 MiB → 30 MiB");
  await person.press("Take back this change alone");
  await person.sees("One setting is as it was before.");
  values.push(await valueOf(person, KEY));
  await person.press("Undo");
  // A toast's way back says nothing when it is done.
  while ((await valueOf(person, KEY)) !== "30 MiB");

  // What came later stays.
  await person.open(`/admin/changes?at=${person.more["alone"] ?? ""}`);
  await person.sees("This change alone");
  await person.press("Take back this change alone");
  await person.sees("One setting is as it was before.");
  await person.sees("What this change set is as it was before it.");
  values.push(await valueOf(person, OTHER), await valueOf(person, KEY));

  // What was changed again since goes back to who was told so.
  await person.open(`/admin/changes?at=${person.more["first"] ?? ""}`);
  await person.sees("has been changed again since.");
  await person.sees("later changes are taken back with it.");
  looks.push(...await person.look());
  await person.press("Take it back all the same");
  await person.sees("One setting is as it was before.");
  values.push(await valueOf(person, KEY));
  await person.press("Undo");
  while ((await valueOf(person, KEY)) !== "30 MiB");

  await person.open(`/admin/changes?at=${person.more["first"] ?? ""}`);
  await person.press("Put everything back to before this");
  await person.sees("is as it was before.");
  values.push(await valueOf(person, KEY));

  await person.open("/admin/changes?list=log");
  await person.sees("Put all settings back to before a change");
  await person.search(hostile);
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  await person.row("Delete an account");
  await person.sees("account.delete");
  await person.sees("Link to the line before:");
  looks.push(...await person.look());
  const failed = await person.rows();
  await person.open("/admin/changes?list=log");
  await person.choose("Person", person.name);
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length > 1);
  const rows = await person.rows();
  const path = person.path;
  const { told, looks: more } = await fromTo(person);
  await quietAccount(person);
  return { changes: { values, failed, rows, path, told }, looks: [...looks, ...more] };
}
