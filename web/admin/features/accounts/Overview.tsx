// What an account is: whose, how much it holds, how it is recovered, from where it is opened.
import { useState } from "preact/hooks";
import { dateTime, number, percent, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { AS_DOMAIN, languageNamed } from "../../../shared/i18n/mail-language.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Card } from "../../people/Card.tsx";
import { domainOf, SPAM_LEVELS, spamActionsOf, type SpamAbovePerLevel, type SpamLevel } from "../../people/model.ts";
import { countryWords, useAbove, wordOf } from "./above.ts";
import type { PartProps } from "./AccountPage.tsx";
import { EditAccount } from "./EditAccount.tsx";
import { fullness, type AccountDetails } from "./model.ts";

export function Overview({ session, account, may, toasts, read }: PartProps) {
  const [isEditing, edit] = useState(false);
  const domain = domainOf(account.address);
  const above = useAbove(session, domain);
  return (
    <div class="cards">
      <Card title={t("account-facts")} actions={may && <Button icon="pencil" onClick={() => edit(true)}>{t("account-edit")}</Button>}>
        <Facts facts={[
          { label: t("people-name"), value: account.display_name || t("kit-empty-value") },
          { label: t("people-domain"), value: <a href={`/admin/domains/${encodeURIComponent(domain)}`}>{domain}</a> },
          { label: t("account-created"), value: dateTime(account.created) },
          { label: t("account-recovery"), value: account.recovery_address || t("account-no-recovery") },
          { label: t("account-language"), value: languageWords(account) },
          { label: t("account-countries"), value: <Lines of={countryWords(account, above.from)} /> },
          { label: t("account-services"), value: account.services.map((one) => t(`protocol-long-${one}`)).join(", ") },
          { label: t("people-spam"), value: <SpamWords text={account.spam_actions} above={above.spam} /> },
        ]} />
      </Card>
      <Card title={t("account-storage")}><Storage account={account} /></Card>
      <EditAccount account={account} above={above.spam} open={isEditing} onClose={() => edit(false)} toasts={toasts} read={read} />
    </div>
  );
}

const languageWords = ({ language, domain_language: ofDomain }: AccountDetails): string =>
  (language === AS_DOMAIN ? t("account-language-domain", { language: languageNamed(ofDomain) }) : languageNamed(language));

// Level by level: what it says itself, or what holds because somebody else says it.
function SpamWords({ text, above }: { text: string; above: SpamAbovePerLevel }) {
  const actions = spamActionsOf(text);
  const whatOf = (level: SpamLevel): string => (actions[level] ? t(`people-spam-to-${actions[level]}`) : wordOf(above[level]));
  return <Lines of={SPAM_LEVELS.map((level) => t("people-spam-level", { level: t(`people-spam-${level}`), what: whatOf(level) }))} />;
}

const Lines = ({ of }: { of: readonly string[] }) => <ul>{of.map((line) => <li key={line}>{line}</li>)}</ul>;

function Storage({ account }: { account: AccountDetails }) {
  const share = fullness(account);
  const used = size(account.used_bytes);
  return (
    <div class="meter-words">
      <p>
        <span class="strong">{share === null ? t("account-used", { used }) : t("account-used-of", { used, quota: size(account.quota) })}</span>
        {share !== null && <span class="dim"> · {percent(share)}</span>}
      </p>
      {share !== null && <meter class="meter" aria-label={t("account-storage")} min={0} max={1} low={0.8} high={0.95} optimum={0} value={share} />}
      <p class="dim">{t("account-messages", { count: account.used_messages, number: number(account.used_messages) })}</p>
    </div>
  );
}
