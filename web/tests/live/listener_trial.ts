// A listener is removed and the page is left: whoever comes to it next finds the trial, until it ends.
import type { Person } from "./console.ts";

const KEPT = "Without “Keep” they are put back";

export default async function listenerTrial(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const { pop = "", end = "", token = "" } = person.more;
  await person.begin("/admin/listeners");
  await person.row(pop);
  await person.press("Remove");
  await person.sees(KEPT);

  await person.open("/admin");
  await person.open("/admin/listeners");
  await person.sees(KEPT);
  const callout = await person.textOf(".trial");
  const looks = await person.look();
  const rows = await person.rows();

  // Ended elsewhere: the page hears of it.
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";  // the server's own certificate
  const done = await fetch(end, { method: "POST", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: "{}" });
  if (!done.ok) throw new Error(`the trial was not ended: ${done.status}`);
  await person.sees("The listeners are as they were before.");
  await person.seesNot(KEPT);
  await page.waitForFunction((back) => [...document.querySelectorAll(".grid-row.line")].some((row) => row.textContent?.includes(back)), {}, pop);

  // And once more, with nobody there to see how it ends.
  await person.row(pop);
  await person.press("Remove");
  await person.sees(KEPT);
  return { callout, rows, looks };
}
