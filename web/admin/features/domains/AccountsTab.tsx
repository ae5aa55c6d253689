// The people of one domain.
import { useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { AccountList } from "../../people/AccountList.tsx";
import type { TabProps } from "./DomainPage.tsx";

export function AccountsTab({ domain, may, session, toasts, go }: TabProps) {
  const [isAdding, add] = useState(false);
  return (
    <div class="stack">
      {may && <div class="row"><Button kind="primary" icon="plus" onClick={() => add(true)}>{t("people-add")}</Button></div>}
      <AccountList session={session} toasts={toasts} go={go} domain={domain.name} isAdding={isAdding} add={add} />
    </div>
  );
}
