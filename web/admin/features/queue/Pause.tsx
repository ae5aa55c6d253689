// Delivery to other servers stands still, and goes on again: whoever looks after the queue sees it, and who may change settings does it.
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { useLoaded } from "../../shell/Loaded.tsx";
import { isPaused, setPaused } from "./api.ts";

export interface Pause {
  isOn: boolean | null;
  problem: Problem | null;  // it could not be read, or not again
  isBusy: boolean;
  turn: (on: boolean) => Promise<void>;
  read: () => Promise<void>;
}

// Null while it is not known. Not everybody hears of settings: the others see it with the next message that comes or goes.
export function usePause(toasts: Toasts): Pause {
  const { data: isOn, problem, read } = useLoaded(isPaused, []);
  const [isBusy, setBusy] = useState(false);
  useLive(["setting", "queue"], read);
  const turn = async (on: boolean): Promise<void> => {
    setBusy(true);
    try {
      await setPaused(on);
      toasts.add(t(on ? "queue-pause-done" : "queue-goes-on"), { undo: async () => { await setPaused(!on); await read(); } });
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
    await read();
    setBusy(false);
  };
  return { isOn, problem, isBusy, turn, read };
}

// One button for both, which stays in its place: whoever has pressed it by key presses it again.
export const PauseButton = ({ isOn, isBusy, turn }: Pause) => (
  <Button kind={isOn ? "primary" : "plain"} icon={isOn ? "play" : "pause"} busy={isBusy} disabled={isOn === null} onClick={() => void turn(!isOn)}>
    {t(isOn ? "queue-go-on" : "queue-pause")}
  </Button>
);

export const Paused = ({ isOn, problem, read }: Pause) => (
  <>
    {problem && (
      <Callout verdict="bad" urgent action={<Button icon="rotate-ccw" onClick={() => void read()}>{t("kit-retry")}</Button>}>
        <span>{t("queue-pause-not-read")}</span>
        <span class="dim small">{problem.message} {problem.correlation && <code>{problem.correlation}</code>}</span>
      </Callout>
    )}
    {isOn && <Callout verdict="warn">{t("queue-paused")}</Callout>}
  </>
);
