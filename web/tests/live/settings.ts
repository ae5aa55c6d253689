// A setting is changed, another goes back to how it ships; and a user, who administers nothing, is led to his own account.
import { whileAnswered, type Asked } from "./answers.ts";
import { isolated, type Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";

// Another changes the same setting in between: both are shown beside what it was, and one of them is chosen.
async function meanwhile(person: Person): Promise<string[]> {
  const { page } = person;
  await person.visit("/admin/settings/reports?find=reports.organization");
  await person.fill("Organization", "Ours");
  await page.evaluate(async () => {
    await fetch("/api/v1/settings/reports.organization", {
      method: "PUT", body: JSON.stringify({ value: "Theirs" }), headers: { "Content-Type": "application/json", "X-Requested-By": "console" },
    });
  });
  await person.press("Review and save");
  await person.press("Save the change");
  await person.sees("Somebody else changed settings meanwhile.");
  person.refusals.expect("PUT /api/v1/settings-file 412");
  await person.press("Review and save");
  await person.sees("Organization was changed by somebody else meanwhile");
  const values = await page.$$eval("dialog[open] .setting-facts dd", (all) => all.map((one) => one.textContent));
  if (values.join() !== "(empty),Theirs,Ours") throw new Error(`not three ways: ${values.join()}`);
  const looks = await person.look();
  await person.press("Take mine");
  await person.press("Save the change");
  await page.waitForFunction(() => document.querySelector(".save-bar") === null);
  return looks;
}

// What is told of a change covers nothing: the page's foot can be scrolled to above it.
async function leavesTheFoot({ page }: Person): Promise<void> {
  await page.waitForSelector(".toast");
  await page.waitForFunction(() => {
    scrollTo(0, document.body.scrollHeight);
    const foot = document.querySelector("#main > :last-child")?.getBoundingClientRect().bottom ?? Infinity;
    return foot <= (document.querySelector(".toast")?.getBoundingClientRect().top ?? 0);
  });
}

// Two settings become much less safe at once: each is named, and their number is typed.
async function atOnce(person: Person): Promise<{ unsafe: string[]; looks: string[] }> {
  await person.open("/admin/settings/password");
  await person.fill("Shortest password", "10");
  await person.fill("Least strength", "2");
  await person.press("Review and save");
  await person.sees("make the server much less safe");
  const unsafe = await person.page.$$eval("dialog[open] .callout.bad li code", (all) => all.map((one) => one.textContent));
  const looks = await person.look();
  await person.confirm("2", `Save ${isolated(2)} changes`);
  await person.page.waitForFunction(() => document.querySelector(".save-bar") === null);
  await leavesTheFoot(person);
  return { unsafe, looks };
}

const STRENGTH = "password.minimum_strength";

// One is found as its name is typed, says who set it and all that the server declares of it, and goes back to how it ships.
async function backAsShipped(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  await person.open("/admin/settings");
  await person.fill("Find a setting", STRENGTH);
  await page.waitForFunction(() => document.querySelectorAll(".setting").length === 1);
  const mark = (): Promise<string> => person.textOf(".setting .mark");
  const [before, about] = [await mark(), await person.textOf(".setting")];
  await person.press(`${isolated("Least strength")}: back to the shipped value`);
  await person.sees("not saved yet");
  await person.press("Review and save");
  // It stands at once, while the settings are still being read again.
  const isRead = ({ method, path }: Asked): "later" | undefined => (method === "GET" && path === "/api/v1/settings" ? "later" : undefined);
  const after = await whileAnswered(person, isRead, async () => {
    await person.press("Save the change");
    await person.sees("One setting was saved.");
    return [await page.$eval(".setting input", (field) => field.value), await mark()];
  });
  return { at: person.path, before, about, after };
}

const LONG_LISTS = ["attachments.extensions", "attachments.uploads", "guard.rules"];

// Long lists are drawn in turn, and are whole all the same: who adds to one goes on in what he added.
async function growWhole(person: Person): Promise<void> {
  const { page } = person;
  await person.open("/admin/settings/every");
  const counts = await page.evaluate(async (keys) => Promise.all(keys.map(async (key) => {
    const told = await (await fetch(`/api/v1/settings/${key}`)).json() as { value: string };
    return told.value.startsWith("[") ? (JSON.parse(told.value) as unknown[]).length : told.value.split(",").length;
  })), LONG_LISTS);
  if (Math.min(...counts) < 10) throw new Error(`no long lists: ${counts.join()}`);
  const drawn = ".record, :not(.record *) > .chip";
  await page.waitForFunction((keys, all, each) => keys.every((key, i) => document.getElementById(key)?.querySelectorAll(each).length === all[i]),
    {}, LONG_LISTS, counts, drawn);
  await page.locator("[id='guard.rules'] .records > .row .button").click();
  await page.waitForFunction((count) => {
    const all = document.querySelectorAll("[id='guard.rules'] .record");
    return all.length === count + 1 && all.item(count).contains(document.activeElement);
  }, {}, counts[2] ?? 0);
  await person.press("Discard");
  await page.waitForFunction(() => document.querySelector(".save-bar") === null);
}

export default async function settings(person: Person): Promise<Record<string, unknown>> {
  const { page, target } = person;
  person.refusals.expect(NOBODY, "POST /api/v1/settings-file/plan 400");
  await person.visit("/admin/settings/server");
  await page.waitForSelector("input[autocomplete~=username]");
  const led = person.path;
  await person.signIn(target.admin, target.admin_pass, target.admin_totp);
  await person.fill("Host name", "mail..test");
  await person.press("Review and save");
  await page.waitForSelector("dialog[open] [role=alert]");
  const planned = await person.textOf("dialog[open] [role=alert]");
  await person.press("Cancel");
  await person.fill("Host name", "mail.changed.test");
  await person.press("Review and save");
  await person.press("Save the change");
  await page.waitForFunction(() => document.querySelector(".save-bar") === null);
  const back = person.path;
  const looks = await person.look();
  await person.visit("/admin/settings/auth?find=auth.allow_cleartext_login");
  await page.locator('[id="auth.allow_cleartext_login"] [role=switch]').click();
  await person.press("Review and save");
  await person.confirm("auth.allow_cleartext_login", "Save the change");
  await page.waitForFunction(() => document.querySelector(".save-bar") === null);
  const { unsafe, looks: several } = await atOnce(person);
  looks.push(...several);

  looks.push(...await meanwhile(person));
  const found = await backAsShipped(person);
  await growWhole(person);

  await person.forget();
  await person.comeIn(target.user.replace("%d", "1"), target.pass);
  return { planned, unsafe, found, led: led.replace(/\?.*/, ""), back, home: person.path, looks };
}
