// An administrator is made, given other rights, kept from shutting himself out, and removed; a token is made and taken away.
import { named } from "../browser.ts";
import { isolated, type Person } from "./console.ts";
import { shell } from "./shell.ts";

// Of two networks one is taken away; and he keeps the people of one domain, and nothing else.
async function confines(person: Person): Promise<void> {
  await person.open("/admin/administrators");
  await person.row("roaming");
  await person.press("Networks");
  await person.press(`Remove network ${isolated("2")}`);
  await person.press("Save");
  await person.sees("roaming may come from other networks now.");
  await person.press("Rights");
  for (const one of ["Owner", "Domains", "The whole server"]) await person.turn(one);
  await person.fill("Domains", person.more["domain"] ?? "");
  await person.keys("Enter");
  await person.press("Save");
  await person.sees("roaming has other rights now.");
}

const isEnabled = async (person: Person, name: string): Promise<boolean> =>
  (await shell<{ name: string; status: string }[]>(person, "admin", "list")).some((one) => one.name === name && one.status === "active");

// Of four others one loses his sessions, and is disabled for a while, one is disabled, one is given a new password, and one is gone.
async function others(person: Person): Promise<{ renewed: string; enabled: boolean[] }> {
  await person.open("/admin/administrators");
  await person.row("seated");
  await person.press("End sessions");
  await person.sees("His sessions have ended.");
  await person.press("Disable");
  await person.page.waitForSelector(named("Enable", "button"));
  const enabled = [await isEnabled(person, "seated")];
  await person.press("Enable");
  await person.page.waitForSelector(named("Enable", "button"), { hidden: true });
  enabled.push(await isEnabled(person, "seated"));
  await person.row("idle");
  await person.press("Disable");
  await person.page.waitForSelector(named("Enable", "button"));
  await person.undo();
  await person.page.waitForSelector(named("Enable", "button"), { hidden: true });
  await person.press("Disable");
  await person.page.waitForSelector(named("Enable", "button"));
  await person.row("renewed");
  await person.press("New password");
  await person.confirm("renewed", "Set the password");
  await person.page.waitForSelector("dialog[open] .copyable-text");
  const password = await person.textOf("dialog[open] .copyable-text");
  await person.press("I have it");
  await person.row("gone");
  await person.press("Remove");
  await person.confirm("gone", "Remove");
  await person.sees("The administrator is removed.");
  return { renewed: password, enabled };
}

// `from`: it holds there alone, a month, and does a little more than others.
async function token(person: Person, label: string, from = ""): Promise<string> {
  await person.press("New token");
  await person.fill("For what", label);
  if (from) {
    await person.turn("Queue");
    await person.fill("From where", from);
    await person.keys("Enter");
    await person.choose("For how long", "30d");
  }
  await person.press("Make");
  await person.page.waitForSelector("dialog[open] .copyable-text");
  const made = await person.textOf("dialog[open] .copyable-text");
  await person.press("I have it");
  await person.row(label);
  return made;
}

export default async function administrators(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const { admin = "" } = person.more;
  await person.begin("/admin/administrators");
  await person.sees(admin);
  const looks = await person.look();
  await person.press("New administrator");
  await person.fill("Name", "carol");
  await person.turn("Queue");
  await person.press("Add a network");
  await person.fill(`Network ${isolated("1")}`, "192.0.2.0/24");
  await person.fill(`What network ${isolated("1")} is`, "the office");
  looks.push(...await person.look());
  await person.press("Make");
  await page.waitForSelector("dialog[open] .copyable-text");
  const password = await person.textOf("dialog[open] .copyable-text");
  await person.press("I have it");
  await person.row("carol");
  await person.press("Rights");
  await person.turn("Security");
  await person.press("Save");
  await person.sees("carol has other rights now.");
  looks.push(...await person.look());

  // Nobody shuts himself out.
  await person.open(`/admin/administrators/${admin}`);
  await page.waitForFunction(() => location.search.startsWith("?at="));
  const linked = person.path;
  await person.sees("Last failed login");
  const known = await page.$$eval(".fact-list dt", (all) => all.map((one) => [one.textContent, one.nextElementSibling?.textContent ?? ""]));
  await person.press("Networks");
  await person.fill(`Network ${isolated("1")}`, "192.0.2.0/24");
  await person.press("Save");
  await person.sees("This would shut you out");
  person.refusals.expect("PUT /api/v1/administrators/*/networks 409");
  looks.push(...await person.look());
  await person.press("Cancel");

  await person.open("/admin/api-keys");
  const kept = await token(person, "monitoring", person.more["from"]);
  looks.push(...await person.look());
  const away = await token(person, "leaving");
  await person.press("Take away");
  await person.confirm("leaving", "Take away");
  await person.sees("The token is taken away.");
  await confines(person);
  return { password, linked, token: kept, away, ...await others(person), known: Object.fromEntries(known) as unknown, looks };
}
