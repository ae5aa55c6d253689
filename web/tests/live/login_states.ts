// Signing in when it does not work: refused, asked to wait, and with a password that has to be changed first. All of it is accessible.
import type { Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";
import { askOutside } from "./session-over.ts";

const MOST = 12;  // tries

async function wrong(person: Person): Promise<string> {
  await person.fill("Password", "wrong");
  await person.press("Sign in");
  await person.page.waitForFunction(() => document.querySelector("form [role=alert]") && !document.querySelector("form [aria-busy=true]"));
  return person.textOf("form [role=alert]");
}

export default async function loginStates(person: Person): Promise<Record<string, unknown>> {
  const { page, target, more: { address = "" } } = person;
  person.refusals.allow(NOBODY);
  person.refusals.expect("POST /api/v1/session 401", "POST /api/v1/session 429");
  await person.visit("/login");
  await person.put("input[autocomplete~=username]", address);
  const refused = await wrong(person);
  const looks = [...await person.lookAtAllWidths(), ...await person.lookMirrored()];
  await person.put("input[type=password]", target.pass);
  await person.press("Sign in");
  await page.waitForSelector("input[autocomplete~=new-password]");
  const forced = person.path;
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());

  await person.forget();
  for (const door of ["webmail", "console"]) {
    await askOutside(person, "PUT", `${target.api}/api/v1/settings/${door}.heavy_per_minute`, { value: "6" });
  }
  await person.visit("/login");
  await person.put("input[autocomplete~=username]", address);
  let waits = "";
  for (let tries = 0; !waits.includes("try again in"); ++tries) {
    if (tries === MOST) throw new Error(`nobody asks to wait: ${waits}`);
    waits = await wrong(person);
  }
  const isHeld = await page.$eval("button[type=submit]", (button) => button.disabled);
  looks.push(...await person.lookThrough("", [1280]));
  await page.waitForSelector("button[type=submit]:not([disabled])");
  await person.seesNot("try again in");
  return { refused, forced, waits, isHeld, looks };
}
