// What is set in a domain: looked through before it is saved, measured by what new domains begin with, and taken back at one click.
import { useEffect, useMemo, useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { Draft, quoted } from "../../../shared/forms/draft.ts";
import { SaveBar, SettingsForm } from "../../../shared/forms/SettingsForm.tsx";
import type { RoomSchema, Setting } from "../../../shared/forms/schema.ts";
import { number } from "../../../shared/i18n/format.ts";
import { language, t } from "../../../shared/i18n/i18n.ts";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { countWithoutFactor } from "../../people/api.ts";
import { Senders } from "../../people/Senders.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { changeDomain, domainDrift } from "./api.ts";
import { pathOfDomain, type TabProps } from "./DomainPage.tsx";
import { commandOf, memberOf, patchOf, refusalOf, reverseOf, schemaOf, settingsOf, shared, type Drift } from "./model.ts";

const schema = (): RoomSchema => schemaOf({
  label: (key) => t(`domains-set-${key}`), help: (key) => t(`domains-help-${key}`), bounds: (most) => t("domains-bounds", { most }),
  choice: (key, value) => (key.startsWith("spam_") ? t(`people-spam-to-${value}`) : key === "country_rule" ? t(`people-countries-${value}`)
    : t(`domains-second_factor-${value}`)),
});

export function SettingsTab(props: TabProps) {
  const { domain, may, toasts } = props;
  const mine = may ? domain.may_set : [];
  const drift = useLoaded(domainDrift, [domain.name]);
  return (
    <div class="stack">
      <Shown of={drift} what={t("domains-drift-not-read")} rows={8}>{(known) => (
        <>
          {mine.length > 0 && <DomainForm {...props} mine={mine} drift={known} readDrift={drift.read} />}
          <Told {...props} mine={mine} drift={known} />
        </>
      )}</Shown>
      <Senders owner={domain.name} may={may} toasts={toasts} />
    </div>
  );
}

interface PartProps extends TabProps { mine: readonly string[]; drift: readonly Drift[] }

function DomainForm({ domain, tag, mine, toasts, read, drift, readDrift }: PartProps & { readDrift: () => Promise<void> }) {
  const code = language.value;
  const settings = settingsOf(domain, drift).filter(({ key }) => mine.includes(memberOf(key.replace(/^domain\./, ""))));
  const [room, draft] = useMemo(() => {
    const made = shared(schema(), mine).own;
    return [made, new Draft([made], settings, { base: "new", command: (key, value) => commandOf(domain.name, key, quoted(value)) })] as const;
  }, [domain.name, code, mine.join()]);
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
      {draft.entered("domain.second_factor")?.value === "forced" && <WithoutFactor domain={domain.name} />}
      <SaveBar draft={draft} onSave={save} />
    </div>
  );
}

// Everybody has to have a second factor, or is to: who has none sets one up when he comes, and his mail programs are shut out until then.
function WithoutFactor({ domain }: { domain: string }) {
  const [count, setCount] = useState(0);
  useEffect(() => { countWithoutFactor(domain).then(setCount, () => setCount(0)); }, [domain]);  // a hint: nothing is lost without it
  if (count === 0) return null;
  return (
    <Callout verdict="warn" action={<a class="button" href={`${pathOfDomain(domain, "accounts")}?only=no-factor`}>{t("domains-no-factor-who")}</a>}>
      {t("domains-no-factor", { count, number: number(count) })}
    </Callout>
  );
}

// Who administers the domain alone sees how the rest is set.
function Told({ domain, mine, drift }: PartProps) {
  const fields = shared(schema(), mine).others;
  if (fields.length === 0) return null;
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
