// The judge gets another limit, another weight and a rule; greylisting knows others than it did; a domain trusts a sender, takes that back, and
// blocks another.
import type { Person } from "./console.ts";

const letIn = ({ page }: Person): Promise<unknown> => page.evaluate(async () => {
  const { status } = await fetch("/api/v1/greylist", {
    method: "POST", body: JSON.stringify({ who: "127.0.53.1" }), headers: { "Content-Type": "application/json", "X-Requested-By": "console" },
  });
  if (status !== 200) throw new Error(`another was not let in: ${status}`);
});

// Of two who wait one is let in; with the other that is taken back, and he is let in by an address. Who was known is as unknown as at first. Whom
// another lets in is there by itself.
async function greylists(person: Person): Promise<string[]> {
  const { first = "", second = "", known = "" } = person.more;
  const isGone = (who: string): Promise<unknown> =>
    person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent.includes(gone), {}, who);
  // What was done is in the list: until then its rows may change their places under who points at one.
  const counts = (state: string, count: number): Promise<unknown> => person.page.waitForFunction((chip) =>
    [...document.querySelectorAll(".filter-chip")].some((one) => one.textContent === chip), {}, `${state}${count}`);
  await person.tab("Greylisting");
  await person.sees("Not before");
  await person.row(first);
  await person.sees("Comes in from");
  const looks = await person.look();
  await person.press("Let in");
  await person.sees("It is known from now on, and comes in when it tries again.");
  await person.undo();
  await isGone(first);
  await counts("Waits", 1);
  await person.press("Let a sender in");
  await person.fill("Domain or network", "127.0.0.0/8");
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("Greylisting knows networks of one size");
  person.refusals.expect("POST /api/v1/greylist 400");
  looks.push(...await person.look());
  await person.fill("Domain or network", first.replace("0/24", "9"));
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees(`${first} is known from now on.`);
  await counts("Known", 2);
  await person.row(second);
  await person.press("Let in");
  await counts("Known", 3);
  await person.page.locator(".filter-chip ::-p-text(Known)").click();
  await person.row(known);
  await person.sees("Came last");
  await person.press("Forget");
  await person.sees("It is as unknown as at first.");
  await isGone(known);
  await person.page.mouse.move(0, 0);  // at a row, none would come
  await letIn(person);
  await counts("Known", 3);
  await person.open("/admin/spam");  // what was told is not in the way of what follows
  return looks;
}

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
  looks.push(...await greylists(person));
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
