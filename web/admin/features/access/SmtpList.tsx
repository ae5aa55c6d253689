// Senders, domains and clients that SMTP refuses by name.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { date, dateTime, number, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { blockByName, smtpBlocks, unblockByName, wantedSmtpOf } from "./api.ts";
import { isSmtpOfSort, keyOfSmtp, type SmtpBlock } from "./model.ts";
import { SmtpDialog } from "./SmtpDialog.tsx";

const kindOf = (row: SmtpBlock): string => t(`access-kind-${row.kind}`);
const wayOf = (row: SmtpBlock): string => t(`access-way-${row.way}`);
const answerOf = (row: SmtpBlock): string => t(row.soft ? "access-soft" : "access-hard");
const untilOf = (row: SmtpBlock): string => (row.until === null ? t("access-for-good") : relative(row.until, Date.now()));

const columns = (): readonly ListColumn<SmtpBlock>[] => [
  {
    key: "name", label: t("access-name"), track: "minmax(9rem, 3fr)", text: (row) => row.name, cell: (row) => <span class="mono">{row.name}</span>,
  },
  { key: "kind", label: t("access-kind"), track: "minmax(6rem, 1fr)", text: kindOf },
  { key: "way", label: t("access-way"), track: "minmax(6rem, 1.5fr)", text: wayOf, wide: true },
  { key: "answer", label: t("access-answer"), track: "minmax(6rem, 1.5fr)", text: answerOf, wide: true },
  {
    key: "since", label: t("access-since"), track: "7rem", text: (row) => dateTime(row.since), cell: (row) => date(row.since),
    order: (row) => row.since, wide: true,
  },
  {
    key: "until", label: t("access-until"), track: "7.5rem", cell: untilOf, wide: true,
    text: (row) => (row.until === null ? t("access-for-good") : dateTime(row.until)),
    order: (row) => (row.until === null ? Infinity : Date.parse(row.until)),
  },
  { key: "hits", label: t("access-hits"), track: "5rem", text: (row) => number(row.hits), order: (row) => row.hits, end: true },
  { key: "description", label: t("access-description"), track: "minmax(7rem, 2fr)", text: (row) => row.description, wide: true },
];

const filter = (): Filter<SmtpBlock> => ({
  label: t("access-which"), has: isSmtpOfSort,
  chips: ["", "sender", "domain", "client"].map((value) => ({ value, label: value ? t(`access-kinds-${value}`) : t("access-which-all") })),
});

const acts = (): readonly Act<SmtpBlock>[] => [{
  key: "remove", label: t("access-remove"), icon: "trash-2", shortcut: "d", danger: true, done: (count) => t("access-smtp-removed", { count }),
  async run(block) {
    await unblockByName(block.kind, block.name);
    return () => blockByName(wantedSmtpOf(block));
  },
}];

function About({ block, onChange }: { block: SmtpBlock; onChange: (() => void) | null }) {
  return (
    <>
      {onChange && <div class="row"><Button icon="pencil" onClick={onChange}>{t("access-change")}</Button></div>}
      <Facts facts={[
        { label: t("access-kind"), value: kindOf(block) },
        { label: t("access-way"), value: wayOf(block) },
        { label: t("access-answer"), value: answerOf(block) },
        { label: t("access-since"), value: dateTime(block.since) },
        { label: t("access-until"), value: block.until === null ? t("access-for-good") : dateTime(block.until) },
        { label: t("access-hits"), value: number(block.hits) },
        block.last_hit ? { label: t("access-last-hit"), value: dateTime(block.last_hit) } : null,
        block.description ? { label: t("access-description"), value: block.description } : null,
      ]} />
    </>
  );
}

export function SmtpList({ session, toasts }: Pick<PageProps, "session" | "toasts">) {
  const [opened, open] = useState<{ of: SmtpBlock | null } | null>(null);
  const rows = useMemo(() => new Rows(smtpBlocks), []);
  useLive(["network"], () => rows.renew());
  const may = canChange(session, "security");
  const of = opened?.of ?? null;
  return (
    <div class="access">
      <div class="spread">
        <p class="dim">{t("access-smtp-about")}</p>
        {may && <Button kind="primary" icon="plus" onClick={() => open({ of: null })}>{t("access-smtp-add")}</Button>}
      </div>
      <ListView<SmtpBlock> name="smtp-blocks" label={t("access-smtp")} rows={rows} columns={columns()} keyOf={keyOfSmtp} filter={filter()}
        acts={may ? acts() : []} toasts={toasts} order="name" titleOf={(row) => row.name}
        aside={(row) => <About block={row} onChange={may ? () => open({ of: row }) : null} />}
        empty={<Empty icon="mail" title={t("access-smtp-none")}>{t("access-smtp-none-about")}</Empty>} />
      <SmtpDialog open={opened !== null} of={of} onClose={() => open(null)} onDone={(made) => {
        const back = (): Promise<unknown> => (of ? blockByName(wantedSmtpOf(of)) : unblockByName(made.kind, made.name));
        toasts.add(t("access-smtp-done", { name: made.name }), { undo: async () => { await back(); await rows.read(); } });
        void rows.read();
      }} />
    </div>
  );
}
