// One account: what it is, how it is opened, what its mail does; and the acts upon the whole of it.
import { useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { Menu, type MenuItem } from "../../../shared/ui/Menu.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import { wayTo } from "../../links.ts";
import type { PageProps } from "../../pages.ts";
import { pathOfAccount } from "../../people/AccountList.tsx";
import { deleteAccount, setStatus, type SetStatus } from "../../people/api.ts";
import { localOf } from "../../people/model.ts";
import { Crumb } from "../../parts/Crumb.tsx";
import { canChange } from "../../session.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { accountAt, renameAccount } from "./api.ts";
import { ActAs } from "./ActAs.tsx";
import { Contain, Recover } from "./Contain.tsx";
import { MailTab } from "./MailTab.tsx";
import type { AccountDetails } from "./model.ts";
import { Overview } from "./Overview.tsx";
import { Rename } from "./Rename.tsx";
import { SignInTab } from "./SignInTab.tsx";
import { TrailTab } from "./TrailTab.tsx";

export interface AccountPageProps extends PageProps { address: string; tab: string }
export interface PartProps extends Pick<PageProps, "session" | "toasts" | "go"> { account: AccountDetails; may: boolean; read: () => Promise<void> }

const TURNED: Readonly<Record<SetStatus, string>> = { active: "people-enabled", disabled: "people-disabled", receiving: "people-receiving" };

type Asked = "" | "delete" | "rename" | "act-as" | "contain" | "recover";

export function AccountPage({ session, toasts, go, address, tab }: AccountPageProps) {
  const account = useLoaded(() => accountAt(address), [address]);
  const [asked, ask] = useState<Asked>("");
  const may = canChange(session, "domains");
  const isActive = account.data?.status === "active";
  const isShut = account.data?.status === "disabled" || account.data?.status === "receiving";
  const isContained = account.data?.status === "contained";
  const afterwards = (): void => { void account.read(); go(`${pathOfAccount(address)}/trail`); };
  const turn = async (status: SetStatus): Promise<void> => {
    const before = account.data?.status;
    try {
      await setStatus(address, status);
      const undo = async (): Promise<void> => { await setStatus(address, before as SetStatus); await account.read(); };
      toasts.add(t(TURNED[status], { count: 1 }), { undo });
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
    await account.read();
  };
  const renamed = (fresh: string): void => {
    toasts.add(t("account-renamed", { address: fresh }), {
      undo: async () => { await renameAccount(fresh, localOf(address), false); go(pathOfAccount(address)); },
    });
    go(pathOfAccount(fresh));
  };
  const remove = async (): Promise<void> => {
    ask("");
    try {
      await deleteAccount(address);
      toasts.add(t("account-deleted", { address }));
      go("/admin/accounts");
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
  };
  const blocks = wayTo(session, `/admin/ids/blocks?find=${encodeURIComponent(address)}`);
  const items: readonly MenuItem[] = [
    ...(isActive && account.data?.kind === "person"
      ? [{ label: t("people-receive"), icon: "inbox", run: () => void turn("receiving") } as const] : []),
    { label: t("account-rename"), icon: "pencil", run: () => ask("rename") },
    { label: t("account-act-as"), icon: "user-cog", run: () => ask("act-as") },
    ...(blocks ? [{ label: t("account-blocks"), icon: "shield", run: () => go(blocks) } as const] : []),
    { label: t("account-delete"), icon: "trash-2", danger: true, run: () => ask("delete") },
  ];
  const part = (of: AccountDetails): PartProps => ({ session, toasts, go, account: of, may, read: account.read });
  return (
    <>
      <Crumb href="/admin/accounts">{t("accounts-title")}</Crumb>
      <Shown of={account} what={t("account-not-read")} title={address} rows={8}>{(known) => (
        <>
          <PageHead title={known.address} about={known.display_name} actions={may && (
            <>
              {isActive && <Button icon="ban" onClick={() => void turn("disabled")}>{t("people-disable")}</Button>}
              {isActive && known.kind === "person" && (
                <Button kind="primary" icon="shield-alert" onClick={() => ask("contain")}>{t("trail-contain")}</Button>
              )}
              {isShut && <Button kind="primary" icon="play" onClick={() => void turn("active")}>{t("people-enable")}</Button>}
              {isContained && <Button kind="primary" icon="shield" onClick={() => ask("recover")}>{t("trail-recover")}</Button>}
              <Menu label={t("account-more")} items={items} />
            </>
          )} />
          {known.status === "disabled" && <Callout verdict="warn">{t("account-is-disabled")}</Callout>}
          {known.status === "receiving" && <Callout verdict="info">{t("account-is-receiving")}</Callout>}
          {isContained && <Callout verdict="warn">{t("trail-is-contained")}</Callout>}
          <Tabs label={t("account-parts")} chosen={tab || "overview"}
            onChoose={(id) => go(id === "overview" ? pathOfAccount(address) : `${pathOfAccount(address)}/${id}`)} tabs={[
              { id: "overview", label: t("account-overview"), content: () => <Overview {...part(known)} /> },
              { id: "sign-in", label: t("account-sign-in"), content: () => <SignInTab {...part(known)} /> },
              { id: "mail", label: t("account-mail"), content: () => <MailTab {...part(known)} /> },
              { id: "trail", label: t("trail-title"), content: () => <TrailTab {...part(known)} /> },
            ]} />
          <Contain address={address} open={asked === "contain"} onClose={() => ask("")} toasts={toasts} onDone={afterwards} />
          <Recover account={known} open={asked === "recover"} onClose={() => ask("")} toasts={toasts} onDone={() => void account.read()} />
          <Rename address={address} open={asked === "rename"} onClose={() => ask("")} onDone={renamed} />
          <ActAs address={address} open={asked === "act-as"} onClose={() => ask("")} />
          <TypedConfirmation title={t("account-delete-title", { address })} open={asked === "delete"} onClose={() => ask("")} word={address}
            verb={t("account-delete")} onConfirm={() => void remove()}>{t("account-delete-about")}</TypedConfirmation>
        </>
      )}</Shown>
    </>
  );
}
