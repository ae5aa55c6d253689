// What changes: values from and to, or a text line by line. Signs say it beside colours.
import type { ComponentChildren } from "preact";
import { t } from "../i18n/i18n.ts";
import { Icon } from "./Icon.tsx";
import { lines } from "./diff.model.ts";
import "./diff.css";

export interface Change { key: string; label: ComponentChildren; from: string; to: string; note?: ComponentChildren }

const Value = ({ text }: { text: string }) => (text === "" ? <span class="dim">{t("kit-empty-value")}</span> : <>{text}</>);

export function Changes({ label, changes }: { label: string; changes: readonly Change[] }) {
  return (
    <ul class="changes" aria-label={label}>
      {changes.map((change) => (
        <li key={change.key} class="change">
          <div class="strong">{change.label}</div>
          <div class="change-values">
            <del class="mono"><span class="unseen">{t("kit-before")} </span><Value text={change.from} /></del>
            <Icon name="arrow-right" size={14} />
            <ins class="mono"><span class="unseen">{t("kit-after")} </span><Value text={change.to} /></ins>
          </div>
          {change.note && <div class="dim small">{change.note}</div>}
        </li>
      ))}
    </ul>
  );
}

const SIGNS = { same: " ", gone: "−", fresh: "+" } as const;

export function TextDiff({ label, before, after }: { label: string; before: string; after: string }) {
  return (
    <div class="text-diff mono" role="region" aria-label={label} tabIndex={0}>
      {lines(before, after).map((line, index) => (
        <div key={index} class={`diff-line ${line.kind}`}>
          <span class="diff-sign" aria-hidden="true">{SIGNS[line.kind]}</span>
          {line.kind !== "same" && <span class="unseen">{line.kind === "gone" ? t("kit-before") : t("kit-after")} </span>}
          <span>{line.text || " "}</span>
        </div>
      ))}
    </div>
  );
}
