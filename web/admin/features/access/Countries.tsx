// From where people may log in: the settings that there are for that.
import { useEffect, useMemo } from "preact/hooks";
import { SaveBar } from "../../../shared/forms/SettingsForm.tsx";
import { SettingField } from "../../../shared/forms/SettingField.tsx";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Callout, Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange, canRead } from "../../session.ts";
import { useLoaded } from "../../shell/Loaded.tsx";
import { countryDatabase, type CountryDatabase } from "./api.ts";
import { SETTINGS_API } from "../settings/api.ts";
import { SettingsStore, type Outcome } from "../settings/store.ts";

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

export function Countries({ session, toasts }: Pick<PageProps, "session" | "toasts">) {
  const store = useMemo(() => new SettingsStore(SETTINGS_API), []);
  const mayRead = canRead(session, "system");
  useEffect(() => { if (mayRead) void store.load(); }, [store]);
  const known = useLoaded(countryDatabase, []);
  const say = (outcome: Outcome): void => {
    switch (outcome.kind) {
      case "saved":
        toasts.add(t("settings-saved", { count: outcome.count }), { undo: async () => say(await outcome.undo()) });
        void known.read();
        break;
      case "undone": toasts.add(t("settings-undone")); void known.read(); break;
      case "changed-meanwhile": toasts.add(t("settings-changed-meanwhile"), { kind: "bad" }); break;
      case "refused": toasts.add(outcome.why, { kind: "bad" }); break;
    }
  };
  const [loaded, problem] = [store.loaded.value, store.problem.value];
  if (!mayRead) return <Callout verdict="info">{t("access-countries-not-yours")}</Callout>;
  if (problem) {
    return <Failed what={t("settings-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void store.load()} />;
  }
  if (!loaded) return <Skeleton rows={4} />;
  return (
    <div class="access">
      <p class="dim">{t("access-countries-about")}</p>
      {known.data && <Known of={known.data} />}
      <section class="panel settings access-countries" aria-label={t("access-countries")}>
        {KEYS.map((key) => <SettingField key={key} draft={loaded.draft} id={key} />)}
        {canChange(session, "system") && <SaveBar draft={loaded.draft} onSave={async () => say(await store.save())} />}
      </section>
    </div>
  );
}
