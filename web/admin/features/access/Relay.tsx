// Who may send to others through this server without a login: nobody, as it ships. Each way that others try is tried here, and each network
// that is let do so stands below, for it is the one hole there is.
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { said } from "../../../shared/i18n/said.ts";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { audit } from "../audit/api.ts";
import { verdictOf, worstFirst, type Check } from "../audit/model.ts";
import { allowed } from "./api.ts";
import { sendsFreely, type Entry } from "./model.ts";

const relayChecks = async (): Promise<Check[]> => worstFirst((await audit(true, "relay")).checks);

async function exceptions(): Promise<Entry[]> {
  const { items } = await allowed()(undefined, new AbortController().signal);
  return items.filter(sendsFreely);
}

function Tried({ check }: { check: Check }) {
  return (
    <li>
      <VerdictMark verdict={verdictOf(check)}>{said(check.said.title)}</VerdictMark>
      {check.state !== "passed" && check.said.found.map((line, index) => <p key={index} class="dim">{said(line)}</p>)}
      {check.state === "passed" && (
        <details>
          <summary class="dim small">{t("access-relay-seen", { count: check.seen.length })}</summary>
          <ul class="plain">{check.said.seen.map((line, index) => <li key={index} class="dim small">{said(line)}</li>)}</ul>
        </details>
      )}
    </li>
  );
}

function Exception({ entry, go }: { entry: Entry; go: PageProps["go"] }) {
  const way = `/admin/access/allow?at=${encodeURIComponent(entry.network)}`;
  return (
    <Callout verdict="bad">
      <a class="mono" href={way} onClick={(event) => { event.preventDefault(); go(way); }}>{entry.network}</a>
      <Facts facts={[
        { label: t("access-senders"), value: (entry.senders ?? []).join(", ") },
        { label: t("access-hourly"), value: number(entry.hourly ?? 0) },
        { label: t("access-until"), value: entry.until === null ? t("access-for-good") : dateTime(entry.until) },
        { label: t("access-hits"), value: number(entry.hits) },
        entry.last_hit ? { label: t("access-last-hit"), value: dateTime(entry.last_hit) } : null,
      ]} />
    </Callout>
  );
}

export function Relay({ go }: Pick<PageProps, "go">) {
  const tried = useLoaded(relayChecks, []);
  const spared = useLoaded(exceptions, []);
  return (
    <div class="access">
      <p class="dim">{t("access-relay-about")}</p>
      <section class="panel access-relay" aria-label={t("access-relay-tried")}>
        <h2>{t("access-relay-tried")}</h2>
        <Shown of={tried} what={t("access-relay-unread")}>
          {(checks) => <ul class="plain">{checks.map((check) => <Tried key={check.check} check={check} />)}</ul>}
        </Shown>
      </section>
      <section class="panel access-relay" aria-label={t("access-relay-exceptions")}>
        <h2>{t("access-relay-exceptions")}</h2>
        <Shown of={spared} what={t("access-relay-unread")} rows={2}>
          {(entries) => (entries.length === 0
            ? <VerdictMark verdict="ok">{t("access-relay-no-exceptions")}</VerdictMark>
            : <>{entries.map((entry) => <Exception key={entry.network} entry={entry} go={go} />)}</>)}
        </Shown>
      </section>
    </div>
  );
}
