// Since when a setting has the value that was found, and who gave it that: the change is one click away, and with it its way back.
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { lastChange } from "./api.ts";

// `changes`: the page of changes.
export function SetBy({ setting, changes }: { setting: string; changes: string }) {
  const last = useLoaded((signal) => lastChange(setting, signal).then((change) => ({ change })), [setting]);
  return (
    <Shown of={last} what={t("audit-set-not-read")} rows={1}>
      {({ change }) => change && (
        <p><a href={`${changes}?at=${change.number}`}>{t("audit-set-by", { at: dateTime(change.at), name: change.by })}</a></p>
      )}
    </Shown>
  );
}
