// What becomes of an account's mail: the names that lead to it, whom it trusts, what it answers by itself.
import { useEffect, useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { beginOf, dayOf, endOf, lastDayOf } from "../../../shared/forms/day.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { DateField, TextArea, TextField } from "../../../shared/ui/Field.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { aliasesNaming } from "../../people/api.ts";
import { Card } from "../../people/Card.tsx";
import { domainOf } from "../../people/model.ts";
import { Senders } from "../../people/Senders.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import type { PartProps } from "./AccountPage.tsx";
import { autoReplyOf, endAutoReply, setAutoReply } from "./api.ts";
import { aliasesTo, type AutoReply } from "./model.ts";

export function MailTab(props: PartProps) {
  return (
    <div class="cards">
      <NamesCard {...props} />
      <AutoReplyCard {...props} />
      <Senders owner={props.account.address} may={props.may} toasts={props.toasts} />
    </div>
  );
}

function NamesCard({ account }: PartProps) {
  const { address } = account;
  const aliases = useLoaded(async () => aliasesTo(address, await aliasesNaming(address)), [address]);
  const domain = encodeURIComponent(domainOf(address));
  return (
    <Card title={t("account-names")} about={t("account-names-about")}
      actions={<a class="button" href={`/admin/domains/${domain}/aliases`}>{t("account-aliases-open")}</a>}>
      <Shown of={aliases} what={t("account-aliases-not-read")} rows={2}>{(known) => (
        known.length === 0 ? <p class="dim">{t("account-no-aliases")}</p> : (
          <ul class="entries">
            {known.map((one) => (
              <li key={one.alias} class="entry">
                <span class="entry-words">
                  <bdi class="entry-title">{one.alias}</bdi>
                  <span class="dim small">{one.targets.length > 1 ? t("account-alias-others", { count: one.targets.length - 1 })
                    : t("account-alias-alone")}</span>
                </span>
              </li>
            ))}
          </ul>
        )
      )}</Shown>
      <Facts facts={[{ label: t("account-sends-as"), value: account.may_send_as.join(", ") }]} />
    </Card>
  );
}

function AutoReplyCard({ account: { address }, may, toasts }: PartProps) {
  const reply = useLoaded(() => autoReplyOf(address), [address]);
  const [isEditing, edit] = useState(false);
  const back = async (before: AutoReply): Promise<void> => {
    const { on, ...rest } = before;
    await setAutoReply(address, rest);
    if (!on) await endAutoReply(address);
    await reply.read();
  };
  const end = async (before: AutoReply): Promise<void> => {
    try {
      await endAutoReply(address);
      toasts.add(t("account-reply-ended"), { undo: () => back(before) });
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
    await reply.read();
  };
  const known = reply.data;
  return (
    <Card title={t("account-reply")} actions={may && known && (
      <>
        {known.on && <Button icon="pause" onClick={() => void end(known)}>{t("account-reply-end")}</Button>}
        <Button icon="pencil" onClick={() => edit(true)}>{t(known.on ? "account-edit" : "account-reply-begin")}</Button>
      </>
    )}>
      <Shown of={reply} what={t("account-reply-not-read")} rows={2}>{(now) => (
        <div class="stack">
          {now.on ? <VerdictMark verdict="info">{t("account-reply-on")}</VerdictMark> : <p class="dim">{t("account-reply-off")}</p>}
          {now.on && <Facts facts={[
            { label: t("account-reply-subject"), value: now.subject || t("account-reply-subject-plain") },
            { label: t("account-reply-text"), value: <bdi>{now.text}</bdi> },
            now.from ? { label: t("account-reply-from"), value: dateTime(now.from) } : null,
            now.until ? { label: t("account-reply-until"), value: dateTime(now.until) } : null,
            { label: t("account-reply-to"), value: t(`account-reply-to-${now.to}`) },
          ]} />}
        </div>
      )}</Shown>
      {known && <ReplyDialog address={address} known={known} open={isEditing} onClose={() => edit(false)} onDone={() => {
        toasts.add(t("account-reply-set"), { undo: () => back(known) });
        void reply.read();
      }} />}
    </Card>
  );
}

interface ReplyDialogProps { address: string; known: AutoReply; open: boolean; onClose: () => void; onDone: () => void }

const entryOf = ({ on: _on, ...known }: AutoReply) => ({ ...known, from: dayOf(known.from), until: lastDayOf(known.until) });

function ReplyDialog({ address, known, open, onClose, onDone }: ReplyDialogProps) {
  const [entered, enter] = useState(() => entryOf(known));
  useEffect(() => { if (open) enter(entryOf(known)); }, [open]);
  const change = (some: Partial<typeof entered>): void => enter({ ...entered, ...some });
  const submit = async (): Promise<void> => {
    await setAutoReply(address, { ...entered, from: beginOf(entered.from, known.from), until: endOf(entered.until, known.until) });
    onDone();
  };
  return (
    <FormDialog title={t("account-reply-of", { address })} open={open} onClose={onClose} verb={t("account-reply-verb")} onSubmit={submit}>
      {(refused) => (
        <>
          <TextField label={t("account-reply-subject")} help={t("account-reply-subject-help")} value={entered.subject} error={refused("subject")}
            onValue={(subject) => change({ subject })} autocomplete="off" />
          <TextArea label={t("account-reply-text")} value={entered.text} onValue={(text) => change({ text })} rows={6}
            error={refused("text")} required />
          <DateField label={t("account-reply-from")} help={t("account-reply-day-help")} value={entered.from} onValue={(from) => change({ from })}
            error={refused("from")} />
          <DateField label={t("account-reply-until")} help={t("account-reply-until-help")} value={entered.until}
            onValue={(until) => change({ until })} error={refused("until")} />
          <Segmented label={t("account-reply-to")} value={entered.to} onChange={(to) => change({ to })}
            segments={[{ value: "all", label: t("account-reply-to-all") }, { value: "domain", label: t("account-reply-to-domain") }]} />
        </>
      )}
    </FormDialog>
  );
}
