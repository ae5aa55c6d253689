// What became of a change to settings, told with the way back.
import { t } from "../../../shared/i18n/i18n.ts";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import type { Outcome } from "./store.ts";

// `onChange`: they are others now, also when it was taken back.
export function say(toasts: Toasts, outcome: Outcome, onChange?: () => void): void {
  switch (outcome.kind) {
    case "saved": {
      const { count, undo } = outcome;
      toasts.add(t("settings-saved", { count }), { ...(undo && { undo: async () => say(toasts, await undo(), onChange) }) });
      return onChange?.();
    }
    case "undone": toasts.add(t("settings-undone")); return onChange?.();
    case "changed-meanwhile": toasts.add(t("settings-changed-meanwhile"), { kind: "bad" }); break;
    case "not-insisted": toasts.add(t("settings-not-insisted"), { kind: "bad" }); break;
    case "refused": {
      const { why, insist } = outcome;
      toasts.add(why, { kind: "bad", ...(insist && { insist: async () => say(toasts, await insist(), onChange) }) });
    }
  }
}
