// A mail program beside the browser: what comes into a mailbox while a page waits for it.
import { createInterface } from "node:readline";
import { connect } from "node:tls";
import type { Person } from "./console.ts";

// The first message there, as its lines; when there is none yet, once it has come.
export async function firstMail({ target }: Person, user: string, password: string): Promise<string[]> {
  const socket = connect({ host: String(target["host"]), port: Number(target["imaps"]), rejectUnauthorized: false });  // the server's own certificate
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const until = async (wanted: RegExp): Promise<string[]> => {
    for (const read: string[] = []; ;) {
      const { value = "", done } = await lines.next();
      if (done || /^\w (NO|BAD)/.test(value)) throw new Error(`IMAP: ${done ? "closed" : value}`);
      read.push(value);
      if (wanted.test(value)) return read;
    }
  };
  const ask = (command: string, wanted: RegExp): Promise<string[]> => {
    socket.write(`${command}\r\n`);
    return until(wanted);
  };
  const SOME = /^\* [1-9]\d* EXISTS/;
  try {
    await until(/^\* OK/);
    await ask(`a LOGIN "${user}" "${password}"`, /^a OK/);
    const opened = await ask("b EXAMINE INBOX", /^b OK/);
    if (!opened.some((line) => SOME.test(line))) {
      await ask("c IDLE", SOME);
      await ask("DONE", /^c OK/);
    }
    return await ask("d FETCH 1 BODY.PEEK[]", /^d OK/);
  } finally {
    socket.destroy();
  }
}
