// The owner who set the server up is the only one who can act: the page says that he stays, and nothing locks, demotes or removes him. So it
// is when another one was made and has not come yet.
import type { Person } from "./console.ts";
import { shell } from "./shell.ts";

const OWNER = "olivia";
const HEIR = "heir";

const acts = (person: Person): Promise<string[]> => person.textsOf(".list-aside button");

async function opens(person: Person): Promise<void> {
  await person.begin(`/admin/administrators/${OWNER}`);
  await person.page.waitForSelector(".list-aside ::-p-text(Last failed login)");
}

// Why another role than his is refused.
async function demotes(person: Person): Promise<string> {
  await person.press("Rights");
  await person.turn("Owner");
  await person.press("Save");
  await person.sees("At least one role is needed: reader, security, domains, queue or owner");
  await person.turn("Reader");
  await person.press("Save");
  await person.page.waitForSelector("dialog[open] .callout.bad ::-p-text(The last owner)");
  const why = await person.textOf("dialog[open] .callout.bad .callout-words");
  await person.press("Cancel");
  await person.page.waitForSelector("dialog[open]", { hidden: true });
  return why;
}

async function toast(person: Person): Promise<string> {
  await person.page.waitForSelector(".toast.bad");
  const why = await person.textOf(".toast.bad .toast-text");
  await person.press("Dismiss");
  await person.page.waitForSelector(".toast.bad", { hidden: true });
  return why;
}

export default async function lastOwner(person: Person): Promise<Record<string, unknown>> {
  person.refusals.expect("PATCH /api/v1/administrators/* 400", "PATCH /api/v1/administrators/* 409", "DELETE /api/v1/administrators/* 409");
  await opens(person);
  await person.sees("This is the last owner who is not disabled. He stays: make another owner first.");
  const looks = await person.look();
  const alone = await acts(person);
  const refused = [await demotes(person)];

  await shell(person, "admin", "add", HEIR, "--roles", "owner");
  await opens(person);
  await person.seesNot("This is the last owner who is not disabled.");
  const withHeir = await acts(person);
  await person.press("Disable");
  refused.push(await toast(person));
  await person.press("Remove");
  await person.confirm(OWNER, "Remove");
  refused.push(await toast(person), await demotes(person));
  const left = await shell<{ name: string; roles: string[]; status: string }[]>(person, "admin", "list");
  await shell(person, "admin", "remove", HEIR);
  return { alone, withHeir, refused, left: left.map(({ name, roles, status }) => [name, ...roles, status]), looks };
}
