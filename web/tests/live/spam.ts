// The judge gets another limit, another weight and a rule; a domain trusts a sender, takes that back, and blocks another.
import type { Person } from "./console.ts";

export default async function spam(person: Person): Promise<Record<string, unknown>> {
  const { owner = "", trusted = "", blocked = "" } = person.more;
  const put = async (list: number, sender: string): Promise<void> => {
    await person.put(`section[aria-label="For one domain or account"] fieldset > :nth-child(${list}) .chips-input`, sender);
    await person.keys("Enter");
    await person.sees(`The senders of ${owner} are changed.`);
  };
  await person.begin("/admin/spam");
  await person.sees("5 to below 10");
  await person.fill("Low from", "6");
  await person.sees("6 to below 10");
  const looks = await person.look();
  await person.tab("Checks");
  await person.fill("SPF softfail", "4");
  looks.push(...await person.look());
  await person.tab("Lists and rules");
  await person.press("Add one");
  await person.fill("Pattern", "lottery");
  await person.fill("Words", "a lottery");
  await person.fill("Weight", "2");
  looks.push(...await person.look());
  await person.press("Review and save");
  await person.page.locator("dialog[open] .primary").click();
  await person.page.waitForFunction(() => document.querySelector(".save-bar") === null);
  await person.sees("3 settings were saved.");
  await person.press("Dismiss");  // its way back is not the one that is taken below
  await person.tab("Greylisting");
  await person.sees("Not before");
  looks.push(...await person.look());
  await person.tab("Senders");
  await person.fill("Domain or account", "nobody.test");
  await person.press("Show its lists");
  await person.page.waitForSelector(".spam-owner .field-error");
  person.refusals.expect("GET /api/v1/senders/nobody.test 404");
  await person.fill("Domain or account", owner);
  await person.press("Show its lists");
  await person.sees(`Senders of ${owner}`);
  await put(2, trusted);
  await person.press("Undo");
  await person.page.waitForFunction((sender) => !document.body.innerText.includes(sender), {}, trusted);
  await put(3, blocked);
  looks.push(...await person.look());
  return { looks };
}
