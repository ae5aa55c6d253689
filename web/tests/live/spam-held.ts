// What was held as spam, and nothing else, is let go where the judge is set.
import type { Person } from "./console.ts";

export default async function spamHeld(person: Person): Promise<Record<string, unknown>> {
  const { from = "" } = person.more;
  await person.begin("/admin/spam");
  await person.tab("Held mail");
  await person.row(from);
  const rows = await person.rows();
  await person.sees("Its beginning, as text");
  const looks = await person.look();
  await person.press("Release");
  await person.sees("No spam is held");
  return { at: person.path, rows, looks };
}
