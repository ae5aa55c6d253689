// How many clicks it takes from the page where one begins: to see what a step of the guides is about, and to have it changed. Whatever is
// pressed with the mouse counts, and nothing that is typed; the palette is not used.
import { named, settle } from "../browser.ts";
import { isolated, type Person } from "./console.ts";

type Walk = (person: Person) => Promise<unknown>;
interface Step { name: string; view: Walk; change?: Walk }

const on = (selector: string): Walk => ({ page }) => page.locator(selector).click();
const go = (path: string): Walk => on(`.side-bar .side-link[href="${path}"]`);
const line = (text: string): Walk => ({ page }) => page.locator(`.grid-row.line ::-p-text(${text})`).click();
const there = (selector: string): Walk => ({ page }) => page.waitForSelector(selector);
const reads = (text: string): Walk => (person) => person.sees(text);
const types = (text: string): Walk => ({ page }) => page.keyboard.type(text);
const keys = (...all: string[]): Walk => (person) => person.keys(...all);
const press = (label: string): Walk => (person) => person.press(label);
const all = (...walks: Walk[]): Walk => async (person) => { for (const walk of walks) await walk(person); };
// Into the field that has the focus as its form opens.
const fills = (text: string): Walk => all(there("dialog[open] input:focus"), types(text));

const withControl = (key: string): Walk => async ({ page }) => {
  await page.keyboard.down("Control");
  await page.keyboard.press(key as "a");
  await page.keyboard.up("Control");
};

// To the button of that name by Tab, and it is pressed.
const byKeys = (label: string): Walk => async (person) => {
  await person.page.locator(`dialog[open] ${named(label, "button")}`).wait();
  const isAt = (): Promise<boolean> => person.page.evaluate((name) => document.activeElement?.textContent === name, label);
  for (let i = 0; i < 40 && !(await isAt()); ++i) await person.keys("Tab");
  await person.keys("Enter");
};

// What is changed is looked through by Ctrl+S, and saved from there.
const save = (done = "One setting was saved."): Walk => all(
  there(".save-bar"), ({ page }) => settle(page), withControl("s"), byKeys("Save the change"), reads(done),
  ({ page }) => page.waitForFunction(() => document.querySelector(".save-bar") === null));
const setting = (key: string, change: Walk, part = "/admin/settings"): Pick<Step, "view" | "change"> => ({
  view: all(go(part), there(`[id="${key}"]`)), change: all(go(part), change, save()),
});
const choose = (key: string, nth: number): Walk => on(`[id="${key}"] .segment:nth-child(${nth})`);
const enter = (selector: string, text: string): Walk => all(on(selector), withControl("a"), types(text));
const rule = (name: string): Pick<Step, "view" | "change"> => ({
  view: all(go("/admin/ids/rules"), reads(name)),
  change: all(go("/admin/ids/rules"), line(name), enter(".rule-form .setting [inputmode=numeric]", "4"), save(`The rule ${name} is saved.`)),
});

// One of each kind: H14 to H20.
const RULES = [
  "connections-imap", "brute-force-by-address", "brute-force-by-account", "harvesting", "internal-spammer", "bounces", "password-retrieval",
] as const;
const adds = (key: string, text: string): Walk => all(on(`[id="${key}"] .chips-input`), types(text), keys("Enter"));

const own: Walk = (person) => person.pick(`Signed in as ${isolated(person.name)}`, "Your sign-in");

const newPasskey: Walk = all(press("Add a passkey"), fills("on my desk"), keys("Enter"),
  reads("signs you in from now on"));

const OF_RELAY = 'a[href="/admin/audit?group=relay"]';

const OWN_DOMAIN = "Mail in the name of our domains is taken from those who logged in only";

