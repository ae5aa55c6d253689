// Which columns of a list are shown: chosen in a menu, and kept in this browser for all lists of that kind.
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { keep, kept } from "../theme/kept.ts";
import { Menu } from "../ui/Menu.tsx";
import { choosable, leftOutAs, leftOutIn, turned, type Choosable } from "./columns.model.ts";

export interface LeftOut { keys: ReadonlySet<string>; set: (keys: ReadonlySet<string>) => void }

// The same set for as long as nobody chooses, even where the browser keeps nothing.
export function useLeftOut(kind: string): LeftOut {
  const read = (): { kind: string; keys: ReadonlySet<string> } => ({ kind, keys: leftOutIn(kept(`columns.${kind}`)) });
  const [known, setKnown] = useState(read);
  const now = known.kind === kind ? known : read();
  if (now !== known) setKnown(now);
  const set = (keys: ReadonlySet<string>): void => {
    keep(`columns.${kind}`, leftOutAs(keys));
    setKnown({ kind, keys });
  };
  return { keys: now.keys, set };
}

interface ColumnMenuProps { columns: readonly (Choosable & { label: string })[]; leftOut: LeftOut }

export function ColumnMenu({ columns, leftOut: { keys, set } }: ColumnMenuProps) {
  const able = choosable(columns);
  if (able.length === 0) return null;
  return (
    <Menu label={t("list-columns")} icon="table" items={[
      ...able.map(({ key, label }) => ({
        label, checked: !keys.has(key), stays: true, run: () => set(turned(keys, key)),
      })),
      { label: t("list-columns-first"), icon: "rotate-ccw", disabled: !able.some(({ key }) => keys.has(key)), run: () => set(new Set()) },
    ]} />
  );
}
