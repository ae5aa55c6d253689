// A page whose words do not come, or whose script, says so in each language, and is tried again where it was.
import type { HTTPRequest } from "puppeteer-core";
import { plain, type Person } from "./console.ts";

// Where, what does not come, and what is there once it does.
const LOST: readonly (readonly [path: string, what: RegExp, then: string])[] = [
  ["/login#reset=0123456789abcdef", /\/login\/en-/, "input[autocomplete~=new-password]"],
  ["/setup#0123456789abcdef", /\/setup\/en-/, "input[autocomplete~=new-password]"],
  ["/mail/security", /\/mail\/en-/, "input[autocomplete~=username]"],
  ["/mail/security", /\/mail\/start-/, "input[autocomplete~=username]"],
  ["/admin/queue", /\/admin\/en-/, "input[autocomplete~=username]"],
  ["/admin/queue", /\/admin\/start-/, "input[autocomplete~=username]"],
];

export default async function unloaded(person: Person): Promise<Record<string, unknown>> {
  const { page, faults } = person;
  let lost: RegExp | null = null;
  let count = 0;
  page.on("request", (request: HTTPRequest) => {
    const isLost = lost?.test(request.url()) ?? false;
    count += Number(isLost);
    void (isLost ? request.abort("failed") : request.continue());
  });
  await page.setRequestInterception(true);
  const told: string[] = [];
  const looks: string[] = [];
  for (const [path, what, then] of LOST) {
    await page.goto("about:blank");
    [lost, count] = [what, 0];
    await person.visit(path);
    await page.waitForSelector("#unloaded:not([hidden])");
    if (count === 0) throw new Error(`${path} does not ask for ${String(what)}`);
    told.push(plain(await page.$eval("#unloaded", (one) => one.textContent)));
    looks.push(...await person.look());
    await page.setViewport({ width: 320, height: 600 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) looks.push(`${path} 320: ${over} pixels over the edge`);
    await page.setViewport({ width: 1280, height: 900 });
    // What failed is said on the console, and nothing else.
    faults.splice(0, faults.length, ...faults.filter((one) => !/ERR_FAILED|dynamically imported module/.test(one)));
    lost = null;
    await page.click("#unloaded button");
    await page.waitForSelector(then);
    if (await page.$("#unloaded:not([hidden])")) looks.push(`${path} still says that it could not be loaded`);
  }
  faults.length = 0;
  await person.begin("/admin/about");
  for (const way of ["page", "language"] as const) {
    lost = /\/assets\//;
    told.push(await (way === "page" ? unopened(person) : unspoken(person)));
    looks.push(...await person.look());
    faults.splice(0, faults.length, ...faults.filter((one) => !/ERR_FAILED/.test(one)));
    lost = null;
    if (way === "page") await person.press("Try again");
    await page.waitForSelector(".grid-row.line, .state-title");
  }
  return { told, looks };
}

// One of the console's, while another is shown.
async function unopened(person: Person): Promise<string> {
  await person.page.click(".side-link[href='/admin/domains']");
  await person.sees("This page could not be loaded");
  return plain(await person.page.$eval("#main [role=alert]", (one) => one.textContent));
}

async function unspoken(person: Person): Promise<string> {
  await person.press("Language");
  await person.page.locator("[role^=menuitem] ::-p-text(Deutsch)").click();
  await person.page.waitForSelector(".toast");
  return plain(await person.page.$eval(".toast", (one) => one.textContent));
}