const steps = ({ more }: Person): readonly Step[] => [
  { name: "bindings", view: all(go("/admin/listeners"), reads("Mail from other servers")),
    change: all(go("/admin/listeners"), line(more["port"] ?? ""), keys("d"), press("Keep"), reads("The listeners stay as they are.")) },
  { name: "log levels", ...setting("logs.pop3", choose("logs.pop3", 3)) },
  { name: "find a session", view: all(go("/admin/logs"), there(".logs-search")),
    change: all(go("/admin/logs"), enter(".logs-search input[inputmode=search]", more["word"] ?? ""), keys("Enter"), reads(more["word"] ?? "")) },
  { name: "SMTP auth and propagate", view: all(go("/admin/defaults"), reads("Mail in the domain's name needs a login")),
    change: all(go("/admin/defaults"), press("Propagate"), byKeys("Preview"), byKeys("Make the change"), reads("One domain matches the defaults.")) },
  { name: "sender is login", view: all(there(OF_RELAY), on(OF_RELAY), reads(OWN_DOMAIN)) },
  { name: "password rules", ...setting("password.minimum_length", enter('[id="password.minimum_length"] input', "15")) },
  { name: "administrator's second factor", view: own, change: all(own, newPasskey) },
  { name: "administrator's networks", view: all(go("/admin/administrators"), line("helper"), there(".admins-networks")),
    change: all(go("/admin/administrators"), line("helper"), press("Networks"), fills("192.0.2.7"), keys("Enter"), reads("192.0.2.7")) },
  { name: "second factor of users", ...setting("auth.second_factor", choose("auth.second_factor", 3)) },
  ...RULES.map((name) => ({ name, ...rule(name) })),
  { name: "unblock", view: all(go("/admin/ids/blocks"), reads("203.0.113.0/24")),
    change: all(go("/admin/ids/blocks"), line("203.0.113.0/24"), keys("u"), reads("It is let in again.")) },
  { name: "trust", view: all(go("/admin/ids/blocks"), reads(more["guesser"] ?? "")),
    change: all(go("/admin/ids/blocks"), line(more["guesser"] ?? ""), keys("t"), byKeys("Trust"),
      reads("It is let in, and exempt from the kind of rule that blocked it.")) },
  { name: "allow", view: all(go("/admin/access"), reads("192.0.2.128")),
    change: all(go("/admin/access"), press("Allow a network"), fills("192.0.2.9"), keys("Enter"), reads("192.0.2.9")) },
  { name: "deny", view: all(go("/admin/access/deny"), reads("192.0.2.64")),
    change: all(go("/admin/access/deny"), press("Deny a network"),
      fills("192.0.2.66"), keys("Enter"), reads("192.0.2.66/32")) },
  { name: "relay", view: all(there(OF_RELAY), on(OF_RELAY), reads("Strangers cannot send through this server")),
    change: all(go("/admin/access"), line("192.0.2.128"), keys("d"), reads("It is treated like any other network again.")) },
  { name: "extensions", ...setting("attachments.extensions", adds("attachments.extensions", "qqq")) },
  { name: "networks of the web", ...setting("webmail.deny", adds("webmail.deny", "192.0.2.99")) },
  { name: "version and diagnosis", view: all(there('.overview-line a[href="/admin/about"]'), reads("runs here")),
    change: all(go("/admin/about"), reads("Make the document")) },
];

async function count(person: Person, walk: Walk): Promise<number> {
  await person.page.goto(`${person.target.api}/admin`, { waitUntil: "domcontentloaded" });
  await person.page.waitForSelector(".side-bar .side-link");
  await person.page.evaluate(() => sessionStorage.setItem("clicks", "0"));
  await walk(person);
  await settle(person.page);  // by then the page does not hold back who leaves it
  return Number(await person.page.evaluate(() => sessionStorage.getItem("clicks")));
}

export default async function clicks(person: Person): Promise<Record<string, unknown>> {
  person.refusals.allow("GET /api/v1/ids/blocks/* 404");  // it was let in as it was asked why it was blocked
  await person.page.evaluateOnNewDocument(() => addEventListener("pointerdown", () => {
    sessionStorage.setItem("clicks", String(Number(sessionStorage.getItem("clicks")) + 1));
  }, true));
  const client = await person.page.createCDPSession();
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
  } });
  person.page.on("dialog", (dialog) => {
    person.faults.push(`not saved: ${person.path}`);
    void dialog.accept();
  });
  await person.begin("/admin");
  const counted: Record<string, readonly [number, number]> = {};
  for (const { name, view, change } of steps(person)) {
    const seen = await count(person, view);
    counted[name] = [seen, change ? await count(person, change) : 0];
  }
  // Chromium would rather have RS256 offered too, which the server does not take.
  person.faults.splice(0, person.faults.length, ...person.faults.filter((one) => !one.includes("pubKeyCredParams")));
  return { counted };
}
