// Who has forgotten his password asks for a token; with what the message brought he sets another one, and signs in with it.
import type { Person } from "./console.ts";

type Seen = Record<string, unknown>;

async function begin(person: Person): Promise<void> {
  await person.page.setViewport({ width: 1280, height: 900 });
  await person.visit("/login");
  await person.press("Forgotten?");
  await person.sees("a token to set a new password is sent there");
}

async function set(person: Person, password: string): Promise<void> {
  await person.put("input[autocomplete~=new-password]", password);
  await person.press("Set the password");
}

// He asks, and is in a hurry: what he gives before the message has come opens nothing, and he may give another.
async function ask(person: Person): Promise<Seen> {
  const { user = "", fresh = "" } = person.more;
  await begin(person);
  const looks = [...await person.lookAtAllWidths(), ...await person.lookMirrored()];
  await person.put("input[autocomplete~=username]", user);
  await person.press("Send the token");
  await person.sees("a token is on its way to its recovery address");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.fill("Token from the message", "not-the-token");
  await person.press("Go on");
  await person.sees("This token does not hold any more, or is not complete.");
  person.refusals.expect("POST /api/v1/forgotten-password/policy 403", "POST /api/v1/forgotten-password 403");
  if (await person.page.$(".rule")) throw new Error("what the policy asks for is told to who has no token");
  await set(person, fresh);
  await person.sees("This token does not hold any more, or is not complete.");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.press("Give another token");
  await person.page.waitForFunction(() => document.activeElement instanceof HTMLInputElement && document.activeElement.value === "");
  return { looks };
}

async function give(person: Person): Promise<Seen> {
  const { user = "", token = "", fresh = "" } = person.more;
  await begin(person);
  await person.press("I have a token");
  await person.sees("It has no link, only the token.");
  const looks = [...await person.lookAtAllWidths(), ...await person.lookMirrored()];
  await person.fill("Token from the message", `  ${token} `);
  await person.press("Go on");
  await person.sees("Long is better than complicated");
  const typed = person.page.locator("input[autocomplete~=new-password]");
  await typed.fill("password");
  await person.page.waitForSelector(".rule.broken");
  const weak = await person.textOf(".strength");
  await typed.fill(fresh);
  await person.page.waitForFunction(() => document.querySelectorAll(".rule.kept").length >= 4);
  const strong = await person.textOf(".strength");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await set(person, "password1");
  await person.page.waitForSelector(".field-error");
  const broken = await person.textOf(".field-error");
  person.refusals.expect("POST /api/v1/forgotten-password 400");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await set(person, fresh);
  await person.sees("Your new password holds from now on.");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.press("Back to sign in");
  await person.enter(user, fresh, "");
  await person.page.waitForSelector(".side-bar");
  return { weak, strong, broken, on: person.path, looks };
}

const PARTS: Readonly<Record<string, (person: Person) => Promise<Seen>>> = { ask, give };

export default function forgotten(person: Person): Promise<Seen> {
  const part = PARTS[person.more["part"] ?? ""];
  if (!part) throw new Error("which part?");
  return part(person);
}
