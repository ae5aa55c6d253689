// The form to sign in, and the server that is asked: by password and code, or by a passkey.
import { useState } from "preact/hooks";
import { askPasskey, hasPasskeys } from "../../../shared/passkeys/ask.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import type { Credentials, SessionApi } from "../../api.ts";
import { codeOf, troubleOf, type Session, type Trouble } from "./model.ts";
import { SignInForm, type SignInFormProps } from "./view.tsx";

type Asked = Pick<SessionApi, "signIn" | "challenge" | "signInWithPasskey">;
export interface SignInProps extends Pick<SignInFormProps, "onForgotten" | "within"> { api: Asked; enter: (session: Session) => Promise<void> }

export function SignIn({ api, enter, ...form }: SignInProps) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const attempt = async (run: () => Promise<Session | null>): Promise<void> => {
    setBusy(true);
    try {
      const session = await run();
      if (session) return await enter(session);
      setTrouble(null);
    } catch (error) {
      setTrouble(troubleOf(asProblem(error)));
    }
    setBusy(false);
  };
  const withPasskey = async (): Promise<Session | null> => {
    const { challenge, site } = await api.challenge();
    const answer = await askPasskey(challenge, site);
    return answer && api.signInWithPasskey(answer);
  };
  const withPassword = (credentials: Credentials): Promise<Session> => api.signIn(credentials);
  return (
    <SignInForm {...form} busy={busy} trouble={trouble} onPasskey={hasPasskeys() ? () => void attempt(withPasskey) : null}
      onSignIn={(name, password, code) => void attempt(() => withPassword({ name, password, code: codeOf(code) }))} />
  );
}
