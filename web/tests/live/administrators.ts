// An administrator is made, given other rights, kept from shutting himself out, and removed; a token is made and taken away.
import { isolated, type Person } from "./console.ts";

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
  await person.press("New token");
  await person.fill("For what", "monitoring");
  await person.press("Make");
  await page.waitForSelector("dialog[open] .copyable-text");
  const token = await person.textOf("dialog[open] .copyable-text");
  await person.press("I have it");
  await person.row("monitoring");
  looks.push(...await person.look());
  return { password, linked, token, known: Object.fromEntries(known) as unknown, looks };
}
