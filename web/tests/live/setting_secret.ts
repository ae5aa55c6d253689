// A setting that is a secret is replaced in its form, which shows neither the old one nor the new one; and perhaps that is taken back, or
// somebody else replaces it meanwhile.
import type { Person } from "./console.ts";

const FIELD = "[id='notify.webhook_secret']";

// Both are hidden: that there is another one is told, and by whom.
async function meanwhile(person: Person, theirs: string): Promise<{ told: string; looks: string[] }> {
  await person.page.evaluate(async (value) => {
    await fetch("/api/v1/settings/notify.webhook_secret/secret", {
      method: "PUT", body: JSON.stringify({ value }), headers: { "Content-Type": "application/json", "X-Requested-By": "console" },
    });
  }, theirs);
  person.refusals.expect("PUT /api/v1/settings-file 412");
  await person.press("Review and save");
  await person.press("Save the change");
  await person.sees("Somebody else changed settings meanwhile.");
  await person.press("Review and save");
  await person.sees("Secret of the webhook was changed by somebody else meanwhile");
  const told = await person.textOf("dialog[open] .callout");
  const looks = await person.look();
  await person.press("Take mine");
  await person.press("Save the change");
  await person.sees("One setting was saved.");
  return { told, looks };
}

// What going back to before it does is told, though neither secret is.
async function wayBack(person: Person): Promise<{ back: string; looks: string[] }> {
  await person.open("/admin/changes");
  await person.row("a secret → another secret");
  await person.sees("goes back as well");
  return { back: await person.textOf(".list-aside"), looks: await person.look() };
}

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
  const { told = "", looks: both = [] } = more["theirs"] ? await meanwhile(person, more["theirs"]) : {};
  if (told) return { told, ...await wayBack(person), looks: both };
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
