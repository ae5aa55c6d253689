// A contained account goes back to its owner: a password made here, its mail sent or deleted, and nothing left of who had been in.
import type { Person } from "./console.ts";

export default async function recover(person: Person): Promise<Record<string, unknown>> {
  const { address = "", mail = "", elsewhere = "", factor = "" } = person.more;
  await person.begin(`/admin/accounts/${encodeURIComponent(address)}/trail`);
  await person.press("Recover");
  await person.page.locator("dialog[open] label ::-p-text(A password made here)").click();
  const unasked = await person.page.$("dialog[open] .to-confirm") === null;
  await person.page.locator(`dialog[open] label ::-p-text(${mail})`).click();
  await person.sees("cannot be brought back");
  if (elsewhere) await person.page.locator("dialog[open] label ::-p-text(Forget the recovery address)").wait();  // it starts on
  if (factor) await person.turn("Remove the second factor");
  const looks = await person.look();
  await person.confirm(address, "Recover");
  await person.page.waitForSelector("dialog[open] .secret .copyable-text");
  looks.push(...await person.look());
  const password = await person.textOf("dialog[open] .secret .copyable-text");
  await person.press("I have it");
  await person.sees(`${address} belongs to its owner again.`);
  await person.seesNot("The account is contained");
  return { password, unasked, looks };
}
