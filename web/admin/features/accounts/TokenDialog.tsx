// A token for a program of an account: what it is for, where it opens and from where; and the pair, which is shown this once.
import { useEffect, useState } from "preact/hooks";
import { FormDialog, wrongMember } from "../../../shared/forms/FormDialog.tsx";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { Copyable, type SecretShown } from "../../../shared/ui/Copy.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { wayTo } from "../../links.ts";
import { Picks } from "../../parts/Picks.tsx";
import type { Session } from "../../session.ts";
import { addToken, takesTokens } from "./api.ts";
import { plainToken, tokenProtocols, wantedToken, type MadeToken } from "./model.ts";

export const tokenShown = ({ access_token, refresh_token, access_expires, refresh_expires }: MadeToken): SecretShown => ({
  name: t("account-token-access"), secret: access_token,
  more: (
    <>
      <div class="stack secret">
        <span class="dim small">{t("account-token-refresh")}</span>
        <Copyable text={refresh_token} name={t("account-token-refresh")} />
      </div>
      <p>{t("account-token-lives", { at: dateTime(access_expires), until: dateTime(refresh_expires) })}</p>
    </>
  ),
});

export interface TokenDialogProps {
  address: string;
  services: readonly string[];
  session: Session;
  open: boolean;
  onClose: () => void;
  onMade: (made: MadeToken) => void;
}

export function TokenDialog({ address, services, session, open, onClose, onMade }: TokenDialogProps) {
  const [entered, enter] = useState(() => plainToken(services));
  const [isRefused, refuses] = useState(false);  // whatever token is shown
  const change = (some: Partial<typeof entered>): void => enter({ ...entered, ...some });
  useEffect(() => {
    if (!open) return undefined;
    enter(plainToken(services));
    let gone = false;
    takesTokens(address).then((takes) => { if (!gone) refuses(!takes); }, () => undefined);  // unknown: nothing is said of it
    return () => { gone = true; };
  }, [open, address]);
  const submit = async (): Promise<void> => {
    const asked = wantedToken(entered, services);
    if (asked.protocols.length === 0) throw wrongMember("protocols", t("account-token-needs-protocol"));
    onMade(await addToken(address, asked));
  };
  const all = tokenProtocols(services, entered.read_only);
  return (
    <FormDialog title={t("account-token-add")} open={open} onClose={onClose} verb={t("account-token-make")} onSubmit={submit}>
      {(refused) => (
        <>
          <p>{t("account-token-about")}</p>
          {isRefused && <NotTaken session={session} />}
          <TextField label={t("account-token-label")} help={t("account-token-label-help")} value={entered.label} first required
            onValue={(label) => change({ label })} error={refused("label")} autocomplete="off" />
          <Picks label={t("account-token-opens")} all={all} nameOf={(one) => t(`protocol-long-${one}`)} error={refused("protocols")}
            chosen={entered.protocols} onChoose={(protocols) => change({ protocols })} />
          <Switch label={t("account-token-read-only")} on={entered.read_only} onChange={(on) => change({ read_only: on })} />
          <Chips label={t("account-token-networks")} help={t("account-token-networks-help")} values={entered.networks}
            onChange={(networks) => change({ networks })} error={refused("networks")} />
        </>
      )}
    </FormDialog>
  );
}

function NotTaken({ session }: { session: Session }) {
  const way = wayTo(session, "/admin/settings/auth?find=auth.offer_oauth");
  return (
    <Callout verdict="warn" action={way && <a class="button" href={way}>{t("account-token-setting")}</a>}>{t("account-token-not-taken")}</Callout>
  );
}
