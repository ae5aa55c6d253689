// What is asked about a forgotten password, by who cannot log in.
import { send } from "../../../shared/api/send.ts";
import { inWords } from "../../../shared/password/check.ts";
import type { Check, Policy } from "../../../shared/password/model.ts";

export interface ForgottenApi {
  askReset: (name: string) => Promise<unknown>;
  setForgotten: (token: string, password: string) => Promise<unknown>;
  // These leave the token good.
  readPolicy: (token: string) => Promise<Policy>;
  check: (token: string, password: string) => Promise<Check>;
}

const FORGOTTEN = "/api/v1/forgotten-password";

export const FORGOTTEN_API: ForgottenApi = {
  askReset: (name) => send("POST", "/api/v1/session/reset-request", { name }),
  setForgotten: (token, password) => send("POST", FORGOTTEN, { token, password }),
  readPolicy: (token) => send("POST", `${FORGOTTEN}/policy`, { token }) as Promise<Policy>,
  check: async (token, password) => inWords(await send("POST", `${FORGOTTEN}/check`, { token, password }) as Check),
};
