// Why something is as it is said to be: the verdict, and behind it the events that prove it.
import type { ComponentChildren } from "preact";
import { dateTime } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Icon, type IconName } from "./Icon.tsx";
import "./evidence.css";

export type Verdict = "ok" | "warn" | "bad" | "info";
const SIGNS: Readonly<Record<Verdict, IconName>> = { ok: "circle-check", warn: "triangle-alert", bad: "circle-x", info: "info" };

export function VerdictMark({ verdict, children }: { verdict: Verdict; children?: ComponentChildren }) {
  return (
    <span class={`verdict ${verdict}`}>
      <Icon name={SIGNS[verdict]} />
      {children ? <span>{children}</span> : <span class="unseen">{t(`kit-verdict-${verdict}`)}</span>}
    </span>
  );
}

export interface Proof { at?: string | number; source: string; text: string; href?: string }

export interface EvidenceProps { verdict: Verdict; title: ComponentChildren; proofs: readonly Proof[]; open?: boolean; actions?: ComponentChildren }

export function Evidence({ verdict, title, proofs, open = false, actions }: EvidenceProps) {
  return (
    <div class={`evidence ${verdict}`}>
      <div class="evidence-head">
        <VerdictMark verdict={verdict} />
        <span class="evidence-title">{title}</span>
        {actions && <div class="row">{actions}</div>}
      </div>
      {proofs.length > 0 && (
        <details class="evidence-more" open={open}>
          <summary>{t("kit-evidence", { count: proofs.length })}</summary>
          <ol class="proofs">
            {proofs.map((proof, index) => (
              <li key={index} class="proof">
                {proof.at !== undefined && <time class="dim nowrap" dateTime={new Date(proof.at).toISOString()}>{dateTime(proof.at)}</time>}
                <span class="proof-source">{proof.source}</span>
                <span class="proof-text">{proof.href ? <a href={proof.href}>{proof.text}</a> : proof.text}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}
