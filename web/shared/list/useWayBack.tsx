// What a page has done besides its list's acts is told with its way back, which may be many requests.
import type { ComponentChildren } from "preact";
import { Stopped } from "../api/patience.ts";
import { asProblem } from "../api/problem.ts";
import { t } from "../i18n/i18n.ts";
import type { Toasts } from "../ui/toast.model.ts";
import type { Back } from "./acts.ts";
import { useWork } from "./useWork.tsx";

export interface WaysBack { tell: (text: string, back?: Back) => void; busy: ComponentChildren }

// `again` reads what may be different then.
export function useWayBack(toasts: Toasts, again: () => Promise<unknown>): WaysBack {
  const { through, busy } = useWork();
  const undo = async (back: Back): Promise<void> => {
    try {
      await through(t("kit-undo"), null, back);
    } catch (error) {
      toasts.add(error instanceof Stopped ? t("list-undo-stopped") : asProblem(error).message, { kind: "bad" });
    }
    await again();
  };
  return { busy, tell: (text, back) => { toasts.add(text, back ? { undo: () => undo(back) } : {}); } };
}
