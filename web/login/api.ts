// What this page asks the server.
import type { PasskeyAnswer } from "../shared/passkeys/ask.ts";
import { send } from "../shared/api/send.ts";
import type { Session } from "./features/sign-in/model.ts";

export interface Credentials { name: string; password: string; code: string }

export interface SessionApi {
  signIn: (credentials: Credentials) => Promise<Session>;
  challenge: () => Promise<{ challenge: string; site: string }>;
  signInWithPasskey: (answer: PasskeyAnswer) => Promise<Session>;
  // Whether there is a page at an address of this server.
  isThere: (path: string) => Promise<boolean>;
  signOut: () => Promise<void>;
}

const SESSION = "/api/v1/session";

export const SESSION_API: SessionApi = {
  async signIn({ name, password, code }) {
    return await send("POST", SESSION, { name, password, ...(code && { code }) }) as Session;
  },
  async challenge() {
    return await send("POST", `${SESSION}/passkey-challenge`, {}) as { challenge: string; site: string };
  },
  async signInWithPasskey(answer) {
    return await send("POST", `${SESSION}/by-passkey`, answer) as Session;
  },
  async isThere(path) {
    return (await fetch(path, { method: "HEAD" })).ok;
  },
  async signOut() {
    await send("DELETE", SESSION);
  },
};
