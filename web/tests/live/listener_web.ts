// A way in for people alone: made with a host name and a certificate of its own, and changed once there is a proxy in front of it.
import type { Person } from "./console.ts";

async function kept(person: Person): Promise<void> {
  await person.press("Save and try it");
  await person.sees("Without “Keep” they are put back");
  await person.press("Keep");
  await person.seesNot("Without “Keep” they are put back");
}

const factsOf = (person: Person): Promise<string[]> => person.textsOf(".list-aside .fact-list > *");

async function make(person: Person): Promise<string[]> {
  const { port = "", host = "", name = "" } = person.more;
  await person.press("New listener");
  await person.choose("Service", "api");
  await person.fill("Address", host);
  await person.fill("Port", port);
  for (const role of ["Administrators", "Programs", "DAV"]) await person.turn(role);
  await person.choose("Certificate", name);
  await person.fill("Host names", name);
  await person.keys("Enter");
  const looks = await person.look();
  await kept(person);
  return looks;
}

async function change(person: Person): Promise<{ before: string[]; looks: string[] }> {
  await person.press("Change");
  await person.page.waitForSelector("dialog[open] .chip");
  const before = await person.textsOf("dialog[open] .chip");
  await person.fill("Trusted proxies", person.more["proxy"] ?? "");
  await person.keys("Enter");
  const looks = await person.look();
  await kept(person);
  return { before, looks };
}

export default async function listenerWeb(person: Person): Promise<Record<string, unknown>> {
  const { port = "", proxy = "" } = person.more;
  await person.begin("/admin/listeners");
  await person.sees("Mail from other servers");
  if (proxy === "") {
    const looks = await make(person);
    await person.row(port);
    await person.sees("People");
    return { facts: await factsOf(person), looks: [...looks, ...await person.look()] };
  }
  await person.row(port);
  const { before, looks } = await change(person);
  await person.sees(proxy);
  return { facts: await factsOf(person), before, looks };
}
