// Whether the world finds a domain as it should: its records in the DNS, the keys that sign its mail, and what is set in it otherwise.
import { useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { leftOf, seenOf, VERDICTS, type DnsRecord } from "../../../shared/dns/records.ts";
import { date } from "../../../shared/i18n/format.ts";
import { declared, t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { CopyButton, Copyable } from "../../../shared/ui/Copy.tsx";
import { VerdictMark, type Verdict } from "../../../shared/ui/Evidence.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Card } from "../../people/Card.tsx";
import { domainSchema, settingName } from "../../people/domainSchema.ts";
import { Shown, useLoaded, type Loaded } from "../../shell/Loaded.tsx";
import { checkKeys, dkimOf, dnsOf, domainDrift, newKeys } from "./api.ts";
import { CareCards } from "./CareCards.tsx";
import { pathOfDomain, type TabProps } from "./DomainPage.tsx";
import { byUrgency, zoneOf } from "./model.ts";
import { NamesCard } from "./NamesCard.tsx";

export function HealthTab(props: TabProps) {
  const { name } = props.domain;
  const records = useLoaded((signal) => dnsOf(name, signal), [name]);
  return (
    <div class="beside">
      <RecordsCard records={records} />
      <div class="stack">
        <KeysCard {...props} readRecords={records.read} />
        <CareCards {...props} />
        <DriftCard {...props} />
        <NamesCard {...props} />
      </div>
    </div>
  );
}

function RecordsCard({ records }: { records: Loaded<readonly DnsRecord[]> }) {
  const [isReading, setReading] = useState(false);
  const again = (): void => { setReading(true); records.read().finally(() => setReading(false)); };
  return (
    <Card title={t("domains-records")} about={t("domains-records-about")} actions={records.data && (
      <>
        <Button icon="refresh-cw" busy={isReading} onClick={again}>{t("domains-records-again")}</Button>
        <CopyButton text={zoneOf(records.data)}>{t("domains-records-copy")}</CopyButton>
      </>
    )}>
      <Shown of={records} what={t("domains-records-not-read")} rows={6}>{(known) => (
        <>
          <Group title={t("domains-records-needed")} records={known.filter((one) => one.required)} lacking="warn" />
          <Group title={t("domains-records-more")} records={known.filter((one) => !one.required)} lacking="info" />
        </>
      )}</Shown>
    </Card>
  );
}

// `lacking`: how it is marked when some are not there.
function Group({ title, records, lacking }: { title: string; records: readonly DnsRecord[]; lacking: Verdict }) {
  const { wrong, unknown } = leftOf(records);
  const all = records.length, right = all - wrong - unknown;
  if (all === 0) return null;
  return (
    <section class="stack">
      <h3>{title}</h3>
      <Callout verdict={right === all ? "ok" : wrong === 0 ? "info" : lacking}>
        {t("domains-records-right", { right, all })}{unknown > 0 && ` ${t("domains-records-not-asked", { count: unknown })}`}
      </Callout>
      <ul class="dns-records">{byUrgency(records).map((record) => <RecordRow key={`${record.type} ${record.name} ${record.value}`}
        record={record} />)}</ul>
    </section>
  );
}

function RecordRow({ record }: { record: DnsRecord }) {
  return (
    <li class="dns-record" data-record={record.row}>
      <div class="dns-record-head">
        <span class="dns-record-purpose">{declared(record.purpose)}</span>
        <VerdictMark verdict={VERDICTS[record.dns]}>{t(`domains-dns-${record.dns}`)}</VerdictMark>
      </div>
      <span class="dim small mono">{record.name} · {record.type.toUpperCase()}</span>
      <Copyable text={record.value} name={`${record.type.toUpperCase()} ${record.name}`} />
      {seenOf(record).length > 0 && (
        <div class="dns-seen">
          <span class="small">{t("domains-dns-seen")}</span>
          {seenOf(record).map((one) => <code key={one} class="small">{one}</code>)}
        </div>
      )}
    </li>
  );
}

// They could not be made with the domain; the server tries again, and says when it has.
function NoKeys({ read }: { read: () => Promise<void> }) {
  useLive(["domain"], read);
  return <p class="dim">{t("domains-keys-none")}</p>;
}

function KeysCard({ domain: { name }, may, toasts, readRecords }: TabProps & { readRecords: () => Promise<void> }) {
  const keys = useLoaded(() => dkimOf(name), [name]);
  const readBoth = async (): Promise<void> => { await Promise.all([keys.read(), readRecords()]); };  // each key has a record
  const [busy, setBusy] = useState("");
  const carryOut = async (what: string, work: () => Promise<void>, said: string): Promise<void> => {
    setBusy(what);
    try {
      await work();
      toasts.add(said);
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
    await readBoth();
    setBusy("");
  };
  return (
    <Card title={t("domains-keys")} about={t("domains-keys-about")} actions={may && (
      <>
        <Button icon="refresh-cw" busy={busy === "check"} onClick={() => void carryOut("check", () => checkKeys(name), t("domains-keys-checked"))}>
          {t("domains-keys-check")}
        </Button>
        <Button icon="key-round" busy={busy === "new"} onClick={() => void carryOut("new", () => newKeys(name), t("domains-keys-made"))}>
          {t("domains-keys-new")}
        </Button>
      </>
    )}>
      <Shown of={keys} what={t("domains-keys-not-read")} rows={2}>{(all) => (all.length === 0 ? <NoKeys read={readBoth} /> : (
        <ul class="entries">
          {all.map((key) => (
            <li key={key.selector} class="entry">
              <span class="entry-words">
                <span class="entry-title mono">{key.selector}</span>
                <span class="dim small">{key.algorithm} · {t("domains-key-since", { at: date(key.since) })}</span>
              </span>
              <VerdictMark verdict={key.stage === "active" ? "ok" : key.stage === "pending" ? "warn"
                : "info"}>{t(`domains-key-${key.stage}`)}</VerdictMark>
            </li>
          ))}
        </ul>
      ))}</Shown>
    </Card>
  );
}

function DriftCard({ domain: { name } }: TabProps) {
  const drift = useLoaded(async () => {
    const [all] = await Promise.all([domainDrift(), domainSchema()]);  // what they are called
    return all.filter((one) => one.domain === name);
  }, [name]);
  return (
    <Card title={t("domains-drift")} about={t("domains-drift-about")}
      actions={<a class="button" href={pathOfDomain(name, "settings")}>{t("domains-drift-open")}</a>}>
      <Shown of={drift} what={t("domains-drift-not-read")} rows={2}>{(known) => (
        known.length === 0 ? <VerdictMark verdict="ok">{t("domains-drift-none")}</VerdictMark> : (
          <ul class="entries">
            {known.map((one) => (
              <li key={one.setting} class="entry">
                <span class="entry-words">
                  <span class="entry-title">{settingName(one.setting)}</span>
                  <span class="dim small">{t("domains-drift-row", { value: one.value || t("kit-empty-value"), plain: one.default
                    || t("kit-empty-value") })}</span>
                </span>
              </li>
            ))}
          </ul>
        )
      )}</Shown>
    </Card>
  );
}
