// A person at a running server. Started by the tests of the server, which compare what he saw with what it says:
//   node web/tests/live.ts FLOW TARGET.json [NAME=VALUE...]    (live/FLOW.ts, what ./dev up wrote; one line of JSON comes back)
// Several flows, FLOW,FLOW, are one sitting: he signs in once, and what he saw comes back together.
import { readFileSync } from "node:fs";
import { launch, watch } from "./browser.ts";
import { Person, type Flow, type Target } from "./live/console.ts";

const [flow = "", file = "", ...pairs] = process.argv.slice(2);
const { api, ...more } = Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
const given = JSON.parse(readFileSync(file, "utf8")) as Target;
const target = { ...given, api: api ?? given.api };  // browsers have passkeys for names alone, not for addresses
const walks = await Promise.all(flow.split(",").map(async (name) => ((await import(`./live/${name}.ts`)) as { default: Flow }).default));
const browser = await launch(["--ignore-certificate-errors"]);
const { page, faults } = await watch(browser, target.api);
page.setDefaultTimeout(Number(process.env["LIVE_PATIENCE"] ?? 60) * 1000);
const person = new Person(page, target, more, faults);
try {
  const seen: Record<string, unknown> = {};
  const looks: unknown[] = [];
  for (const walk of walks) {
    const { looks: some, ...others } = await walk(person);
    Object.assign(seen, others);
    if (Array.isArray(some)) looks.push(...(some as unknown[]));
  }
  process.stdout.write(`${JSON.stringify({ ...seen, looks, faults: person.refusals.left(faults) })}\n`);
} catch (error) {
  const shot = process.env["LIVE_SHOT"];
  if (shot) await page.screenshot({ path: shot }).catch(() => null);
  process.stderr.write(`at ${person.path}\n${faults.join("\n")}\n${(await page.evaluate(() => document.body.innerText)).slice(0, 3000)}\n`);
  throw error;
} finally {
  await browser.close();
}
