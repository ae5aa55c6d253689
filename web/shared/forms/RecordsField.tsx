// A setting that is a list of records: each is entered by its members, taken out, and put back by the form's own way back.
import { useEffect, useRef, useState } from "preact/hooks";
import { number } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { usePieces } from "../ui/useGrowing.ts";
import { entriesOf, freshEntry, recordsText, type Entry } from "./records.ts";
import type { FieldSchema } from "./schema.ts";
import { wrongWith } from "./value.ts";
import { ValueControl } from "./ValueControl.tsx";
import "./forms.css";

// More are not drawn before they are asked for.
const AT_FIRST = 50;
const AT_ONCE = 3;  // and of these so many at a time: one has ten controls and more

// What is amiss with what a member is, besides its form.
export type MemberRemark = (member: string, value: string) => string | null;

export interface RecordsFieldProps {
  label: string;
  help?: string | undefined;
  error: string | null;
  fields: readonly FieldSchema[];
  value: string;
  onValue: (value: string) => void;
  remark?: MemberRemark | undefined;
}

export function RecordsField({ label, help, error, fields, value, onValue, remark }: RecordsFieldProps) {
  const [most, show] = useState(AT_FIRST);
  const list = useRef<HTMLOListElement>(null);
  const isAdding = useRef(false);
  const entries = entriesOf(value, fields);
  const upTo = usePieces(Math.min(entries.length, most), AT_ONCE);
  const give = (all: readonly Entry[]): void => onValue(recordsText(all, fields));
  const add = (): void => {
    isAdding.current = true;
    show(Math.max(most, entries.length + 1));
    give([...entries, freshEntry(fields)]);
  };
  useEffect(() => {
    if (!isAdding.current) return;
    isAdding.current = false;
    list.current?.lastElementChild?.querySelector<HTMLElement>("input, select, button")?.focus();
  }, [entries.length]);
  return (
    <fieldset class="field records">
      <legend class="strong">{label}</legend>
      {help && <p class="field-help">{help}</p>}
      {error && <p class="field-error"><Icon name="circle-alert" />{error}</p>}
      {entries.length === 0 && <p class="dim">{t("forms-no-records")}</p>}
      <ol ref={list} class="records-list">
        {entries.slice(0, upTo).map((entry, index) => (
          <li key={index}>
            <OneRecord fields={fields} entry={entry} index={index} remark={remark} onEntry={(next) => give(entries.with(index, next))}
              onRemove={() => give(entries.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ol>
      <div class="row">
        {entries.length > most && <Button onClick={() => show(entries.length)}>{t("forms-all-records", { count: entries.length })}</Button>}
        <Button icon="plus" onClick={add}>{t("forms-add-record")}</Button>
      </div>
    </fieldset>
  );
}

interface OneRecordProps {
  fields: readonly FieldSchema[];
  entry: Entry;
  index: number;
  remark: MemberRemark | undefined;
  onEntry: (entry: Entry) => void;
  onRemove: () => void;
}

function OneRecord({ fields, entry, index, remark, onEntry, onRemove }: OneRecordProps) {
  const name = t("forms-record", { number: number(index + 1) });
  return (
    <div class="record" role="group" aria-label={name}>
      <div class="record-fields">
        {fields.map((field) => {
          const text = entry[field.key] ?? "";
          // What was not entered yet is not told to be wrong.
          const wrong = text === "" ? null : wrongWith(field, text);
          const error = wrong ? t(wrong.word, wrong.args) : remark?.(field.key, text) ?? null;
          return (
            <ValueControl key={field.key} field={field} value={text} narrow help={index === 0 ? field.help : undefined}
              error={error} onValue={(next) => onEntry({ ...entry, [field.key]: next })} />
          );
        })}
      </div>
      <IconButton icon="trash-2" label={t("kit-remove-one", { name })} onClick={onRemove} />
    </div>
  );
}
