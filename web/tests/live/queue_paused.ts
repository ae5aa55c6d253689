// An administrator stops all that goes to other servers: what comes in waits, also when it is forced, and goes once he lets it go on.
import type { Person } from "./console.ts";
import { shell } from "./shell.ts";

const STOPPED = "Nothing is sent to other servers";

interface Leg { to: string[]; due: string | null; answers: { attempts: number }[] }

export default async function queuePaused(person: Person): Promise<Record<string, unknown>> {
  const { to = "" } = person.more;
  person.refusals.allow("GET /api/v1/queue/* 404");  // it was delivered as its page asked for it again
  await person.begin("/admin/queue");
  await person.press("Pause delivery");
  await person.sees(STOPPED);
  await person.sees(to);  // it came in when that was so
  const looks = await person.look();
  await person.row(to);
  const due = (await person.rows()).filter((row) => row.includes(to));
  await person.press("Try now");
  await person.sees("What is for other servers is tried as soon as sending goes on.");
  const [waits] = (await shell<Leg[]>(person, "queue", "list")).filter((one) => one.to.includes(to));
  await person.open("/admin");
  await person.sees("Nothing is sent to other servers: delivery is paused");
  await person.open("/admin/queue");
  await person.sees(to);
  await person.press("Go on sending");
  await person.sees("Sending goes on. What is due is tried at once.");
  await person.page.waitForFunction((gone) => !document.querySelector("#main")?.textContent?.includes(gone), {}, to);
  await person.undo();
  await person.sees(STOPPED);
  await person.press("Go on sending");
  await person.seesNot(STOPPED);
  return { attempts: waits?.answers[0]?.attempts, due, looks };
}
