// Values from and to: short ones side by side, long ones line by line.
import { t } from "../../../shared/i18n/i18n.ts";
import { Changes, TextDiff } from "../../../shared/ui/Diff.tsx";
import type { Changed } from "../../parts/changed.model.ts";
import { isLong, spread } from "./model.ts";

export interface ValuesProps {
  label: string; rows: readonly Changed[]; href?: (key: string) => string | undefined; nameOf?: ((key: string) => string) | undefined;
}

export function Values({ label, rows, href, nameOf: wordOf = (key) => key }: ValuesProps) {
  const nameOf = (key: string) => {
    const to = href?.(key);
    return to ? <a href={to}>{wordOf(key)}</a> : wordOf(key);
  };
  const short = rows.filter((row) => !isLong(row));
  return (
    <>
      {short.length > 0 && (
        <Changes label={label} changes={short.map((row) => ({ key: row.key, label: nameOf(row.key), from: row.before, to: row.after }))} />
      )}
      {rows.filter(isLong).map((row) => (
        <div key={row.key} class="stack">
          <div class="strong">{nameOf(row.key)}</div>
          <TextDiff label={t("changes-lines-of", { label, key: wordOf(row.key) })} before={spread(row.before)} after={spread(row.after)} />
        </div>
      ))}
    </>
  );
}
