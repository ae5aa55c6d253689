// A change of settings is taken back and had again, an earlier one alone, one that was changed since, and one with all that came after it;
// and the log tells who did it.
import type { Person } from "./console.ts";
import { valueOf } from "./shell.ts";

const KEY = "smtp.max_message_size";
const OTHER = "password.minimum_length";

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
  await person.sees("settings.rollback");
  await person.search(hostile);
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  await person.row("account.delete");
  await person.sees("Link to the line before:");
  looks.push(...await person.look());
  const failed = await person.rows();
  await person.open("/admin/changes?list=log");
  await person.choose("Person", person.name);
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length > 1);
  return { changes: { values, failed, rows: await person.rows(), path: person.path }, looks };
}
