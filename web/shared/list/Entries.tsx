// Few things in a row each, with what is known of one and what can be done to it.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import type { Toasts } from "../ui/toast.model.ts";
import type { Act } from "./acts.ts";
import { useActs } from "./useActs.tsx";
import "./entries.css";

export interface Entry { title: ComponentChildren; name: string; facts: readonly (string | null)[] }

export interface EntriesProps<Row> {
  label: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  entry: (row: Row) => Entry;
  acts?: readonly Act<Row>[];
  toasts: Toasts;
  onDone: () => void;
  none: string;
  first?: number;  // so many are shown until all are asked for
}

export function Entries<Row>({ label, rows, keyOf, entry, acts = [], toasts, onDone, none, first = rows.length }: EntriesProps<Row>) {
  const [isAll, showAll] = useState(false);
  const { ask, busy } = useActs({ acts, toasts, onDone, nameOf: (row) => entry(row).name });
  if (rows.length === 0) return <>{busy}<p class="dim">{none}</p></>;
  return (
    <>
      {busy}
      <ul class="entries" aria-label={label}>
        {(isAll ? rows : rows.slice(0, first)).map((row) => {
          const { title, name, facts } = entry(row);
          return (
            <li key={keyOf(row)} class="entry">
              <div class="entry-words">
                <span class="entry-title">{title}</span>
                <span class="dim small">{facts.filter(Boolean).join(" · ")}</span>
              </div>
              {acts.filter((act) => act.fits?.(row) ?? true).map((act) => (
                <IconButton key={act.key} icon={act.icon} kind={act.danger ? "danger" : "quiet"} label={t("list-act-on", { act: act.label, name })}
                  onClick={() => ask(act, [row])} />
              ))}
            </li>
          );
        })}
      </ul>
      {!isAll && rows.length > first && <div class="row"><Button onClick={() => showAll(true)}>{t("list-show-all")}</Button></div>}
    </>
  );
}
