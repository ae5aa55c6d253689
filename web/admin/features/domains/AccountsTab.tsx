// The people of one domain.
import { useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { AccountList } from "../../people/AccountList.tsx";
import type { TabProps } from "./DomainPage.tsx";
import { OfMost } from "./OfMost.tsx";

export function AccountsTab({ domain, may, session, toasts, go }: TabProps) {
  const [isAdding, add] = useState(false);
  return (
    <div class="stack">
      <div class="row">
        {may && <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("people-add")}</Button>}
        <OfMost used={domain.accounts} most={domain.most_accounts} />
      </div>
      <AccountList session={session} toasts={toasts} go={go} domain={domain.name} isAdding={isAdding} add={add} />
    </div>
  );
}
