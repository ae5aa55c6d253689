// A value that is taken elsewhere: shown whole, and copied by a button that says when it has.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button } from "./Button.tsx";
import "./copyable.css";

const SAID_FOR = 3000;

export interface CopyableProps { label: string; value: string; children?: ComponentChildren }

// children: how it is shown, where that is not the value itself.
export function Copyable({ label, value, children }: CopyableProps) {
  const [state, setState] = useState<"" | "done" | "failed">("");
  useEffect(() => {
    if (state === "") return undefined;
    const timer = setTimeout(() => setState(""), SAID_FOR);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => {
    navigator.clipboard.writeText(value).then(() => setState("done"), () => setState("failed"));
  };
  return (
    <div class="copyable">
      <span class="copyable-label">{label}</span>
      <div class="copyable-row">
        <div class="copyable-value mono">{children ?? value}</div>
        <Button icon={state === "done" ? "check" : "copy"} aria-label={t("kit-copy-of", { name: label })} onClick={copy}>
          {t(state === "done" ? "kit-copied" : "kit-copy")}
        </Button>
      </div>
      <span role="status" class={state === "failed" ? "bad small" : "unseen"}>
        {state === "done" && t("kit-copied")}{state === "failed" && t("kit-not-copied")}
      </span>
    </div>
  );
}
