// The accounts of people: all of them, or the one that the address names.
import { t } from "../../../shared/i18n/i18n.ts";
import { useOpening } from "../../../shared/router/opening.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import type { PageProps } from "../../pages.ts";
import { AccountList } from "../../people/AccountList.tsx";
import { canChange } from "../../session.ts";
import { AccountPage } from "./AccountPage.tsx";

export default function AccountsPage(props: PageProps) {
  const may = canChange(props.session, "domains");
  const [isAdding, add] = useOpening("add", may);
  const address = props.params["address"] ?? "";
  if (address) return <AccountPage key={address} {...props} address={address} tab={props.params["tab"] ?? ""} />;
  return (
    <>
      <PageHead title={t("accounts-title")} about={t("accounts-about")}
        actions={may && <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("people-add")}</Button>} />
      <AccountList {...props} domain="" isAdding={isAdding} add={add} />
    </>
  );
}
