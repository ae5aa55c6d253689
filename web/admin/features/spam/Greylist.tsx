// Whose mail is put off, and who is known for having come again: somebody is let in before his time, or is as unknown as at first.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useOften } from "../../../shared/api/useLive.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useWayBack } from "../../../shared/list/useWayBack.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { forget, forgetAgain, greylisted, letIn } from "./api.ts";
import { isInState, keyOfGreylisted, type Greylisted } from "./model.ts";

const OFTEN = 5000;  // ms

const stateOf = (row: Greylisted): string => t(`spam-grey-${row.state}`);

const columns = (): readonly ListColumn<Greylisted>[] => [
  { key: "who", label: t("spam-grey-who"), track: "minmax(9rem, 2fr)", text: (row) => row.who, cell: (row) => <span class="mono">{row.who}</span> },
  {
    key: "state", label: t("spam-grey-state"), track: "7rem", text: stateOf,
    cell: (row) => <VerdictMark verdict={row.state === "known" ? "ok" : "info"}>{stateOf(row)}</VerdictMark>,
  },
  {
    key: "sender", label: t("spam-grey-sender"), track: "minmax(7rem, 2fr)", text: (row) => row.sender,
    cell: (row) => <bdi class="clip" title={row.sender}>{row.sender}</bdi>, wide: true,
  },
  {
    key: "recipient", label: t("spam-grey-recipient"), track: "minmax(7rem, 2fr)", text: (row) => row.recipient,
    cell: (row) => <bdi class="clip" title={row.recipient}>{row.recipient}</bdi>, wide: true,
  },
  {
    key: "seen", label: t("spam-grey-seen"), track: "8rem", text: (row) => dateTime(row.seen), cell: (row) => relative(row.seen, Date.now()),
    order: (row) => row.seen, wide: true,
  },
  {
    key: "until", label: t("spam-grey-until"), track: "8rem", text: (row) => dateTime(row.until), cell: (row) => relative(row.until, Date.now()),
    order: (row) => row.until, wide: true,
  },
];

const filter = (): Filter<Greylisted> => ({
  label: t("spam-grey-state"), has: isInState,
  chips: ["", "waiting", "known"].map((value) => ({ value, label: t(`spam-grey-${value || "all"}`) })),
});

const acts = (): readonly Act<Greylisted>[] => [
  {
    key: "let-in", label: t("spam-grey-let-in"), icon: "circle-check", shortcut: "a", fits: (row) => row.state === "waiting",
    done: (count) => t("spam-grey-let-in-done", { count }),
    async run({ who }) {
      await letIn(who);
      return () => forgetAgain(who);
    },
  },
  {
    key: "forget", label: t("spam-grey-forget"), icon: "trash-2", shortcut: "d", danger: true, fits: (row) => row.state === "known",
    done: (count) => t("spam-grey-forgotten", { count }),
    async run({ who }) {
      await forget(who);
      return () => letIn(who);
    },
  },
];

const About = ({ row }: { row: Greylisted }) => (
  <Facts facts={[
    { label: t("spam-grey-state"), value: stateOf(row) },
    row.state === "waiting" ? { label: t("spam-grey-sender"), value: <bdi>{row.sender || "<>"}</bdi> } : null,
    row.state === "waiting" ? { label: t("spam-grey-recipient"), value: <bdi>{row.recipient}</bdi> } : null,
    { label: t(row.state === "waiting" ? "spam-grey-first" : "spam-grey-last"), value: dateTime(row.seen) },
    row.comes_in === null ? null : { label: t("spam-grey-comes-in"), value: dateTime(row.comes_in) },
    { label: t("spam-grey-until"), value: dateTime(row.until) },
  ]} />
);

function LetInDialog({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: (who: string) => void }) {
  const [who, enter] = useState("");
  return (
    <FormDialog title={t("spam-grey-add")} open={open} onClose={onClose} verb={t("spam-grey-let-in")}
      onSubmit={async () => { onDone(await letIn(who.trim())); enter(""); }}>
      {(refused) => (
        <TextField label={t("spam-grey-who")} help={t("spam-grey-who-help")} value={who} onValue={enter} error={refused("who")} first required
          spellcheck={false} autocomplete="off" autocapitalize="none" />
      )}
    </FormDialog>
  );
}

export function Greylist({ may, toasts }: { may: boolean; toasts: Toasts }) {
  const rows = useMemo(() => new Rows(greylisted(), greylisted), []);
  useOften(OFTEN, () => rows.renew());  // no word comes of mail that is put off
  const [isAdding, add] = useState(false);
  const { tell, busy } = useWayBack(toasts, () => rows.read());
  return (
    <section class="stack" aria-label={t("spam-grey")}>
      <div class="spread">
        <div class="stack"><h2>{t("spam-grey")}</h2><p class="dim">{t("spam-grey-about")}</p></div>
        {may && <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("spam-grey-add")}</Button>}
      </div>
      {busy}
      <ListView<Greylisted> name="greylist" label={t("spam-grey")} rows={rows} columns={columns()} keyOf={keyOfGreylisted} filter={filter()}
        acts={may ? acts() : []} toasts={toasts} order="-seen" titleOf={(row) => row.who} aside={(row) => <About row={row} />}
        empty={<Empty icon="circle-check" title={t("spam-grey-none")}>{t("spam-grey-none-about")}</Empty>} />
      <LetInDialog open={isAdding} onClose={() => add(false)} onDone={(who) => {
        tell(t("spam-grey-done", { who }), () => forgetAgain(who));
        void rows.read();
      }} />
    </section>
  );
}
