// What a person is given who is to set a forgotten password anew: a link to people's pages, or the token that they take.
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { SecretShown } from "../../../shared/ui/Copy.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { ResetLink } from "./model.ts";

export const resetShown = ({ token, link, expires }: ResetLink): SecretShown => ({
  name: t(link ? "account-reset-name" : "account-reset-token"), secret: link || token,
  more: (
    <>
      <p>{t("account-reset-about", { at: dateTime(expires) })}</p>
      {!link && <Callout verdict="warn">{t("account-reset-nowhere")}</Callout>}
    </>
  ),
});
