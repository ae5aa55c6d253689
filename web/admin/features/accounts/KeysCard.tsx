// What single programs log in to an account with: application passwords and tokens. A token is made here, and either is taken away.
import { useState } from "preact/hooks";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { Entries } from "../../../shared/list/Entries.tsx";
import { oauthTokens, removeToken } from "../../../shared/oauth/api.ts";
import { factsOf, lifeOf } from "../../../shared/oauth/words.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { SecretDialog, type SecretShown } from "../../../shared/ui/Copy.tsx";
import { Card } from "../../people/Card.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import type { PartProps } from "./AccountPage.tsx";
import { appPasswords, removeAppPassword } from "./api.ts";
import { keysOf, nameOf, tokenProtocols, type Key } from "./model.ts";
import { TokenDialog, tokenShown } from "./TokenDialog.tsx";

const endOf = (key: Key): string | null => {
  if (key.kind === "token") return lifeOf(key, Date.now());
  return key.expires ? t("account-key-ends", { at: dateTime(key.expires) }) : null;
};

export function KeysCard({ account, session, may, toasts }: PartProps) {
  const { address, kind, services } = account;
  const keys = useLoaded(async () => keysOf(...await Promise.all([appPasswords(address), oauthTokens(address)])), [address]);
  const [isAdding, adding] = useState(false);
  const [made, show] = useState<SecretShown & { title: string } | null>(null);
  const acts: readonly Act<Key>[] = [{
    key: "remove", label: t("account-key-remove"), icon: "trash-2", danger: true, done: (count) => t("account-keys-gone", { count }),
    async run(key) {
      await (key.kind === "token" ? removeToken(address, key.number) : removeAppPassword(address, key.number));
      return undefined;
    },
    confirm: ([key]) => ({ title: t("account-key-remove-title"), text: t("account-key-remove-about"), word: key?.label ?? "" }),
  }];
  const makes = may && kind === "person" && tokenProtocols(services, false).length > 0;
  return (
    <Card title={t("account-keys")} about={t("account-keys-about")} wide
      actions={makes && <Button icon="plus" onClick={() => adding(true)}>{t("account-token-add")}</Button>}>
      <Shown of={keys} what={t("account-keys-not-read")}>{(known) => (
        <Entries<Key> label={t("account-keys")} rows={known} keyOf={nameOf} acts={may ? acts : []} toasts={toasts} onDone={() => void keys.read()}
          none={t("account-no-keys")} entry={(key) => ({
            title: <bdi>{key.label}</bdi>, name: key.label, facts: [t(`account-key-${key.kind}`), ...factsOf(key), endOf(key)],
          })} />
      )}</Shown>
      <TokenDialog address={address} services={services} session={session} open={isAdding} onClose={() => adding(false)} onMade={(token) => {
        show({ title: t("account-token-made", { label: token.label }), ...tokenShown(token) });
        void keys.read();
      }} />
      <SecretDialog title={made?.title ?? ""} shown={made} onClose={() => show(null)} />
    </Card>
  );
}
