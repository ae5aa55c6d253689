// One check, beside the list: what was found, why it matters, and every way to mend it.
import { t } from "../../../shared/i18n/i18n.ts";
import { said } from "../../../shared/i18n/said.ts";
import { Copyable } from "../../../shared/ui/Copy.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { commandsOf, domainsOf, pageOf, pathOfRecords, settingOf, standingOf, verdictOf, type Check } from "./model.ts";
import { SetBy } from "./SetBy.tsx";

// `wayTo`: the same address, where there is such a page for whoever looks.
export function Finding({ check, wayTo }: { check: Check; wayTo: (address: string | undefined) => string | undefined }) {
  const commands = check.state === "passed" ? [] : commandsOf(check);
  const domains = domainsOf(check).filter((domain) => wayTo(pathOfRecords(domain)));
  const page = domains.length > 0 ? undefined : wayTo(pageOf(check));
  const key = settingOf(check);
  const changes = wayTo("/admin/changes");
  const whatToDo = said(check.said.what_to_do);
  return (
    <>
      <div class="row">
        <VerdictMark verdict={verdictOf(check)}>{t(`audit-standing-${standingOf(check)}`)}</VerdictMark>
        <span class="dim">{t(`audit-severity-${check.severity}`)}</span>
        <code class="dim small">{check.check}</code>
      </div>
      {check.found.length > 0 && (
        <section class="stack">
          <h3>{check.state === "not checked" ? t("audit-not-checked-why") : t("audit-found")}</h3>
          <ul class="audit-found">{check.said.found.map((line, index) => <li key={index}>{said(line)}</li>)}</ul>
          {key !== null && changes && check.state === "failed" && <SetBy setting={key} changes={changes} />}
        </section>
      )}
      {check.state === "passed" && <Seen check={check} />}
      {check.why && <section class="stack"><h3>{t("audit-why")}</h3><p>{said(check.said.why)}</p></section>}
      {check.state !== "passed" && (
        <section class="stack">
          <h3>{t("audit-what-to-do")}</h3>
          {check.fix && <p>{t("audit-can-mend")}</p>}
          {commands.length === 0 && !check.fix && <p>{whatToDo}.</p>}
          {commands.length > 0 && (
            <>
              <p class="dim">{check.fix || page ? t("audit-or-by-command") : `${whatToDo}.`}</p>
              {commands.map((command) => <Copyable key={command} text={command} name={t("audit-command")} />)}
            </>
          )}
        </section>
      )}
      {check.state !== "passed" && <Seen check={check} />}
      {domains.map((domain) => (
        <p key={domain}><a class="audit-way" href={pathOfRecords(domain)}><Icon name="arrow-right" />{t("audit-to-records", { domain })}</a></p>
      ))}
      {page && (
        <p><a class="audit-way" href={page}><Icon name="arrow-right" />{key === null ? t("audit-to-page") : t("audit-to-setting", { key })}</a></p>
      )}
    </>
  );
}

// By what one may believe it.
function Seen({ check: { said: { seen } } }: { check: Check }) {
  if (seen.length === 0) return null;
  return (
    <section class="stack">
      <h3>{t("audit-seen")}</h3>
      <ul class="audit-found">{seen.map((line, index) => <li key={index}>{said(line)}</li>)}</ul>
    </section>
  );
}
