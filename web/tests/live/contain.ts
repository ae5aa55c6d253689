// An account that somebody else has got into is contained, what he did is looked at, and it goes back to its owner.
import type { Person } from "./console.ts";

// The account, the card of that name on its page, as its lines.
const lines = (person: Person, card: string): Promise<string[]> =>
  person.page.$$eval(`section[aria-label="${card}"] .entry`, (all) => all.map((one) => one.textContent.replace(/[\u2068\u2069]/g, "")));

export default async function contain(person: Person): Promise<Record<string, unknown>> {
  const { address = "", reason = "" } = person.more;
  await person.begin(`/admin/accounts/${encodeURIComponent(address)}`);
  await person.press("Contain");
  await person.fill("Reason", reason);
  const looks = await person.look();
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("The account is contained: nobody gets in");
  await person.sees(`: ${reason}`);
  await person.sees("An application password was made");
  const seen = {
    logins: await lines(person, "Logins"), sent: await lines(person, "Mail sent"), changes: await lines(person, "Changes"),
    since: await person.textOf("section[aria-label='Since when']"), path: person.path,
  };
  looks.push(...await person.look());
  await person.choose("Look from", "own");
  looks.push(...await person.look());
  const dayAgo = new Date(Date.now() - 86_400_000);
  await person.put("input[type=datetime-local]", new Date(dayAgo.getTime() - dayAgo.getTimezoneOffset() * 60_000).toISOString().slice(0, 16));
  await person.page.waitForSelector("section[aria-label='Logins'] .entry ::-p-text(127.0.0.1)");
  const fromOwn = await lines(person, "Logins");
  await person.tab("Sign-in");
  await person.sees("The account is contained: no password opens it");
  await person.sees("last about");
  await person.seesNot("the password alone opens the account");
  looks.push(...await person.look());
  return { ...seen, fromOwn, looks };
}
