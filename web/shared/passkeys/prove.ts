// That it is oneself, shown by a passkey in place of a code.
import { api } from "../api/client.ts";
import { ownChallenge } from "./api.ts";
import { askPasskey } from "./ask.ts";

// False: it was called off, by whoever sits there or by time.
export async function proveByPasskey(): Promise<boolean> {
  const { challenge, site } = await ownChallenge();
  const answer = await askPasskey(challenge, site);
  if (!answer) return false;
  await api.POST("/api/v1/session/proof-by-passkey", { body: answer });
  return true;
}
