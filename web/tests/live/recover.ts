// A contained account goes back to its owner: a password made here, its mail sent, and nothing left of who had been in.
import type { Person } from "./console.ts";

export default async function recover(person: Person): Promise<Record<string, unknown>> {
  const { address = "" } = person.more;
  await person.begin(`/admin/accounts/${encodeURIComponent(address)}/trail`);
  await person.press("Recover");
  await person.page.locator("dialog[open] label ::-p-text(A password made here)").click();
  await person.page.locator("dialog[open] label ::-p-text(Is sent)").click();
  await person.page.locator("dialog[open] label ::-p-text(Forget the recovery address)").wait();  // it starts on
  const looks = await person.look();
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.page.waitForSelector("dialog[open] .secret .copyable-text");
  looks.push(...await person.look());
  const password = await person.textOf("dialog[open] .secret .copyable-text");
  await person.press("I have it");
  await person.sees(`${address} belongs to its owner again.`);
  await person.seesNot("The account is contained");
  return { password, looks };
}
