// A person at a running server. Started by the tests of the server, which compare what he saw with what it says:
//   node web/tests/live.ts FLOW TARGET.json [NAME=VALUE...]    (live/FLOW.ts, what ./dev up wrote; one line of JSON comes back)
import { readFileSync } from "node:fs";
import { launch, watch } from "./browser.ts";
import { Person, type Flow, type Target } from "./live/console.ts";

const [flow = "", file = "", ...pairs] = process.argv.slice(2);
const { api, ...more } = Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
const said = JSON.parse(readFileSync(file, "utf8")) as Target;
const target = { ...said, api: api ?? said.api };  // browsers have passkeys for names alone, not for addresses
const { default: walk } = (await import(`./live/${flow}.ts`)) as { default: Flow };
const browser = await launch(["--ignore-certificate-errors"]);
const { page, faults } = await watch(browser, target.api);
page.setDefaultTimeout(Number(process.env["LIVE_PATIENCE"] ?? 60) * 1000);
const person = new Person(page, target, more, faults);
try {
  const seen = await walk(person);
  // What is refused is written on the console by browsers; pages tell it themselves.
  const told = faults.filter((one) => !/status of 4\d\d/.test(one));
  process.stdout.write(`${JSON.stringify({ ...seen, faults: told })}\n`);
} catch (error) {
  const shot = process.env["LIVE_SHOT"];
  if (shot) await page.screenshot({ path: shot });
  process.stderr.write(`at ${person.path}\n${faults.join("\n")}\n${(await page.evaluate(() => document.body.innerText)).slice(0, 3000)}\n`);
  throw error;
} finally {
  await browser.close();
}
