// From where people may log in: the settings that there are for that.
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Callout } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { useLoaded } from "../../shell/Loaded.tsx";
import { countryDatabase, type CountryDatabase } from "./api.ts";
import { SettingsTab } from "./SettingsTab.tsx";

const KEYS = ["guard.country_rule", "guard.countries", "guard.country_database"];

const VERDICTS = { read: "ok", none: "info", unreadable: "warn" } as const;

// Without a file that can be read every rule lets everybody in. Why it cannot is told in the words of the log.
function Known({ of }: { of: CountryDatabase }) {
  const values = { file: of.file, at: of.changed ? dateTime(of.changed) : "" };
  return (
    <Callout verdict={VERDICTS[of.state]}>
      <span data-countries={of.state}>{t(`access-countries-${of.state}`, values)}</span>
      {of.problem && <> <code class="small">{of.problem}</code></>}
    </Callout>
  );
}

export function Countries(list: Pick<PageProps, "session" | "toasts">) {
  const known = useLoaded(countryDatabase, []);
  return (
    <SettingsTab {...list} about={t("access-countries-about")} groups={[{ label: t("access-countries"), keys: KEYS }]}
      onSaved={() => void known.read()}>
      {known.data && <Known of={known.data} />}
    </SettingsTab>
  );
}
