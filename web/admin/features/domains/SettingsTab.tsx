// What is set in a domain: looked through before it is saved, measured by what new domains begin with, and taken back at one click.
import { useEffect, useMemo, useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { Draft, quoted } from "../../../shared/forms/draft.ts";
import { SaveBar, SettingsForm } from "../../../shared/forms/SettingsForm.tsx";
import type { FieldSchema, RoomSchema } from "../../../shared/forms/schema.ts";
import { shown } from "../../../shared/forms/SettingField.tsx";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { countWithoutFactor } from "../../people/api.ts";
import { Senders } from "../../people/Senders.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { domainSchema } from "../../people/domainSchema.ts";
import { changeDomain } from "./api.ts";
import { pathOfDomain, type TabProps } from "./DomainPage.tsx";
import { commandOf, patchOf, refusalOf, reverseOf, settingsOf, shared, wordOfZero, type DomainInFull } from "./model.ts";

export function SettingsTab(props: TabProps) {
  const { domain, may, toasts } = props;
  const mine = may ? domain.may_set : [];
  const schema = useLoaded(() => domainSchema(domain.country_rule), [domain.name, domain.country_rule]);
  return (
    <div class="stack">
      <Shown of={schema} what={t("domains-schema-not-read")} rows={8}>{(room) => {
        const { own, others } = shared(room, mine);
        return (
          <>
            {own.fields.length > 0 && <DomainForm {...props} schema={room} mine={mine} />}
            {others.length > 0 && <Told domain={domain} fields={others} />}
          </>
        );
      }}</Shown>
      <Senders owner={domain.name} may={may} toasts={toasts} />
    </div>
  );
}

interface FormProps extends TabProps { schema: RoomSchema; mine: readonly string[] }

function DomainForm({ domain, tag, toasts, read, schema, mine }: FormProps) {
  const room = useMemo(() => shared(schema, mine).own, [schema, mine.join()]);
  const settings = settingsOf(room.fields, domain);
  const draft = useMemo(() => new Draft([room], settings, { base: "new", command: (key, value) => commandOf(domain.name, key, quoted(value)) }),
    [domain.name, room]);
  useEffect(() => draft.refresh(settings), [draft, domain]);
  const save = async (): Promise<void> => {
    const changes = [...draft.changes.value];
    const entries = draft.entries();
    try {
      await changeDomain(domain.name, patchOf(changes), tag);
    } catch (error) {
      const problem = asProblem(error);
      const refusal = refusalOf(problem.message);
      if (refusal && draft.fields.has(refusal.key)) draft.refuse(refusal.key, refusal.why);
      if (problem.isChangedMeanwhile) await read();
      toasts.add(problem.message, { kind: "bad" });
      return;
    }
    draft.keep(entries, entries);
    toasts.add(t("domains-saved", { count: changes.length }), {
      undo: async () => { await changeDomain(domain.name, reverseOf(changes)); await read(); },
    });
    await read();
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
function Told({ domain, fields }: { domain: DomainInFull; fields: readonly FieldSchema[] }) {
  const values = new Map(settingsOf(fields, domain).map(({ key, value }) => [key, value]));
  const said = (field: FieldSchema): string => {
    const value = values.get(`domain.${field.key}`) ?? "";
    const word = wordOfZero(field, value);
    return word ? t(word) : shown({ field }, value);
  };
  return (
    <>
      <Callout verdict="info">{t("domains-set-by-system")}</Callout>
      <div class="panel">
        <Facts facts={fields.map((field) => ({ label: field.label, value: said(field) }))} />
      </div>
    </>
  );
}
