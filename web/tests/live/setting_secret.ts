// A setting that is a secret is replaced in its form, which shows neither the old one nor the new one; and perhaps that is taken back.
import type { Person } from "./console.ts";

const FIELD = "[id='notify.webhook_secret']";

export default async function settingSecret(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  await person.begin("/admin/settings/notify?find=webhook_secret");
  const input = `${FIELD} input`;
  await page.waitForSelector(input);
  const entered = await page.$eval(input, (one) => (one as HTMLInputElement).value);
  await person.sees("What you enter takes its place");
  await person.put(input, more["secret"] ?? "");
  await page.locator(`${FIELD} summary`).click();
  const command = await person.textOf(`${FIELD} .setting-facts code`);
  await person.press("Review and save");
  await person.sees("another secret");
  const reviewed = await person.textOf("dialog[open]");
  const looks = await person.look();
  await person.press("Save the change");
  await person.sees("One setting was saved.");
  await page.waitForFunction((where) => document.querySelector<HTMLInputElement>(where)?.value === "", {}, input);
  if (more["back"] === "yes") {
    await person.undo();
    await person.sees("The settings are as they were before.");
  }
  return { entered, command, reviewed, looks };
}
