// Long work: how far it is, in a bar and in words, and the way to stop it.
import { useId } from "preact/hooks";
import { number, percent } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "./Button.tsx";
import { leftOf, shareOf, type Work } from "./progress.model.ts";
import "./progress.css";

// `until`: it waits so long, because it was asked to.
export interface ProgressProps { label: string; work: Work; now: number; until?: number | null; onCancel?: () => void }

export function Progress({ label, work, now, until = null, onCancel }: ProgressProps) {
  const id = useId();
  const share = shareOf(work);
  const left = leftOf(work, now);
  const more = until !== null ? t("kit-progress-waits", { seconds: Math.max(1, Math.ceil((until - now) / 1000)) })
    : left !== null ? t("kit-progress-left", { seconds: Math.ceil(left / 1000) }) : "";
  const isOpen = work.total === null && work.done === 0;  // nothing is known but that it goes on
  const words = isOpen ? t("kit-progress-since", { seconds: Math.floor((now - work.since) / 1000) })
    : work.total === null ? t("kit-progress-count", { done: number(work.done) })
    : t("kit-progress-of", { done: number(work.done), total: number(work.total) });
  return (
    <div class="progress">
      <div class="progress-head">
        <span class="strong" id={id}>{label}</span>
        {share !== null && <span class="dim">{percent(share)}</span>}
      </div>
      <div role="progressbar" class="progress-bar" aria-labelledby={id} aria-valuemin={0} aria-valuemax={100} aria-valuetext={words}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)} data-open={share === null}>
        <span class="progress-done" style={{ inlineSize: `${(share ?? 0.3) * 100}%` }} />
      </div>
      <div class="progress-head">
        <span class="dim small">{words}{more && ` · ${more}`}</span>
        {onCancel && <Button kind="quiet" onClick={onCancel}>{t("kit-cancel")}</Button>}
      </div>
    </div>
  );
}
