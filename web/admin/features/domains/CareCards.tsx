// Whether clients of a domain are shown a certificate that they trust, and have room for mail; and the way to mend what is not so.
import { date, number, percent, relative, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Card } from "../../people/Card.tsx";
import { pathOfAccount } from "../../people/AccountList.tsx";
import { canRead } from "../../session.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { healthOf } from "./api.ts";
import { pathOfDomain, type TabProps } from "./DomainPage.tsx";
import { standingOf, type DomainHealth, type NameShown } from "./model.ts";

const VERDICTS = { good: "ok", ending: "warn", over: "bad", own: "warn", missing: "bad" } as const;

export function CareCards({ domain: { name, may_set: mine }, session, may }: TabProps) {
  const health = useLoaded((signal) => healthOf(name, signal), [name]);
  const settings = may && mine.includes("new_account_quota") ? pathOfDomain(name, "settings") : "";
  const mayMend = session.domains === null && canRead(session, "system");
  return (
    <>
      <Card title={t("domains-certificate")} about={t(mayMend ? "domains-certificate-about" : "domains-certificate-whose")}
        actions={mayMend && <a class="button" href="/admin/certificates">{t("domains-certificate-open")}</a>}>
        <Shown of={health} what={t("domains-health-not-read")} rows={1}>{({ certificates }) => (
          <ul class="entries">{certificates.map((one) => <NameRow key={one.name} shown={one} />)}</ul>
        )}</Shown>
      </Card>
      <Card title={t("domains-storage")} about={t("domains-storage-about")}
        actions={settings && <a class="button" href={settings}>{t("domains-storage-open")}</a>}>
        <Shown of={health} what={t("domains-health-not-read")} rows={2}>{({ storage }) => <Storage storage={storage} />}</Shown>
      </Card>
    </>
  );
}

function NameRow({ shown }: { shown: NameShown }) {
  const now = Date.now();
  const standing = standingOf(shown, now);
  const { not_after: until } = shown;
  return (
    <li class="entry" data-certificate={standing}>
      <span class="entry-words">
        <bdi class="entry-title">{shown.name}</bdi>
        {until && <time class="dim small" dateTime={until} title={date(until)}>{t(standing === "over" ? "domains-certificate-ended"
          : "domains-certificate-ends", { ago: relative(until, now) })}</time>}
      </span>
      <VerdictMark verdict={VERDICTS[standing]}>{t(`domains-certificate-${standing}`)}</VerdictMark>
    </li>
  );
}

const NEARLY = 0.9;

function Storage({ storage }: { storage: DomainHealth["storage"] }) {
  const { fullest, nearly_full: full, used_bytes: used, most_bytes: most, quota } = storage;
  const isNearMost = most > 0 && used >= most * NEARLY;
  return (
    <>
      <VerdictMark verdict={full > 0 || isNearMost ? "warn" : "ok"}>{isNearMost ? t("domains-storage-most-full")
        : full > 0 ? t("domains-storage-full", { count: full, number: number(full) }) : t("domains-storage-room")}</VerdictMark>
      {most > 0 && <p class="dim small">{t("domains-storage-of-most", { used: size(used), most: size(most) })}</p>}
      <p class="dim small">{quota > 0 ? t("domains-storage-of", { used: size(used), quota: size(quota) })
        : t("domains-storage-used", { used: size(used) })}</p>
      {fullest.length > 0 && (
        <ul class="entries">
          {fullest.map((one) => (
            <li key={one.address} class="entry">
              <a class="entry-words clip" href={pathOfAccount(one.address)} title={one.address}><bdi>{one.address}</bdi></a>
              <span class="dim small">{percent(one.used_bytes / one.quota)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
