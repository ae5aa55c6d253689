// A part of a page about one thing: its title, what can be done, what is known; and few things in a row each, with what can be done to one.
import type { ComponentChildren } from "preact";
import { t } from "../../shared/i18n/i18n.ts";
import type { Act } from "../../shared/list/acts.ts";
import { useActs } from "../../shared/list/useActs.tsx";
import { IconButton } from "../../shared/ui/Button.tsx";
import type { Toasts } from "../../shared/ui/toast.model.ts";
import "./people.css";

export interface CardProps { title: string; about?: string; actions?: ComponentChildren; children?: ComponentChildren; wide?: boolean }

export function Card({ title, about, actions, children, wide = false }: CardProps) {
  return (
    <section class={wide ? "panel card wide" : "panel card"} aria-label={title}>
      <div class="card-head">
        <div class="card-words"><h2>{title}</h2>{about && <p class="dim small">{about}</p>}</div>
        {actions && <div class="row">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

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
}

export function Entries<Row>({ label, rows, keyOf, entry, acts = [], toasts, onDone, none }: EntriesProps<Row>) {
  const { ask, busy } = useActs(acts, toasts, onDone);
  if (rows.length === 0) return <>{busy}<p class="dim">{none}</p></>;
  return (
    <>
      {busy}
      <ul class="entries" aria-label={label}>
        {rows.map((row) => {
          const { title, name, facts } = entry(row);
          return (
            <li key={keyOf(row)} class="entry">
              <div class="entry-words">
                <span class="entry-title">{title}</span>
                <span class="dim small">{facts.filter(Boolean).join(" · ")}</span>
              </div>
              {acts.filter((act) => act.fits?.(row) ?? true).map((act) => (
                <IconButton key={act.key} icon={act.icon} kind={act.danger ? "danger" : "quiet"} label={t("people-act-on", { act: act.label, name })}
                  onClick={() => ask(act, [row])} />
              ))}
            </li>
          );
        })}
      </ul>
    </>
  );
}
