// An administrator looks at a person's pages in his name, for a reason, beside the console that he stays signed in to.
import { plain, type Person } from "./console.ts";

export default async function actAs(person: Person): Promise<Record<string, unknown>> {
  const { address = "", reason = "" } = person.more;
  await person.begin(`/admin/accounts/${encodeURIComponent(address)}`);
  await person.pick("More", "Act in this name");
  await person.fill("Reason", reason);
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("The person was told by mail");
  const looks = await person.look();
  const way = await person.page.$eval("dialog[open] a.button", (link) => link.getAttribute("href") ?? "");
  await person.open(way);
  const banner = plain(await person.textOf("header .callout"));
  looks.push(...await person.look());
  await person.open(`${way}/sessions`);
  await person.sees("Only the person sees where he is signed in");
  await person.open(`${way}/programs`);
  await person.press("Make an application password");
  await person.fill("What it is for", "a stranger's");
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("Who acts in another's name changes nothing");
  person.refusals.expect("POST /api/v1/accounts/*/app-passwords 403");
  await person.keys("Escape");
  await Promise.all([person.page.waitForNavigation(), person.press("End this")]);
  await person.page.waitForSelector("input[autocomplete~=username]");
  await person.open("/admin/accounts");
  return { way, banner, still: await person.textOf("#main h1"), looks };
}
