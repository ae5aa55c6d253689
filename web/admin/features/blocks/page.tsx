// Who is kept out, why, and until when; each is let in, trusted or denied for good from here.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { dateTime, number, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useWayBack } from "../../../shared/list/useWayBack.tsx";
import { useOpening } from "../../../shared/router/opening.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { blockAgain, blocks, unblock } from "./api.ts";
import { BlockDialog } from "./BlockDialog.tsx";
import { denying } from "./denying.ts";
import { FoldDialog } from "./FoldDialog.tsx";
import { actionsIn, isByRule, isNetwork, isOfKind, isRefusal, servicesIn, shownOf, type Block } from "./model.ts";
import { Nobody } from "./Nobody.tsx";
import { TrustDialog } from "./TrustDialog.tsx";
import { Why } from "./Why.tsx";
import { actionWord, countryOf, reasonOf, ruleOf } from "./words.ts";

const untilOf = (block: Block): string => (block.until === null ? t("blocks-for-good") : relative(block.until, Date.now()));
// As much of the reason as there is room for, after the whole name of the rule.
const ruleText = (block: Block): string => [ruleOf(block), reasonOf(block)].filter(Boolean).join(": ");

const columns = (): readonly ListColumn<Block>[] => [
  {
    key: "subject", label: t("blocks-subject"), track: "minmax(9rem, 2fr)", text: (row) => row.subject,
    cell: (row) => <span class="mono">{shownOf(row.subject)}</span>,
  },
  { key: "country", label: t("blocks-country"), track: "minmax(5rem, 1fr)", text: countryOf, wide: true },
  {
    key: "rule", label: t("blocks-rule"), track: "minmax(9rem, 3fr)", narrow: "minmax(7rem, 2fr)", text: ruleText,
    cell: (row) => <span title={ruleText(row)}>{ruleOf(row)} <span class="dim small">{reasonOf(row)}</span></span>,
  },
  {
    key: "action", label: t("blocks-action"), track: "minmax(8.5rem, 1.5fr)", text: (row) => actionWord(row.action), wide: true,
    cell: (row) => (isRefusal(row) ? <span class="dim">{actionWord(row.action)}</span>
      : <VerdictMark verdict="info">{actionWord(row.action)}</VerdictMark>),
  },
  { key: "services", label: t("blocks-services"), track: "minmax(6rem, 1.5fr)", text: (row) => row.services.join(" "), wide: true },
  {
    key: "until", label: t("blocks-until"), track: "8rem", cell: untilOf,
    text: (row) => (row.until === null ? t("blocks-for-good") : dateTime(row.until)),
    order: (row) => (row.until === null ? Infinity : Date.parse(row.until)),
  },
  {
    key: "again", label: t("blocks-again"), track: "6rem", text: (row) => number(row.blocks_in_30_days), order: (row) => row.blocks_in_30_days,
    end: true, wide: true,
  },
];

const filter = (all: readonly Block[]): Filter<Block> => ({
  label: t("blocks-kinds"), has: isOfKind,
  chips: [
    ...["", "networks", "accounts", "by-hand"].map((value) => ({ value, label: t(`blocks-kind-${value || "all"}`) })),
    ...servicesIn(all).map((value) => ({ value, label: t(`blocks-service-${value}`) })),
    ...actionsIn(all).map((value) => ({ value, label: actionWord(value) })),
  ],
});

const acts = (onTrust: (blocks: readonly Block[]) => void): readonly Act<Block>[] => [
  {
    key: "unblock", label: t("blocks-unblock"), icon: "undo-2", shortcut: "u", done: (count) => t("blocks-unblocked", { count }),
    async run(block) {
      await unblock(block.subject);
      // What is held against an account is for the rules to say.
      return isNetwork(block) ? () => blockAgain(block) : undefined;
    },
  },
  { key: "trust", label: t("blocks-trust"), icon: "shield-check", shortcut: "t", fits: isByRule, ask: onTrust },
  denying(),
];

export default function BlocksPage({ session, toasts }: PageProps) {
  const rows = useMemo(() => new Rows(blocks(), blocks), []);
  const may = canChange(session, "security");
  const [isAdding, add, network] = useOpening("add", may);
  const [toTrust, askToTrust] = useState<readonly Block[]>([]);
  const [isFolding, fold] = useOpening("fold", may);
  const { tell, busy } = useWayBack(toasts, () => rows.read());
  useLive(["block"], () => rows.renew());
  return (
    <>
      <PageHead title={t("blocks-title")} about={t("blocks-about")}
        actions={may && (
          <>
            <Button icon="network" onClick={() => fold(true)}>{t("blocks-fold")}</Button>
            <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("blocks-add")}</Button>
          </>
        )} />
      {busy}
      <ListView<Block> name="blocks" label={t("blocks-title")} rows={rows} columns={columns()} keyOf={(row) => row.subject}
        filter={filter(rows.rows.value)} acts={may ? acts(askToTrust) : []} toasts={toasts} order="until" isTall
        aside={(block) => <Why block={block} session={session} />} titleOf={(block) => shownOf(block.subject)} empty={<Nobody />} />
      <BlockDialog open={isAdding} network={network} onClose={() => add(false)} onDone={(subject, shutsNobodyOut) => {
        const nobody = shutsNobodyOut ? [t("blocks-shuts-nobody-out")] : [];
        tell([t("blocks-blocked", { subject }), ...nobody].join(" "), () => unblock(subject));
        void rows.read();
      }} />
      <TrustDialog blocks={toTrust} onClose={() => askToTrust([])} onDone={(count, undo) => {
        tell(t("blocks-trusted", { count }), undo);
        void rows.read();
      }} />
      <FoldDialog open={isFolding} onClose={() => fold(false)} onDone={(network, undo) => {
        tell(t("blocks-folded", { network }), undo);
        void rows.read();
      }} />
    </>
  );
}
