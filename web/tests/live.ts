// A person at a running server: signs in, changes a setting, signs out, and says what was seen. Started by the tests of the server.
//   node web/tests/live.ts TARGET.json    (what ./dev up wrote; one line of JSON comes back)
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { launch, watch } from "./browser.ts";

interface Target { api: string; admin: string; admin_pass: string; admin_totp: string; user: string; pass: string }

// RFC 6238
function codeOf(seed: string): string {
  const bits = [...seed].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(step).digest();
  const at = digest.readUInt8(19) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function signIn(page: Page, name: string, password: string, code: string): Promise<void> {
  await page.locator("input[autocomplete~=username]").fill(name);
  await page.locator("input[type=password]").fill(password);
  if (code) await page.locator("input[autocomplete~=one-time-code]").fill(code);
  await page.locator("button[type=submit]").click();
}

const press = (page: Page, label: string): Promise<void> => page.locator(`::-p-aria([name="${label}"][role="button"])`).click();

const target = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Target;
const browser = await launch(["--ignore-certificate-errors"]);
const { page, faults } = await watch(browser, target.api);
try {
  await page.goto(`${target.api}/admin/settings/server`, { waitUntil: "networkidle0" });
  const led = new URL(page.url()).pathname;
  await signIn(page, target.admin, target.admin_pass, codeOf(target.admin_totp));
  await page.locator('::-p-aria([name="Host name"][role="textbox"])').fill("mail.changed.test");
  await press(page, "Review and save");
  await press(page, "Save the change");
  await page.waitForFunction(() => document.querySelector(".save-bar") === null);
  const back = new URL(page.url()).pathname;

  await page.deleteCookie(...await page.cookies());
  await page.goto(`${target.api}/login`, { waitUntil: "networkidle0" });
  await signIn(page, target.user.replace("%d", "1"), target.pass, "");
  await page.waitForSelector("[role=alert]");
  const told = await page.$eval("h1", (element) => element.textContent);
  await press(page, "Sign out");
  await page.waitForSelector("input[type=password]");
  // Who is not signed in is told so by 401, which browsers write on their console.
  process.stdout.write(`${JSON.stringify({ led, back, told, faults: faults.filter((one) => !one.includes("status of 401")) })}\n`);
} finally {
  await browser.close();
}
