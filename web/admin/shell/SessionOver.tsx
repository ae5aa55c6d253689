// The session is over: who was signed in does so again over what he was doing, and goes on. What he had entered is still there.
import { signedOut } from "../../shared/api/client.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { SESSION_API } from "../../login/api.ts";
import type { Session } from "../../login/features/sign-in/model.ts";
import { SignIn } from "../../login/features/sign-in/SignIn.tsx";

// Put away, it comes back with the next request that nobody answers for.
export function SessionOver({ name }: { name: string }) {
  const enter = async (session: Session): Promise<void> => {
    // Another person is shown what is his, from the beginning.
    if (session.name !== name || session.to_enrol) return location.reload();
    signedOut.value = false;
  };
  return (
    <Dialog title={t("shell-session-over")} open={signedOut.value} onClose={() => { signedOut.value = false; }}>
      <div class="stack">
        <p>{t("shell-session-over-why")}</p>
        <SignIn api={SESSION_API} enter={enter} onForgotten={null} within={{ name }} />
      </div>
    </Dialog>
  );
}
