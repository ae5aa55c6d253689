// A room's settings as a form; what changes is listed before it is saved, and saving is never by the way.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { dateTime, number } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Changes } from "../ui/Diff.tsx";
import { useFoot } from "../ui/foot.ts";
import { Callout, Empty } from "../ui/States.tsx";
import { useTypedWord } from "../ui/TypedWord.tsx";
import { useGrowing } from "../ui/useGrowing.ts";
import type { Change, Conflict, Draft } from "./draft.ts";
import type { RoomSchema } from "./schema.ts";
import { SettingField, shown } from "./SettingField.tsx";
import { answersTo } from "./spoken.ts";
import "./forms.css";

const AT_ONCE = 10;  // fields that are drawn at a time

export interface SettingsFormProps { draft: Draft; room: RoomSchema; search?: string }

export function SettingsForm({ draft, room, search = "" }: SettingsFormProps) {
  const found = room.fields.filter((field) => answersTo(room.room, field, search));
  const [plain, advanced] = [found.filter((field) => !field.advanced), found.filter((field) => field.advanced)];
  const [upTo, upToAdvanced] = [useGrowing(plain.length, AT_ONCE), useGrowing(advanced.length, AT_ONCE)];
  if (found.length === 0) return <Empty icon="search" title={t("forms-no-match")} />;
  const fields = (some: typeof found) => some.map((field) => <SettingField key={field.key} draft={draft} id={`${room.room}.${field.key}`} />);
  return (
    <section class="settings" aria-label={room.title}>
      {fields(plain.slice(0, upTo))}
      {advanced.length > 0 && (
        <details class="settings-more" open={search.trim() !== ""}>
          <summary>{t("forms-advanced", { count: advanced.length })}</summary>
          {fields(advanced.slice(0, upToAdvanced))}
        </details>
      )}
    </section>
  );
}

// What the server says of the changes before they are made: of one by its key, or why it would make none.
export interface Planned { notes: ReadonlyMap<string, string>; refused?: string }

export interface SaveBarProps { draft: Draft; onSave: () => Promise<void>; plan?: (() => Promise<Planned>) | undefined }

// Stays in sight for as long as something is changed. Ctrl+S looks through the changes; nothing is lost by leaving unasked.
export function SaveBar({ draft, onSave, plan }: SaveBarProps) {
  const [isReviewing, review] = useState(false);
  const [busy, setBusy] = useState(false);
  const [planned, setPlanned] = useState<Planned | null>(null);
  const changes = draft.changes.value;
  const unsafe = changes.filter((change) => change.unsafe);
  const typed = useTypedWord(unsafe.length > 1 ? String(unsafe.length) : unsafe[0]?.key ?? "");
  const isChanged = changes.length > 0;
  const bar = useFoot(isChanged);
  // With the bar itself: a key pressed at once is not lost.
  useLayoutEffect(() => {
    if (!isChanged) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      review(true);
    };
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("keydown", onKey);
    window.addEventListener("beforeunload", onLeave);
    return () => { window.removeEventListener("keydown", onKey); window.removeEventListener("beforeunload", onLeave); };
  }, [isChanged]);
  useEffect(() => {
    typed.forget();
    setPlanned(null);
    let isOver = !isReviewing;  // what comes later is of changes that may be others by then
    if (isReviewing) void plan?.().then((told) => { if (!isOver) setPlanned(told); });
    return () => { isOver = true; };
  }, [isReviewing]);
  const save = (): void => {
    if (!typed.isGiven()) return;
    setBusy(true);
    onSave().finally(() => { setBusy(false); review(false); });
  };
  if (!isChanged) return null;
  const wrong = draft.errors.value.size;
  return (
    <div ref={bar} class="save-bar" role="region" aria-label={t("forms-changed", { count: changes.length })}>
      <span class="strong">{t("forms-changed", { count: changes.length, number: number(changes.length) })}</span>
      {wrong > 0 && <span class="bad">{t("forms-wrong", { count: wrong })}</span>}
      <span class="save-bar-acts">
        <Button kind="quiet" onClick={() => draft.discard()}>{t("forms-discard")}</Button>
        <Button icon="undo-2" disabled={!draft.canUndo.value} onClick={() => draft.undo()}>{t("kit-undo")}</Button>
        <Button kind="primary" onClick={() => review(true)}>{t("forms-review")}</Button>
      </span>
      <Dialog title={t("forms-review-title")} open={isReviewing} onClose={() => review(false)} wide actions={<>
        <Button onClick={() => review(false)}>{t("kit-cancel")}</Button>
        <Button kind="primary" busy={busy} disabled={!draft.canSave} onClick={save}>{t("forms-save", { count: changes.length })}</Button>
      </>}>
        <Review draft={draft} planned={planned} />
        {unsafe.length > 1 && <Unsafe text={t(draft.word("forms-unsafe"), { number: number(unsafe.length) })} changes={unsafe} />}
        {typed.field}
      </Dialog>
    </div>
  );
}

function Review({ draft, planned }: { draft: Draft; planned: Planned | null }) {
  const changes = draft.changes.value;
  return (
    <div class="stack">
      {draft.conflicts.value.map((conflict) => <Conflicting key={conflict.key} conflict={conflict} draft={draft} />)}
      {draft.errors.value.size > 0 && <Callout verdict="bad">{t("forms-wrong", { count: draft.errors.value.size })}</Callout>}
      {planned?.refused && <Callout verdict="bad" urgent>{planned.refused}</Callout>}
      {changes.some((change) => change.weaker) && <Callout verdict="warn">{t(draft.word("forms-some-weaker"))}</Callout>}
      <Changes label={t("forms-review-title")} changes={changes.map((change) => ({
        key: change.key, label: <>{change.field.label} <code class="dim">{change.key}</code></>, from: shown(change, change.before),
        to: shown(change, change.value), note: [t(`forms-apply-${change.field.apply}`), planned?.notes.get(change.key) ?? ""].join(" ").trim(),
      }))} />
    </div>
  );
}

// Their number is typed for all of them: each is named, so that none goes along unseen.
const Unsafe = ({ text, changes }: { text: string; changes: readonly Change[] }) => (
  <Callout verdict="bad">
    <span>{text}</span>
    <ul>{changes.map(({ key, field }) => <li key={key}>{field.label} <code>{key}</code></li>)}</ul>
  </Callout>
);

// Somebody else was here: what it was, what he made of it, what is to be.
function Conflicting({ conflict, draft }: { conflict: Conflict; draft: Draft }) {
  const { field, before, theirs, mine, by, at } = conflict;
  const another = (word: string, value: string): string => (field.secret && value !== "" ? t(word) : shown(conflict, value));
  const values = [
    ["forms-was", shown(conflict, before)], ["forms-theirs", another("forms-secret-new", theirs)],
    ["forms-mine", another("forms-secret-mine", mine)],
  ] as const;
  return (
    <Callout verdict="warn" urgent action={<div class="row">
      <Button onClick={() => draft.settleConflict(conflict.key, false)}>{t("forms-take-theirs")}</Button>
      <Button onClick={() => draft.settleConflict(conflict.key, true)}>{t("forms-keep-mine")}</Button>
    </div>}>
      <span class="strong">{t("forms-conflict", { name: field.label })}</span>
      {by && at && <span>{t("forms-conflict-by", { name: by, time: dateTime(at) })}</span>}
      <dl class="setting-facts">{values.map(([word, value]) => <><dt>{t(word)}</dt><dd class="mono">{value}</dd></>)}</dl>
    </Callout>
  );
}
