// What has to stand in the DNS: each record to be copied, all of them as a piece of a zone, and what the world sees of it now.
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { isRight, seenOf, VERDICTS, type DnsRecord } from "../../shared/dns/records.ts";
import { declared, t } from "../../shared/i18n/i18n.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Copyable } from "../../shared/ui/Copy.tsx";
import { VerdictMark } from "../../shared/ui/Evidence.tsx";
import { saveAs } from "../../shared/ui/save.ts";
import { Callout } from "../../shared/ui/States.tsx";
import { recordsOf } from "../api.ts";
import { isNeeded, zoneOf } from "../model.ts";

export function DnsStep({ domains, records: first, onDone }: { domains: readonly string[]; records: readonly DnsRecord[]; onDone: () => void }) {
  const domain = domains[0] ?? "";
  const [records, setRecords] = useState(first);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = (): void => {
    setBusy(true);
    setProblem(null);
    recordsOf(domain).then(setRecords, (error: unknown) => setProblem(asProblem(error))).finally(() => setBusy(false));
  };
  const left = records.filter((one) => isNeeded(one) && !isRight(one)).length;
  return (
    <>
      <div class="row">
        <Button icon="refresh-cw" busy={busy} onClick={look}>{t("first-look-again")}</Button>
        <Button icon="download" onClick={() => saveAs(`${domain}.zone`, "text/plain", zoneOf(records))}>{t("first-save-zone")}</Button>
      </div>
      {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
      <Callout verdict={left === 0 ? "ok" : "info"}>{left === 0 ? t("first-dns-done") : t("first-dns-left", { count: left })}</Callout>
      <div class="dns-records">
        <Group title={t("first-dns-needed")} records={records.filter(isNeeded)} />
        <details>
          <summary>{t("first-dns-more")}</summary>
          <Group title="" records={records.filter((one) => !isNeeded(one))} />
        </details>
      </div>
      <div class="row"><Button kind="primary" onClick={onDone}>{t(left === 0 ? "first-go-on" : "first-later")}</Button></div>
    </>
  );
}

function Group({ title, records }: { title: string; records: readonly DnsRecord[] }) {
  return (
    <section class="dns-records">
      {title && <h2>{title}</h2>}
      {records.map((one) => (
        <div key={one.row} class="dns-record">
          <div class="spread">
            <h3>{declared(one.purpose)}</h3>
            <VerdictMark verdict={VERDICTS[one.dns]}>{t(`first-dns-${one.dns}`)}</VerdictMark>
          </div>
          <p class="mono small">{one.name} · {one.type.toUpperCase()}</p>
          <Copyable titled name={t("first-dns-value")} text={one.value} />
          {seenOf(one).length > 0 && (
            <p class="small dns-seen">{t("first-dns-seen")} {seenOf(one).map((seen) => <code key={seen}>{seen}</code>)}</p>
          )}
        </div>
      ))}
    </section>
  );
}
