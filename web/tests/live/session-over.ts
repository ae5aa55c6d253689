// The session ends while a form is filled in: he signs in over it, and what he had entered is still there and is taken.
import type { Person } from "./console.ts";

// By a program beside the browser.
export async function askOutside({ more: { token = "" } }: Person, method: string, url: string, body?: object): Promise<void> {
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";  // the server's own certificate
  const headers = { "Authorization": `Bearer ${token}`, ...(body && { "Content-Type": "application/json" }) };
  const done = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!done.ok) throw new Error(`${method} ${url} was refused: ${done.status}`);
}

// All sessions of somebody.
export const endOutside = (person: Person): Promise<void> => askOutside(person, "DELETE", person.more["ended"] ?? "");

export default async function sessionOver(person: Person): Promise<Record<string, unknown>> {
  const { admin = "", admin_pass = "", next_code = "" } = person.more;
  await person.begin("/admin/ids/blocks");
  await person.press("Block a network");
  await person.fill("Address or network", "203.0.113.0/24");
  await endOutside(person);
  await person.press("Block");
  await person.sees("You are signed out");
  person.refusals.expect("POST /api/v1/ids/blocks 401");
  person.refusals.allow("GET /api/v1/* 401", "GET /api/v1/*/* 401");  // what the page reads again, or is told, meanwhile
  const looks = await person.look();
  await person.enter(admin, admin_pass, next_code);
  await person.page.waitForFunction(() => document.querySelectorAll("dialog[open]").length === 1);
  const kept = await person.page.$eval("dialog[open] input", (input) => input.value);
  if (await person.page.$("dialog[open] [role=alert]")) throw new Error("the form still says that one is signed out");
  await person.press("Block");
  await person.sees("203.0.113.0/24 is blocked.");
  return { kept, after: "203.0.113.0/24 is blocked.", looks };
}
