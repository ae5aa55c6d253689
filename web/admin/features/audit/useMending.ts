// Mending what was found and taking it back, with a word about each, and what is shown read anew.
import { useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act, Back } from "../../../shared/list/acts.ts";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { mend, undo } from "./api.ts";
import { safeToMend, type Check } from "./model.ts";

export interface Mends {
  act: Act<Check>;
  all: () => Promise<void>;  // whatever the server can mend by itself, at once and taken back at once
  since: number;  // that it is being done; 0: it is not
  takeBack: (number: number, evenMe: boolean) => Promise<void>;
}

const wasTakenBack = (since: number): string => (since > 0 ? t("audit-taken-back-but", { count: since }) : t("audit-taken-back"));

export function useMending(toasts: Toasts, readAgain: () => Promise<void>, readMendings: () => Promise<void>): Mends {
  const orTell = (work: Promise<void>): Promise<void> => work.catch((error: unknown) => {
    toasts.add(asProblem(error).message, { kind: "bad" });
  });
  const takeBack = async (number: number, evenMe: boolean): Promise<void> => {
    const { mending, changed_since } = await undo(number, evenMe);
    toasts.add(wasTakenBack(changed_since.length), mending === null ? {} : { undo: () => orTell(takeBack(mending, false)) });
    await readAgain();
  };
  const [since, setSince] = useState(0);
  const all = async (): Promise<void> => {
    setSince(Date.now());
    const { mending, mended = [] } = await mend();
    const back = mending === undefined ? {} : { undo: () => orTell(takeBack(mending, false)) };
    toasts.add(t("audit-mended-all", { count: mended.length }), back);
    await readAgain();
  };
  const run = async (check: Check): Promise<Back | undefined> => {
    const { mending } = await mend([check.check]);
    void readMendings();
    return mending === undefined ? undefined : () => undo(mending).finally(() => void readMendings());
  };
  const act: Act<Check> = {
    key: "mend", label: t("audit-mend"), icon: "wrench", shortcut: "m", fits: (check) => safeToMend([check]).length > 0,
    done: (count) => t("audit-mended", { count }), run,
  };
  return { act, all: () => orTell(all()).finally(() => setSince(0)), since, takeBack };
}
