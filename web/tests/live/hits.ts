// Whom the lists of networks and names are about come to the doors of the server, and what the pages tell of these hits: how many, and the last.
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { connect as connectTls } from "node:tls";
import { plain, type Person } from "./console.ts";

// Says these lines to that service from that address, each once the one before is answered. The codes of all answers, the greeting's first; none
// when the server hangs up before it.
export async function talk({ target }: Person, service: "smtp" | "submissions", from: string, ...lines: string[]): Promise<string[]> {
  const line = connect({ host: String(target["host"]), port: Number(target[service]), localAddress: from });
  const socket = service === "submissions" ? connectTls({ socket: line, rejectUnauthorized: false }) : line;  // the server's own certificate
  const reader = createInterface({ input: socket });
  for (const one of [line, socket]) one.on("error", () => reader.close());  // it may hang up while we speak
  const answers = reader[Symbol.asyncIterator]();
  const codes: string[] = [];
  try {
    for (;;) {
      let { value = "", done } = await answers.next();
      while (!done && value[3] === "-") ({ value = "", done } = await answers.next());
      if (done) return codes;
      codes.push(value.slice(0, 3));
      const next = lines.shift();
      if (next === undefined) return codes;
      socket.write(`${next}\r\n`);
    }
  } finally {
    socket.destroy();
  }
}

// From an allowed network two come, from a denied one three; somebody writes twice in a name that is refused, and a scanner sends without a login.
export async function knock(person: Person): Promise<Record<string, string[]>> {
  const allowed = [await talk(person, "smtp", "127.0.40.1"), await talk(person, "smtp", "127.0.40.2")];
  const denied = [await talk(person, "smtp", "127.42.0.9"), await talk(person, "smtp", "127.42.0.9"), await talk(person, "smtp", "127.42.1.9")];
  const named = await talk(person, "smtp", "127.0.46.1", "EHLO client.example", "MAIL FROM:<a@mail.evil.example>", "MAIL FROM:<b@evil.example>");
  const free = await talk(person, "submissions", "127.0.41.7", "EHLO scanner.example", "MAIL FROM:<scanner@test.example>",
    "RCPT TO:<somebody@elsewhere.example>");
  return { allowed: allowed.flat(), denied: denied.flat(), named, free };
}

// As the server tells times, to the minute.
export const minuteOf = (told: string): string => told && new Date(told).toISOString().slice(0, "2026-11-27T10:00".length);

export interface Hits { listed: string; beside: string; last: string }

// In the list, and then beside it.
export async function hitsOf({ page }: Person, name: string): Promise<Hits> {
  const cell = await page.waitForFunction((wanted) => {
    const inSight = (all: Iterable<Element>): string[] => [...all].filter((one) => one.checkVisibility()).map((one) => one.textContent);
    const column = inSight(document.querySelectorAll("[role=columnheader]")).indexOf("Hits");
    const row = [...document.querySelectorAll(".grid-row.line")].find((one) => one.textContent.includes(wanted));
    return column >= 0 && row && inSight(row.children)[column];
  }, {}, name);
  const listed = plain(await cell.jsonValue() || "");
  await page.locator(`.grid-row.line ::-p-text(${name})`).click();
  await page.waitForFunction((wanted) => document.querySelector(".list-aside h2")?.textContent.includes(wanted), {}, name);
  const facts = Object.fromEntries(await page.$$eval(".list-aside .fact-list > div", (all) =>
    all.map((fact) => [fact.querySelector("dt")?.textContent ?? "", fact.querySelector("dd")?.textContent ?? ""])) as [string, string][]);
  await page.locator(".list-aside-head button").click();
  await page.waitForSelector(".list-aside", { hidden: true });
  return { listed, beside: plain(facts["Hits"]), last: minuteOf(plain(facts["Last hit"])) };
}
