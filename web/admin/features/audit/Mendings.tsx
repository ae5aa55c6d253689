// What was mended, by whom and from what to what; each is taken back, but for what somebody changed since.
import { useState } from "preact/hooks";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Changes } from "../../../shared/ui/Diff.tsx";
import { Shown, type Loaded } from "../../shell/Loaded.tsx";
import { useInsisting } from "../../shell/useInsisting.tsx";
import type { Mended, Mending } from "./model.ts";

const FIRST = 5;

export const nameOf = (row: Mended): string => {
  switch (row.what) {
    case "setting": return row.setting;
    case "domain": return t("audit-of-domain", { setting: row.setting, domain: row.of });
    case "mode": return t("audit-mode-of", { path: row.of });
  }
};

export interface MendingsProps {
  of: Loaded<readonly Mending[]>;
  onUndo: (number: number, evenMe: boolean) => Promise<void>;
  may: boolean;
}

export function Mendings({ of, onUndo, may }: MendingsProps) {
  const [isAll, showAll] = useState(false);
  const { run, busy, refusal } = useInsisting();
  return (
    <section class="stack" aria-label={t("audit-mendings")}>
      <h2>{t("audit-mendings")}</h2>
      {refusal}
      <Shown of={of} what={t("audit-mendings-not-read")} rows={3}>
        {(all) => (all.length === 0 ? <p class="dim">{t("audit-no-mendings")}</p> : (
          <>
            <ul class="audit-mendings">
              {(isAll ? all : all.slice(0, FIRST)).map((one) => (
                <li key={one.number} class="audit-mending">
                  <div class="spread">
                    <span><span class="strong">{dateTime(one.at)}</span> <span class="dim">{t("audit-by", { name: one.by })}</span></span>
                    {may && (
                      <Button icon="undo-2" busy={busy} aria-label={`${t("kit-undo")}: ${t("audit-mended-then", { number: one.number })}`}
                        onClick={() => run((evenMe) => onUndo(one.number, evenMe))}>{t("kit-undo")}</Button>
                    )}
                  </div>
                  <Changes label={t("audit-mended-then", { number: one.number })}
                    changes={one.changes.map((row, index) => ({ key: String(index), label: nameOf(row), from: row.before, to: row.after }))} />
                </li>
              ))}
            </ul>
            {!isAll && all.length > FIRST && <div class="row"><Button onClick={() => showAll(true)}>{t("audit-all-mendings")}</Button></div>}
          </>
        ))}
      </Shown>
    </section>
  );
}
