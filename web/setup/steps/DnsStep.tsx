// What has to stand in the DNS: each record to be copied, all of them as a piece of a zone, and what the world sees of it now.
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { leftOf, seenOf, VERDICTS, type DnsRecord, type Left } from "../../shared/dns/records.ts";
import { declared, t } from "../../shared/i18n/i18n.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Copyable } from "../../shared/ui/Copy.tsx";
import { VerdictMark } from "../../shared/ui/Evidence.tsx";
import { SelectField } from "../../shared/ui/Field.tsx";
import { saveAs } from "../../shared/ui/save.ts";
import { Callout } from "../../shared/ui/States.tsx";
import { recordsOf } from "../api.ts";
import { zoneOf } from "../model.ts";

interface DnsStepProps {
  domain: string;
  domains: readonly string[];
  records: readonly DnsRecord[];
  onChoose: (domain: string) => void;
  onDone: () => void;
}

export function DnsStep({ domain, domains, records: first, onChoose, onDone }: DnsStepProps) {
  const [again, setAgain] = useState<{ domain: string; records: readonly DnsRecord[] } | null>(null);
  const records = again?.domain === domain ? again.records : first;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = (): void => {
    setBusy(true);
    setProblem(null);
    recordsOf(domain).then((seen) => setAgain({ domain, records: seen }), (error: unknown) => setProblem(asProblem(error)))
      .finally(() => setBusy(false));
  };
  const needed = records.filter((one) => one.required);
  const left = leftOf(needed);
  const isAll = left.wrong + left.unknown === 0;
  return (
    <>
      {domains.length > 1 ? <SelectField label={t("first-dns-of")} value={domain} onValue={onChoose}
        choices={domains.map((value) => ({ value, label: value }))} /> : <p class="strong"><bdi>{domain}</bdi></p>}
      <div class="row">
        <Button icon="refresh-cw" busy={busy} onClick={look}>{t("first-look-again")}</Button>
        <Button icon="download" onClick={() => saveAs(`${domain}.zone`, "text/plain", zoneOf(records))}>{t("first-save-zone")}</Button>
      </div>
      {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
      {isAll ? <Callout verdict="ok">{t("first-dns-done")}</Callout> : <WhatIsLeft left={left} />}
      <div class="dns-records">
        <Group title={t("first-dns-needed")} records={needed} />
        <details>
          <summary>{t("first-dns-more")}</summary>
          <Group title="" records={records.filter((one) => !one.required)} />
        </details>
      </div>
      <div class="row"><Button kind="primary" onClick={onDone}>{t(isAll ? "first-go-on" : "first-later")}</Button></div>
    </>
  );
}

// What nobody could be asked for may well be there.
const WhatIsLeft = ({ left: { wrong, unknown } }: { left: Left }) => (
  <>
    {wrong > 0 && <Callout verdict="info">{t("first-dns-left", { count: wrong })}</Callout>}
    {unknown > 0 && <Callout verdict="info">{t("first-dns-not-asked", { count: unknown })}</Callout>}
  </>
);

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
