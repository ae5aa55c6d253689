// What is set in a domain: looked through before it is saved, measured by what new domains begin with, and taken back at one click.
import { useEffect, useMemo } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { Draft, quoted } from "../../../shared/forms/draft.ts";
import { SaveBar, SettingsForm } from "../../../shared/forms/SettingsForm.tsx";
import type { RoomSchema, Setting } from "../../../shared/forms/schema.ts";
import { language, t } from "../../../shared/i18n/i18n.ts";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Senders } from "../../people/Senders.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { changeDomain, domainDrift } from "./api.ts";
import type { TabProps } from "./DomainPage.tsx";
import { commandOf, patchOf, refusalOf, reverseOf, schemaOf, settingsOf, type Drift } from "./model.ts";

const schema = (): RoomSchema => schemaOf({
  label: (key) => t(`domains-set-${key}`), help: (key) => t(`domains-help-${key}`), bounds: (most) => t("domains-bounds", { most }),
  choice: (key, value) => (key.startsWith("spam_") ? t(`people-spam-to-${value}`) : key === "country_rule" ? t(`people-countries-${value}`)
    : t(`domains-second_factor-${value}`)),
});

export function SettingsTab(props: TabProps) {
  const { domain, may, maySet, toasts } = props;
  const drift = useLoaded(domainDrift, [domain.name]);
  return (
    <div class="stack">
      <Shown of={drift} what={t("domains-drift-not-read")} rows={8}>{(known) => (
        maySet ? <DomainForm {...props} drift={known} readDrift={drift.read} /> : <Told {...props} drift={known} />
      )}</Shown>
      <Senders owner={domain.name} may={may} toasts={toasts} />
    </div>
  );
}

function DomainForm({ domain, tag, toasts, read, drift, readDrift }: TabProps & { drift: readonly Drift[]; readDrift: () => Promise<void> }) {
  const code = language.value;
  const settings = settingsOf(domain, drift);
  const [room, draft] = useMemo(() => {
    const made = schema();
    return [made, new Draft([made], settings, { base: "new", command: (key, value) => commandOf(domain.name, key, quoted(value)) })] as const;
  }, [domain.name, code]);
  useEffect(() => draft.refresh(settings), [domain, drift]);
  const again = async (): Promise<void> => { await Promise.all([read(), readDrift()]); };
  const save = async (): Promise<void> => {
    const [changes, values] = [[...draft.changes.value], new Map(settings.map((setting) => [setting.key, setting.value]))];
    try {
      await changeDomain(domain.name, patchOf(changes, values), tag);
    } catch (error) {
      const problem = asProblem(error);
      const refusal = refusalOf(problem.message);
      if (refusal && draft.fields.has(refusal.key)) draft.refuse(refusal.key, refusal.why);
      if (problem.isChangedMeanwhile) await again();
      toasts.add(problem.message, { kind: "bad" });
      return;
    }
    draft.discard();
    toasts.add(t("domains-saved", { count: changes.length }), {
      undo: async () => { await changeDomain(domain.name, reverseOf(changes, values)); await again(); },
    });
    await again();
  };
  return (
    <div class="panel form-panel">
      <SettingsForm draft={draft} room={room} />
      <SaveBar draft={draft} onSave={save} />
    </div>
  );
}

// Who administers the domain alone sees how it is set.
function Told({ domain, drift }: TabProps & { drift: readonly Drift[] }) {
  const { fields } = schema();
  const values = new Map<string, Setting>(settingsOf(domain, drift).map((setting) => [setting.key, setting]));
  const shown = (key: string, value: string): string => fields.find((field) => field.key === key)?.choices?.find((one) => one.value === value)?.label
    ?? (value === "on" ? t("kit-on") : value === "off" ? t("kit-off") : value || t("kit-empty-value"));
  return (
    <>
      <Callout verdict="info">{t("domains-set-by-system")}</Callout>
      <div class="panel">
        <Facts facts={fields.map((field) => ({ label: field.label, value: shown(field.key, values.get(`domain.${field.key}`)?.value ?? "") }))} />
      </div>
    </>
  );
}
