// Names that stand for others, and where mail to unknown names goes.
import { useEffect, useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { date } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { aliasesIn, changeAlias, createAlias, deleteAlias } from "../../people/api.ts";
import { Card } from "../../people/Card.tsx";
import { OPEN_TO, type Alias, type OpenTo } from "../../people/model.ts";
import { changeDomain } from "./api.ts";
import type { TabProps } from "./DomainPage.tsx";
import { OfMost } from "./OfMost.tsx";

// Those that are nobody's here are named: mail to them is refused.
const TargetsCell = ({ row: { targets, nobodys } }: { row: Alias }) => (nobodys.length === 0
  ? <bdi title={targets.join("\n")}>{targets.join(", ")}</bdi>
  : (
    <span class="people-held" title={targets.join("\n")}>
      <bdi>{targets.join(", ")}</bdi>
      <VerdictMark verdict="warn">{t("domains-alias-nobodys", { names: nobodys.join(", ") })}</VerdictMark>
    </span>
  ));

const columns = (): readonly ListColumn<Alias>[] => [
  { key: "alias", label: t("domains-alias"), track: "minmax(8rem, 1.5fr)", text: (row) => row.alias, cell: (row) => <bdi
    class="strong">{row.alias}</bdi> },
  {
    key: "targets", label: t("domains-targets"), track: "minmax(9rem, 2.5fr)", text: (row) => row.targets.join(", "),
    cell: (row) => <TargetsCell row={row} />,
  },
  { key: "open", label: t("domains-open-to"), track: "8rem", text: (row) => t(`domains-open-to-${row.open_to}`), wide: true },
  { key: "send", label: t("domains-members-send"), track: "9rem", text: (row) => t(row.members_may_send ? "domains-yes" : "domains-no"), wide: true },
  { key: "created", label: t("domains-created"), track: "7rem", text: (row) => date(row.created), order: (row) => row.created, wide: true },
];

const acts = (): readonly Act<Alias>[] => [{
  key: "delete", label: t("domains-alias-delete"), icon: "trash-2", danger: true, done: (count) => t("domains-aliases-gone", { count }),
  async run(alias) { await deleteAlias(alias.alias); return async () => { await createAlias(alias); }; },
}];

// What the dialog is about: a new one, or one that is there.
type About = Alias | "new" | null;

export function AliasesTab(props: TabProps) {
  const { domain, may, toasts, read } = props;
  const rows = useMemo(() => new Rows(aliasesIn(domain.name), (text) => aliasesIn(domain.name, text)), [domain.name]);
  useLive(["alias"], () => rows.renew());
  const [about, edit] = useState<About>(null);
  const addButton = may && <Button kind="primary" icon="plus" onClick={() => edit("new")}>{t("domains-alias-add")}</Button>;
  const again = (): void => { void rows.read(); void read(); };
  return (
    <div class="stack">
      <CatchAll {...props} />
      <div class="row">{addButton}<OfMost used={domain.aliases} most={domain.most_aliases} /></div>
      <ListView<Alias> name={`aliases-${domain.name}`} kind="aliases" label={t("domains-aliases")} rows={rows}
        columns={columns()} keyOf={(row) => row.alias} acts={may ? acts() : []} toasts={toasts} order="alias" {...(may && { onOpen: edit })}
        empty={<Empty icon="at-sign" title={t("domains-no-aliases")} action={addButton}>{t("domains-no-aliases-about")}</Empty>} />
      <AliasDialog domain={domain.name} about={about} onClose={() => edit(null)} onDone={(said, undo) => {
        toasts.add(said, { undo: async () => { await undo(); again(); } });
        again();
      }} />
    </div>
  );
}

interface AliasDialogProps { domain: string; about: About; onClose: () => void; onDone: (said: string, undo: () => Promise<void>) => void }

type Entry = Pick<Alias, "members_may_send" | "open_to"> & { name: string; targets: string[] };

function entryOf(about: About): Entry {
  if (about === null || about === "new") return { name: "", targets: [], members_may_send: false, open_to: "everybody" };
  const { alias, targets, members_may_send, open_to } = about;
  return { name: alias.slice(0, alias.lastIndexOf("@")), targets: [...targets], members_may_send, open_to };
}

const told = (done: string, { nobodys }: Alias): string =>
  (nobodys.length > 0 ? `${done} ${t("domains-alias-warned", { names: nobodys.join(", ") })}` : done);

function AliasDialog({ domain, about, onClose, onDone }: AliasDialogProps) {
  const [entered, enter] = useState(() => entryOf(about));
  useEffect(() => enter(entryOf(about)), [about]);
  const change = (some: Partial<Entry>): void => enter({ ...entered, ...some });
  const submit = async (): Promise<void> => {
    const { name, ...rest } = entered;
    const wanted = { alias: `${name.trim()}@${domain}`, ...rest };
    if (about === "new") {
      const made = await createAlias(wanted);
      onDone(told(t("domains-alias-made", { alias: wanted.alias }), made), () => deleteAlias(wanted.alias));
    } else if (about !== null) {
      const changed = await changeAlias({ ...wanted, alias: about.alias });
      onDone(told(t("domains-alias-changed", { alias: about.alias }), changed), async () => { await changeAlias(about); });
    }
  };
  const isNew = about === "new";
  return (
    <FormDialog title={isNew ? t("domains-alias-add") : t("domains-alias-of", { alias: about?.alias ?? "" })} open={about !== null} onClose={onClose}
      verb={t(isNew ? "domains-add-verb" : "domains-save")} onSubmit={submit}>
      {(refused) => (
        <>
          {isNew && <TextField label={t("people-local")} help={t("domains-alias-help", { domain })} value={entered.name} onValue={(name) => change({
            name })}
            error={refused("alias")} first required spellcheck={false} autocapitalize="off" autocomplete="off" unit={`@${domain}`} />}
          <Chips label={t("domains-targets")} help={t("domains-targets-help")} values={entered.targets} onChange={(targets) => change({ targets })}
            error={refused("targets")} required />
          <SelectField label={t("domains-open-to")} help={t(`domains-open-to-help-${entered.open_to}`)} value={entered.open_to}
            onValue={(who) => change({ open_to: who as OpenTo })} error={refused("open_to")}
            choices={OPEN_TO.map((value) => ({ value, label: t(`domains-open-to-${value}`) }))} />
          <Switch label={t("domains-members-send")} help={t("domains-members-send-help")} on={entered.members_may_send}
            onChange={(on) => change({ members_may_send: on })} />
        </>
      )}
    </FormDialog>
  );
}

function CatchAll({ domain, tag, may, toasts, read }: TabProps) {
  const [isEditing, edit] = useState(false);
  const [address, enter] = useState(domain.catch_all);
  const mayChange = may && domain.may_set.includes("catch_all");
  useEffect(() => enter(domain.catch_all), [domain.catch_all, isEditing]);
  const submit = async (): Promise<void> => {
    const before = domain.catch_all;
    await changeDomain(domain.name, { catch_all: address.trim() }, tag);
    toasts.add(t("domains-catch-all-set"), { undo: async () => { await changeDomain(domain.name, { catch_all: before }); await read(); } });
    await read();
  };
  return (
    <Card title={t("domains-catch-all")} about={t("domains-catch-all-about")}
      actions={mayChange && <Button icon="pencil" onClick={() => edit(true)}>{t("domains-catch-all-change")}</Button>}>
      <p>{domain.catch_all ? <bdi class="mono">{domain.catch_all}</bdi> : t("domains-catch-all-none")}</p>
      <FormDialog title={t("domains-catch-all")} open={isEditing} onClose={() => edit(false)} verb={t("domains-save")} onSubmit={submit}>
        {(refused) => (
          <TextField label={t("domains-catch-all-to")} help={t("domains-catch-all-help")} value={address} onValue={enter} error={refused("catch_all")}
            first spellcheck={false} autocomplete="off" inputMode="email" />
        )}
      </FormDialog>
    </Card>
  );
}
