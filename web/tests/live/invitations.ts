// An invitation that is open is seen and withdrawn; of an administrator's sessions one is ended.
import { plain, type Person } from "./console.ts";

export default async function invitations(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  const { guest = "", other = "", session = "" } = more;
  await person.begin("/admin/administrators");
  await person.sees("Open invitations");
  const listed = async (): Promise<string[]> =>
    (await page.$$eval("[aria-label='Open invitations'] .entry-words", (all) => all.map((one) => one.textContent))).map(plain);
  const open = await listed();
  const looks = await person.look();
  await person.pressOn("Withdraw", guest);
  await person.confirm(guest, "Withdraw");
  await person.sees("The invitation is withdrawn.");
  await page.waitForFunction((gone) => !document.querySelector("main")?.textContent.includes(gone), {}, guest);

  await person.row(other);
  await page.waitForSelector(".admins-sessions li");
  const count = (await page.$$(".admins-sessions li")).length;
  looks.push(...await person.look());
  await page.locator(`.admins-sessions li[data-session="${session}"] button`).click();
  await person.sees("has ended.");
  await page.waitForFunction((left) => document.querySelectorAll(".admins-sessions li").length === left, {}, count - 1);
  return { open, after: await listed().catch(() => []), sessions: count, looks };
}
