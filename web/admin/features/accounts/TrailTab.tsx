// What was done in an account since a moment: who got in, what was sent, what was changed, and what may still lead its mail astray.
import { country, dateTime, number, size } from "../../../shared/i18n/format.ts";
import { has, t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { membersOf } from "../../../shared/list/list.model.ts";
import { SaveMenu } from "../../../shared/list/SaveMenu.tsx";
import { Entries } from "../../../shared/list/Entries.tsx";
import { useQuery } from "../../../shared/router/query.ts";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Field, SelectField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { wayTo } from "../../links.ts";
import { actName } from "../../parts/acts.ts";
import { causeWord } from "../../parts/cause.ts";
import { changedIn } from "../../parts/changed.model.ts";
import { changedWords } from "../../parts/changed.ts";
import { aliasesNaming } from "../../people/api.ts";
import { Card } from "../../people/Card.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import type { PartProps } from "./AccountPage.tsx";
import { autoReplyOf, trailOf } from "./api.ts";
import { MOMENTS, sinceOf, wordOfAct, type Login, type Trail, type TrailChange, type TrailMessage } from "./model.ts";

export function TrailTab(props: PartProps) {
  const { address, status } = props.account;
  const [{ moment, from: own }, setQuery] = useQuery({ moment: "", from: "" });
  const since = sinceOf(moment, own);
  const trail = useLoaded((signal) => trailOf(address, since, signal), [address, since, status]);
  const again = (): void => { void trail.read(); };
  return (
    <div class="cards">
      <Card title={t("trail-since")} wide>
        <div class="stack">
          <div class="row">
            <SelectField label={t("trail-moment")} value={moment} onValue={(chosen) => setQuery({ moment: chosen })}
              choices={MOMENTS.map((value) => ({ value, label: t(`trail-moment-${value || "first"}`) }))} />
            {moment === "own" && (
              <Field label={t("trail-moment-at")}>
                {(wiring) => (
                  <input class="input" type="datetime-local" value={own} {...wiring}
                    onInput={(event) => setQuery({ from: event.currentTarget.value }, true)} />
                )}
              </Field>
            )}
          </div>
          <Shown of={trail} what={t("trail-not-read")} rows={3}>{(known) => <Sum trail={known} isAsked={since !== ""} />}</Shown>
        </div>
      </Card>
      {trail.data && (
        <>
          <Logins {...props} rows={trail.data.logins} onDone={again} />
          <Sent {...props} trail={trail.data} onDone={again} />
          <Changes {...props} rows={trail.data.changes} onDone={again} />
        </>
      )}
      <Astray {...props} />
    </div>
  );
}

// Unless a moment is asked for it is that of the first login from elsewhere; where there was none that is said.
function Sum({ trail, isAsked }: { trail: Trail; isAsked: boolean }) {
  const { contained, logins, sent } = trail;
  const from = trail.suspected ? "trail-suspected" : isAsked ? "trail-from" : "trail-nobody-from-elsewhere";
  return (
    <>
      {contained && (
        <Callout verdict="warn">{t("trail-contained-by", { at: dateTime(contained.at), by: contained.by, reason: contained.reason })}</Callout>
      )}
      <p>{t(from, { at: dateTime(trail.since) })}</p>
      {!trail.mail_is_logged && <Callout verdict="warn">{t("trail-not-logged")}</Callout>}
      {!trail.complete && <Callout verdict="info">{t("trail-cut")}</Callout>}
      <Facts facts={[
        { label: t("trail-got-in"), value: number(logins.filter((one) => one.cause === "").length) },
        { label: t("trail-refused"), value: number(logins.filter((one) => one.cause !== "").length) },
        { label: t("trail-messages"), value: number(sent.length) },
        { label: t("trail-recipients"), value: number(trail.recipients) },
        { label: t("trail-held"), value: number(trail.held) },
        { label: t("trail-waiting"), value: number(trail.waiting) },
      ]} />
    </>
  );
}

// Evidence that is taken along: each member by the name that the server gives it.
function Kept<Row extends object>({ address, what, rows }: { address: string; what: string; rows: readonly Row[] }) {
  return rows.length === 0 ? null : <SaveMenu name={`${address} ${what}`} rows={rows} columns={membersOf(rows)} />;
}

type RowsProps<Row> = PartProps & { rows: readonly Row[]; onDone: () => void };

function Logins({ rows, account, toasts, onDone }: RowsProps<Login>) {
  return (
    <Card title={t("trail-logins")} about={t("trail-logins-about")} wide
      actions={<Kept address={account.address} what="logins" rows={rows} />}>
      <Entries<Login> label={t("trail-logins")} rows={rows} keyOf={(row) => `${row.at} ${row.service} ${row.ip} ${row.cause}`} toasts={toasts}
        onDone={onDone} none={t("trail-no-logins")} entry={(row) => ({
          title: (
            <>
              <VerdictMark verdict={row.cause !== "" ? "info" : row.fresh ? "bad" : "ok"} /> <span class="mono">{row.ip}</span> · {row.service}
            </>
          ),
          name: row.ip,
          facts: [
            dateTime(row.at), row.country ? country(row.country) : "",
            row.cause === "" ? t("trail-let-in") : t("trail-not-let-in", { cause: causeWord(row.cause) }),
            row.fresh ? t("trail-fresh") : null, row.tls ? null : t("trail-no-tls"),
          ],
        })} />
    </Card>
  );
}

function Sent({ trail, account, session, toasts, onDone }: PartProps & { trail: Trail; onDone: () => void }) {
  const titleOf = (row: TrailMessage) => {
    const way = wayTo(session, `/admin/messages/${encodeURIComponent(row.message)}`);
    return way ? <a href={way}><bdi>{row.to}</bdi></a> : <bdi>{row.to}</bdi>;
  };
  return (
    <Card title={t("trail-sent")} about={t("trail-sent-about")} wide
      actions={<Kept address={account.address} what="sent" rows={trail.sent} />}>
      <Entries<TrailMessage> label={t("trail-sent")} rows={trail.sent} keyOf={(row) => row.message} toasts={toasts} onDone={onDone}
        none={t("trail-none-sent")} entry={(row) => ({
          title: titleOf(row), name: row.message,
          facts: [
            dateTime(row.at), row.recipients > 1 ? t("trail-more-recipients", { count: row.recipients - 1 }) : null, size(row.size),
            t("trail-sent-from", { from: row.from, ip: row.ip }), t(`trail-standing-${row.standing}`),
          ],
        })} />
    </Card>
  );
}

// What was tried and refused did not happen: it is not told in the words of what did.
function actOf(row: TrailChange): string {
  if (row.outcome !== "done") return t("trail-tried", { act: actName(row.what) });
  const word = wordOfAct(row);
  return has(word) ? t(word) : row.what ? actName(row.what) : row.event;
}
const endOf = ({ outcome, why }: TrailChange): string | null => {
  const word = `changes-end-${outcome}`;
  if (outcome !== "done") return t("trail-refused-why", { why: heard(why) || (has(word) ? t(word) : outcome) });
  return why ? t("trail-why", { why: heard(why) }) : null;
};

function Changes({ rows, account, toasts, onDone }: RowsProps<TrailChange>) {
  return (
    <Card title={t("trail-changes")} about={t("trail-changes-about")} wide
      actions={<Kept address={account.address} what="changes" rows={rows} />}>
      <Entries<TrailChange> label={t("trail-changes")} rows={rows} keyOf={(row) => `${row.at} ${row.event} ${row.what}`} toasts={toasts}
        onDone={onDone} none={t("trail-no-changes")} entry={(row) => ({
          title: row.who === account.address ? <VerdictMark verdict="warn">{actOf(row)}</VerdictMark> : actOf(row), name: actOf(row),
          facts: [
            dateTime(row.at), row.who ? t("trail-by", { who: row.who }) : null, row.about === account.address ? null : row.about,
            row.changes ? changedWords(changedIn(row)) : null, endOf(row),
          ],
        })} />
    </Card>
  );
}

// What is there now, whoever has put it there.
function Astray({ account: { address, recovery_address: elsewhere } }: PartProps) {
  const known = useLoaded(async () => Promise.all([autoReplyOf(address), aliasesNaming(address)]), [address]);
  return (
    <Card title={t("trail-astray")} about={t("trail-astray-about")} wide>
      <Shown of={known} what={t("trail-not-read")} rows={3}>{([reply, aliases]) => (
        <Facts facts={[
          { label: t("account-recovery"), value: elsewhere || t("account-no-recovery") },
          { label: t("trail-reply"), value: reply.on ? <bdi>{reply.text}</bdi> : t("trail-reply-off") },
          { label: t("trail-aliases"), value: aliases.length === 0 ? t("trail-no-aliases")
            : <bdi>{aliases.map((alias) => `${alias.alias} → ${alias.targets.join(", ")}`).join(" · ")}</bdi> },
        ]} />
      )}</Shown>
    </Card>
  );
}
