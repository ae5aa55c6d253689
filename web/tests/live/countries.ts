// Where people come from is told by name wherever it is told, and a rule by country that is saved in a page holds; none shuts out who saves it.
import { sums } from "./charts.ts";
import type { Person } from "./console.ts";

// His own page: he is signed in from here, and has been in from elsewhere.
async function hisOwn(person: Person, address: string): Promise<string[]> {
  await person.comeIn(address, person.target.pass);
  await person.open("/mail/security/sign-ins");
  await person.page.waitForSelector(".grid-row.line");
  return person.rows();
}

async function blocked(person: Person): Promise<{ rows: string[]; facts: string[] }> {
  const { attacker = "" } = person.more;
  await person.open("/admin/ids/blocks");
  await person.sees(attacker);
  await person.row(attacker);
  await person.sees("events counted");
  return { rows: await person.rows(), facts: await person.textsOf(".list-aside .fact-list > *") };
}

async function counted(person: Person): Promise<{ names: string[]; sum: Record<string, number>; bars: string }> {
  await person.open("/admin/figures");
  await person.page.waitForSelector("[aria-labelledby=figures-countries] tbody tr");
  const names = await person.textsOf("[aria-labelledby=figures-countries] tbody th");
  const sum = await sums(person, "Logins by country");
  await person.open("/admin");
  await person.page.waitForSelector(".country-bars");
  return { names, sum, bars: await person.textOf(".country-bars") };
}

// The account's page, where its own rule is set.
async function ruled(person: Person, address: string): Promise<{ trail: string[]; looks: string[] }> {
  const path = `/admin/accounts/${encodeURIComponent(address)}`;
  await person.open(`${path}/trail?moment=1d`);
  await person.sees("got in");
  const trail = await person.textsOf("section[aria-label='Logins'] .entry");
  const looks = await person.look();
  await person.open(path);
  await person.press("Change");
  await person.choose("Logs in", "deny");
  await person.fill("Countries", person.more["denied"] ?? "");
  await person.keys("Enter");
  looks.push(...await person.look());
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees(`not from ${person.more["denied"] ?? ""}, set for this account`);
  return { trail, looks };
}

// All of the server, from where he is himself: it is said before it is saved, and not done when he goes on; nor is what he discarded, for all
// that he insists.
async function himself(person: Person): Promise<{ told: string; looks: string[] }> {
  await person.open("/admin/access/countries");
  await person.sees("Countries are looked up in");
  await person.fill("Countries", person.more["here"] ?? "");
  await person.keys("Enter");
  await person.page.locator(".segment ::-p-text(From everywhere but)").click();
  await person.press("Review and save");
  await person.page.locator("dialog .button.primary").click();
  await person.sees("This would shut you out");
  person.refusals.expect("PUT /api/v1/settings-file 409");
  person.refusals.allow("POST /api/v1/settings-file/plan 409");
  const looks = await person.look();
  const told = await person.textOf(".toast:last-child");
  await person.press("Discard");
  await person.press("Do it all the same");
  await person.sees("Nothing was saved");
  return { told, looks };
}

export default async function countries(person: Person): Promise<Record<string, unknown>> {
  const { address = "" } = person.more;
  await person.begin("/admin/me");
  const known = await blocked(person);
  const figures = await counted(person);
  const { trail, looks } = await ruled(person, address);
  const shut = await himself(person);
  const own = await hisOwn(person, address);
  looks.push(...shut.looks, ...await person.look());
  return { blocked: known, figures, trail, told: shut.told, own, looks };
}
