// What a place shows that has nothing, not yet, or not because something failed; and words that stand out.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button } from "./Button.tsx";
import { Icon, type IconName } from "./Icon.tsx";
import type { Verdict } from "./Evidence.tsx";
import "./states.css";

export interface EmptyProps { icon?: IconName; title: string; children?: ComponentChildren; action?: ComponentChildren }

export function Empty({ icon = "inbox", title, children, action }: EmptyProps) {
  return (
    <div class="state">
      <span class="state-icon"><Icon name={icon} size={28} /></span>
      <p class="state-title">{title}</p>
      {children && <p class="dim">{children}</p>}
      {action && <div class="row">{action}</div>}
    </div>
  );
}

export interface FailureProps { what: string; why?: string | undefined; correlation?: string | undefined; onRetry?: () => void }

// What failed, what to do about it, and by which word it is found in the log.
export function Failed({ what, why, correlation, onRetry }: FailureProps) {
  return (
    <div class="state" role="alert">
      <span class="state-icon bad"><Icon name="circle-alert" size={28} /></span>
      <p class="state-title">{what}</p>
      {why && <p class="dim">{why}</p>}
      {correlation && <p class="dim small">{t("kit-correlation")} <code>{correlation}</code></p>}
      {onRetry && <Button icon="rotate-ccw" onClick={onRetry}>{t("kit-retry")}</Button>}
    </div>
  );
}

const PATIENCE = 150;

// Grey lines where words will be; not before one would notice the wait.
export function Skeleton({ rows = 5, label }: { rows?: number; label?: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="skeleton" role="status" aria-busy="true">
      <span class="unseen">{label ?? t("kit-loading")}</span>
      {isLate && Array.from({ length: rows }, (_, i) => <span key={i} class="skeleton-line" />)}
    </div>
  );
}

const SIGNS: Readonly<Record<Verdict, IconName>> = { ok: "circle-check", warn: "triangle-alert", bad: "circle-alert", info: "info" };

export interface CalloutProps { verdict: Verdict; children: ComponentChildren; action?: ComponentChildren; urgent?: boolean }

export function Callout({ verdict, children, action, urgent = false }: CalloutProps) {
  return (
    <div class={`callout ${verdict}`} role={urgent ? "alert" : undefined}>
      <Icon name={SIGNS[verdict]} />
      <div class="callout-words">{children}</div>
      {action}
    </div>
  );
}
