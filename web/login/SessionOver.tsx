// The session is over: who was signed in does so again over what he was doing, and goes on. What he had entered is still there.
import { useEffect, useState } from "preact/hooks";
import { signedOut } from "../shared/api/client.ts";
import { learn, t } from "../shared/i18n/i18n.ts";
import { Dialog } from "../shared/ui/Dialog.tsx";
import { SESSION_API } from "./api.ts";
import type { Session } from "./features/sign-in/model.ts";
import { SignIn } from "./features/sign-in/SignIn.tsx";

// Put away, it comes back with the next request that nobody answers for.
export function SessionOver({ name }: { name: string }) {
  const enter = async (session: Session): Promise<void> => {
    // Another person is shown what is his, from the beginning.
    if (session.name !== name || session.to_enrol || session.to_set_password) return location.reload();
    signedOut.value = false;
  };
  // The words of signing in are those of its own page, and are fetched when they are needed.
  const [isLearnt, setLearnt] = useState(false);
  const isOver = signedOut.value;
  useEffect(() => { if (isOver) void learn(["login"]).finally(() => setLearnt(true)); }, [isOver]);
  return (
    <Dialog title={t("shell-session-over")} open={isOver && isLearnt} onClose={() => { signedOut.value = false; }}>
      <div class="stack">
        <p>{t("shell-session-over-why")}</p>
        <SignIn api={SESSION_API} enter={enter} onForgotten={null} within={{ name }} />
      </div>
    </Dialog>
  );
}
