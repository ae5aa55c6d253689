// All rules are replaced by somebody who may not take that back: he types the name of the set first.
import type { Person } from "./console.ts";

export default async function rulesPreset(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/ids/rules");
  await person.press("Choose a set");
  await person.page.locator("dialog[open] .segment ::-p-text(Relaxed)").click();
  await person.sees("you cannot take this back");
  const looks = await person.look();
  await person.confirm("relaxed", "Replace all rules");
  await person.sees("All rules are replaced.");
  return { looks };
}
