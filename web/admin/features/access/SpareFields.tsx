// What an allowed network is spared: rules, each kind by itself, and checks of its mail. That it sends without a login looks as dangerous as it
// is, and is bound.
import type { Refused } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import type { Wanted } from "./api.ts";
import { isPastRules, RULES, sendsFreely } from "./model.ts";

interface SpareFieldsProps { entered: Wanted; change: (some: Partial<Wanted>) => void; refused: Refused }

const CHECKS = ["spam-checks", "greylisting"];

export function SpareFields({ entered, change, refused }: SpareFieldsProps) {
  const isFree = sendsFreely({ spared: entered.spare });
  const spare = (what: string, on: boolean): void => {
    const others = entered.spare.filter((one) => one !== what);
    // Who sends freely does so until a day that is named.
    const bound = what === "smtp-authentication" && on && entered.for === "" ? { for: "30d" } : {};
    change({ spare: on ? [...others, what] : others, ...bound });
  };
  const one = (what: string) => (
    <Switch key={what} label={t(`access-spare-${what}`)} help={t(`access-spare-${what}-help`)} on={entered.spare.includes(what)}
      onChange={(on) => spare(what, on)} />
  );
  return (
    <>
      <fieldset class={isPastRules(entered.spare) ? "spare warn" : "spare"}>
        <legend>{t("access-spared-rules")}</legend>
        {RULES.map(one)}
        {isPastRules(entered.spare) && <Callout verdict="warn">{t("access-rules-warning")}</Callout>}
      </fieldset>
      <fieldset class="spare">
        <legend>{t("access-spared-checks")}</legend>
        {CHECKS.map(one)}
        {entered.spare.length === 0 && <p class="dim">{t("access-spare-nothing")}</p>}
      </fieldset>
      <fieldset class={isFree ? "spare bad" : "spare"}>
        <legend>{t("access-danger")}</legend>
        {one("smtp-authentication")}
        {isFree && (
          <>
            <Callout verdict="bad">{t("access-free-warning")}</Callout>
            <Chips label={t("access-senders")} help={t("access-senders-help")} values={entered.senders} required error={refused("senders")}
              onChange={(senders) => change({ senders })} />
            <TextField label={t("access-hourly")} help={t("access-hourly-help")} value={entered.hourly === null ? "" : String(entered.hourly)}
              inputMode="numeric" required error={refused("hourly")}
              onValue={(text) => change({ hourly: /^\d{1,6}$/.test(text.trim()) ? Number(text) : null })} />
          </>
        )}
      </fieldset>
    </>
  );
}
