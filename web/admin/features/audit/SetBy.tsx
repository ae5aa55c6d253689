// Since when a setting has the value that was found, and who gave it that: the change is one click away, and with it its way back.
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { settingsChanges } from "../changes/api.ts";
import { lastOf } from "../changes/model.ts";

// `changes`: the page of changes.
export function SetBy({ setting, changes }: { setting: string; changes: string }) {
  const all = useLoaded((signal) => settingsChanges(signal), [setting]);
  return (
    <Shown of={all} what={t("audit-set-not-read")} rows={1}>
      {(history) => {
        const change = lastOf(setting, history);
        return change && <p><a href={`${changes}?at=${change.number}`}>{t("audit-set-by", { at: dateTime(change.at), name: change.by })}</a></p>;
      }}
    </Shown>
  );
}
