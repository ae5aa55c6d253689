// What is looked for: a log, how far back, words, and whatever a line is found by besides.
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Field, SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { LOGS, PLAIN, SPANS, spanOf, TERMS, type Wanted } from "./model.ts";

export interface SearchProps { wanted: Wanted; onSearch: (wanted: Wanted) => void }

export function Search({ wanted, onSearch }: SearchProps) {
  const [entered, enter] = useState(wanted);
  const key = JSON.stringify(wanted);
  useEffect(() => enter(wanted), [key]);
  // What is chosen counts at once, what is typed when it is done.
  const choose = (some: Partial<Wanted>): void => { enter({ ...entered, ...some }); onSearch({ ...entered, ...some }); };
  const type = (some: Partial<Wanted>): void => enter({ ...entered, ...some });
  const isNarrowed = TERMS.some((name) => wanted[name] !== "");
  return (
    <form class="logs-search panel" role="search" onSubmit={(event) => { event.preventDefault(); onSearch(entered); }}>
      <div class="logs-first">
        <TextField label={t("logs-text")} value={entered.text} onValue={(text) => type({ text })} inputMode="search" spellcheck={false}
          autocomplete="off" placeholder={t("logs-text-hint")} />
        <SelectField label={t("logs-log")} value={entered.log} onValue={(log) => choose({ log })}
          choices={[{ value: "", label: t("logs-log-all") }, ...LOGS.map((value) => ({ value, label: t(`logs-log-${value}`) }))]} />
        <SelectField label={t("logs-since")} value={spanOf(entered)} onValue={(since) => choose({ since })}
          choices={SPANS.map((value) => ({ value, label: t(`logs-since-${value}`) }))} />
        <Button type="submit" icon="search">{t("logs-search")}</Button>
      </div>
      {spanOf(entered) === "range" && (
        <div class="logs-range">
          {(["from", "until"] as const).map((name) => (
            <Field key={name} label={t(`logs-${name}`)}>
              {(wiring) => <input class="input" type="datetime-local" value={entered[name]} onInput={(event) => type({ [name]:
                event.currentTarget.value })} {...wiring} />}
            </Field>
          ))}
        </div>
      )}
      <div class="logs-second">
        <Switch label={t("logs-whole")} help={t("logs-whole-help")} on={entered.whole !== ""} onChange={(on) => choose({ whole: on ? "1" : "" })} />
        <details open={isNarrowed}>
          <summary>{t("logs-more")}</summary>
          <div class="logs-terms">
            {TERMS.map((name) => (
              <TextField key={name} label={t(`logs-term-${name}`)} value={entered[name]} onValue={(value) => type({ [name]: value })}
                spellcheck={false} autocomplete="off" autocapitalize="off" class="input mono" />
            ))}
            <Button type="button" kind="quiet" icon="x" onClick={() => choose(PLAIN)}>{t("logs-clear")}</Button>
          </div>
        </details>
      </div>
    </form>
  );
}
