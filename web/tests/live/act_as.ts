// An administrator looks at a person's pages in his name, for a reason, beside the console that he stays signed in to.
import { plain, type Person } from "./console.ts";

export default async function actAs(person: Person): Promise<Record<string, unknown>> {
  const { address = "", reason = "" } = person.more;
  person.refusals.allow("HEAD /mail/security 404");  // where the console is alone
  await person.begin(`/admin/accounts/${encodeURIComponent(address)}`);
  await person.pick("More", "Act in this name");
  await person.fill("Reason", reason);
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("The person was told by mail");
  const looks = await person.look();
  const way = await person.page.$eval("dialog[open] a.button", (link) => link.href);
  await person.visit(way);
  await person.page.waitForSelector("#main h1");
  const banner = plain(await person.textOf("header .callout"));
  looks.push(...await person.look());
  await person.follow("Sessions");
  await person.sees("Only the person sees where he is signed in");
  await person.follow("Programs");
  await person.press("Make an application password");
  await person.fill("What it is for", "a stranger's");
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("Who acts in another's name changes nothing");
  person.refusals.expect("POST /api/v1/accounts/*/app-passwords 403");
  await person.press("Cancel");
  await Promise.all([person.page.waitForNavigation(), person.press("End this")]);
  await person.page.waitForSelector("input[autocomplete~=username]");
  await person.open("/admin/accounts");
  // From a console of its own he was led to another place of the server: what that is asked is all there is to it.
  const elsewhere = `asked another server: ${new URL(way).origin}/`;
  person.faults.splice(0, person.faults.length, ...person.faults.filter((one) => !one.startsWith(elsewhere)));
  return { way, banner, still: await person.textOf("#main h1"), looks };
}
