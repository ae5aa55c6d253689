// What an account is: whose, how much it holds, how it is recovered, from where it is opened.
import { useState } from "preact/hooks";
import { dateTime, number, percent, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Card } from "../../people/Card.tsx";
import { domainOf, SPAM_LEVELS, spamActionsOf } from "../../people/model.ts";
import type { PartProps } from "./AccountPage.tsx";
import { EditAccount } from "./EditAccount.tsx";
import { fullness, type AccountDetails } from "./model.ts";

export function Overview({ account, may, toasts, read }: PartProps) {
  const [isEditing, edit] = useState(false);
  const countries = account.country_rule === "off" ? t("people-rule-countries-off")
    : t(`people-rule-countries-${account.country_rule}`, { countries: account.countries.join(", ") });
  const domain = domainOf(account.address);
  return (
    <div class="cards">
      <Card title={t("account-facts")} actions={may && <Button icon="pencil" onClick={() => edit(true)}>{t("account-edit")}</Button>}>
        <Facts facts={[
          { label: t("people-name"), value: account.display_name || t("kit-empty-value") },
          { label: t("people-domain"), value: <a href={`/admin/domains/${encodeURIComponent(domain)}`}>{domain}</a> },
          { label: t("account-created"), value: dateTime(account.created) },
          { label: t("account-recovery"), value: account.recovery_address || t("account-no-recovery") },
          { label: t("account-countries"), value: countries },
          { label: t("people-spam"), value: <SpamWords text={account.spam_actions} /> },
        ]} />
      </Card>
      <Card title={t("account-storage")}><Storage account={account} /></Card>
      <EditAccount account={account} open={isEditing} onClose={() => edit(false)} toasts={toasts} read={read} />
    </div>
  );
}

function SpamWords({ text }: { text: string }) {
  const actions = spamActionsOf(text);
  const said = SPAM_LEVELS.filter((level) => actions[level] !== "");
  if (said.length === 0) return <>{t("people-spam-as-above")}</>;
  return <>{said.map((level) => `${t(`people-spam-${level}`)}: ${t(`people-spam-to-${actions[level]}`)}`).join(" · ")}</>;
}

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
