// What this page asks the server.
import { api } from "../shared/api/client.ts";
import type { PasskeyAnswer } from "./features/sign-in/passkey.ts";
import type { Session } from "./features/sign-in/model.ts";

export interface Credentials { name: string; password: string; code: string }

export interface SessionApi {
  signIn: (credentials: Credentials) => Promise<Session>;
  challenge: () => Promise<{ challenge: string; site: string }>;
  signInWithPasskey: (answer: PasskeyAnswer) => Promise<Session>;
  askReset: (name: string) => Promise<void>;
  setForgotten: (token: string, password: string) => Promise<void>;
}

export const SESSION_API: SessionApi = {
  async signIn({ name, password, code }) {
    const { data } = await api.POST("/api/v1/session", { body: { name, password, ...(code && { code }) } });
    return data as Session;
  },
  async challenge() {
    const { data } = await api.POST("/api/v1/session/passkey-challenge", {});
    return data as { challenge: string; site: string };
  },
  async signInWithPasskey(answer) {
    const { data } = await api.POST("/api/v1/session/by-passkey", { body: answer });
    return data as Session;
  },
  async askReset(name) {
    await api.POST("/api/v1/session/reset-request", { body: { name } });
  },
  async setForgotten(token, password) {
    await api.POST("/api/v1/forgotten-password", { body: { token, password } });
  },
};
